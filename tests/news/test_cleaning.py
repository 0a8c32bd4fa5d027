"""Sentences, cleaning and background."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model import Cleaned
from news.attribution import clean
from news.sentences import split
from tests.news.evals_facts import background
from tests.news.evals_rows import DATA

needs_reports = pytest.mark.skipif(
    not DATA.exists(), reason="the labelled reports are not beside the project"
)
NEWS = "The plant opened on Monday. It makes glass for three countries."


# ---------------------------------------------------------------- sentences


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Mr. Karimov paid $5.3 bn. He left.", 2),
        ("Объём вырос до 10 тыс. тонн в 2024 г. Компания довольна.", 2),
        ("Встреча прошла в г. Мары. Стороны подписали акт.", 2),
        ("А.В. Иванов и Б. Петров приехали. Их ждали.", 2),
        ("Купили уголь, газ и т.д. Потом уехали.", 2),
        ("Qiymati 5 mlrd. AQSH dollari. Bu ko‘p.", 2),
        ("8 mln. tonna sement chiqdi.", 1),
        ("No. 5 won. The rest lost.", 2),
        ("1. First item", 1),
        ("He asked why? Nobody knew… Then it rained!", 3),
        ("«Ишлар бошланди». Раҳбар кетди.", 2),
        ("«Идёт работа», — сказал он. Точка.", 2),
        ("He sold it to Acme Inc. The price is secret.", 2),
        ("Acme Inc. Holdings sold it.", 1),
        ("He lives in the U.S. The rest moved.", 2),
        ("Am 22. November wird eröffnet.", 1),
        ("Das Haus ist aus dem 15. Jahrhundert.", 1),
        ("Bu eksportning 12 % i. Xaridorlar ko‘p.", 2),
        ("", 0),
        ("  \n \n", 0),
        ("Heading\nA sentence. Another one.", 3),
    ],
)
def test_sentences_end_where_a_reader_would_end_them(text: str, sentences: int) -> None:
    assert len(split(text)) == sentences


@given(st.text(alphabet=st.sampled_from("Abв. ?!…»“ \n1г,млн"), max_size=80))
def test_sentences_are_pieces_of_the_text_and_nothing_is_lost(text: str) -> None:
    found = split(text)
    assert all(sentence in text and sentence == sentence.strip() for sentence in found)
    assert "".join("".join(found).split()) == "".join(text.split())


# ---------------------------------------------------------------- what does not belong to a report


@pytest.mark.parametrize(
    "dateline",
    [
        "ASHGABAT, Turkmenistan, January 31.",
        "АСТАНА. KAZINFORM —",
        "ТОШКЕНТ, 1 янв — Sputnik.",
        "Ташкент, Узбекистан (Daily.uz) —",
        "ДУШАНБЕ, 02.11.2023 /АМИТ «Ховар»/.",
        "АЛМА-АТА, 3 октября (Рейтер) -",
        "MOSCOW, Jan 27 :",
        "АШХАБАД.",
        "ASTANA –",
        "(Reuters) -",
    ],
)
def test_a_dateline_is_cut_off(dateline: str) -> None:
    cleaned = clean("Glass", f"{dateline} {NEWS}", "en")
    assert cleaned.body == ("The plant opened on Monday.", "It makes glass for three countries.")
    assert cleaned.tail == (dateline,)


@pytest.mark.parametrize(
    "opening", ["CNPC won the tender on Monday.", "Mary welaýatynda zawod açyldy.", "TDH habar berýär."]
)
def test_a_sentence_that_begins_with_a_name_has_no_dateline(opening: str) -> None:
    assert clean("t", f"{opening} {NEWS}", "en").body[0] == opening


@pytest.mark.parametrize(
    "line",
    [
        "Photo: Ministry of Energy",
        "Фото пресс-службы президента",
        "Иллюстративное фото",
        "Source: agency.example",
        "///nCa, 20 October 2025",
        "1740 - просмотров",
        "Izoh (0)",
        "Paýlaş",
        "Подпишитесь на наш Telegram-канал",
        "Биздин Телеграм каналга катталыңыз",
        "You must enable Javascript on your browser for the site to work.",
        "Elvira Kadyrova",
        "More on money and markets of the whole wide region in our Telegram channel @example",
        "Sizda savol yoki taklif bormi?",
        "https://agency.example/1",
        "* Признан в РФ иностранным агентом",
        "****",
    ],
)
def test_what_a_page_puts_below_a_report_is_no_part_of_it(line: str) -> None:
    cleaned = clean("Glass", f"{NEWS}\n{line}", "en")
    assert len(cleaned.body) == 2
    assert cleaned.tail == (line,)


def test_a_credit_may_stand_at_the_end_of_the_last_paragraph() -> None:
    cleaned = clean("Glass", f"{NEWS} Photo: Ministry. More of it: here.", "en")
    assert len(cleaned.body) == 2
    assert cleaned.tail == ("Photo: Ministry.", "More of it: here.")


def test_a_list_of_other_stories_goes_with_its_heading_until_prose_returns() -> None:
    other = "Про уголь и соль в большом городе у самого синего моря на востоке страны"
    text = f"{NEWS}\nЧитайте также\n{other}\nThe mayor came, too."
    cleaned = clean("Glass", text, "ru")
    assert cleaned.body[-1] == "The mayor came, too."
    assert len(cleaned.tail) == 2


def test_the_title_repeated_as_the_first_line_is_dropped() -> None:
    assert clean("The «plant» opened", f"The plant opened\n{NEWS}", "en").tail == ("The plant opened",)


def test_a_report_of_one_short_line_keeps_it() -> None:
    assert clean("Glass", "The plant has opened", "en").body == ("The plant has opened",)


def test_a_report_of_page_furniture_only_has_no_body() -> None:
    assert clean("Glass", "Photo: Ministry", "en") == Cleaned(body=(), tail=("Photo: Ministry",))


# ---------------------------------------------------------------- background


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "Let us remind you that the tender was held in May."),
        ("ru", "Напомним, конкурс прошёл в мае."),
        ("ru", "Ранее сообщалось о планах расширения."),
        ("uz", "Eslatib o‘tamiz, tanlov may oyida bo‘lgan."),
        ("uz", "Эслатиб ўтамиз, танлов май ойида бўлган."),
        ("tk", "Ýatladyp geçsek, bäsleşik maýda geçirildi."),
        ("kk", "Еске салайық, байқау мамырда өтті."),
        ("ky", "Буга чейин сынак май айында өткөн."),
        ("tg", "Ёдовар мешавем, ки озмун моҳи май баргузор шуд."),
        ("az", "Xatırladaq ki, müsabiqə mayda keçirilib."),
        ("tr", "Hatırlanacağı üzere ihale mayısta yapıldı."),
        # and without saying so
        ("tk", "Zawodyň birinji tapgyry 2013-nji ýylda ulanylmaga berlipdi."),
        ("uz", "Loyiha 2022-yilda boshlangan edi."),
        ("kk", "2021 жылы екі тарап келісімге қол қойған еді."),
        ("ru", "В мае 2019 года стороны подписали первый договор."),
        ("en", "The first line was commissioned in 2013."),
    ],
)
def test_last_sentences_that_recall_are_background(language: str, sentence: str) -> None:
    cleaned = clean("Glass", f"{NEWS} {sentence}", language)
    assert cleaned.background == (sentence,)
    assert len(cleaned.body) == 2


def test_what_follows_recalling_at_the_end_is_background_too() -> None:
    cleaned = clean("t", f"{NEWS} Напомним, конкурс прошёл в мае. Его выиграла компания из Китая.", "ru")
    assert len(cleaned.background) == 2


def test_recalling_in_the_middle_of_a_long_report_takes_one_sentence_only() -> None:
    rest = " ".join(f"Сегодня открыли цех номер {n}." for n in range(2, 8))
    cleaned = clean("t", f"{NEWS} Напомним, конкурс прошёл в мае. {rest}", "ru")
    assert cleaned.background == ("Напомним, конкурс прошёл в мае.",)


@pytest.mark.parametrize(
    "sentence",
    [
        "The minister said the line was opened in 2013.",
        "Output was raised in 2013 compared with 2012.",
        "It opened on Monday.",
    ],
)
def test_late_sentences_that_tell_are_no_background(sentence: str) -> None:
    assert clean("Glass", f"{NEWS} {sentence}", "en").background == ()


def test_a_report_always_tells_something_itself() -> None:
    assert clean("t", "Напомним, конкурс прошёл в мае.", "ru").background == ()


@given(st.text(max_size=300), st.text(max_size=60), st.sampled_from(["en", "ru", "uz", "tk", "kk", "xx"]))
def test_cleaning_any_text_gives_exact_pieces_of_it(text: str, title: str, language: str) -> None:
    cleaned = clean(title, text, language)
    for piece in (*cleaned.body, *cleaned.background, *cleaned.tail):
        assert piece in text


@needs_reports
def test_background_of_labelled_reports_is_found() -> None:
    assert background().f1 >= 0.93


def test_an_agency_that_signs_off_behind_the_last_sentence_is_no_part_of_it() -> None:
    cleaned = clean("Glass", f"{NEWS} ///nCa, 22 May 2018", "en")
    assert cleaned.tail == ("///nCa, 22 May 2018",)
    assert cleaned.body == clean("Glass", NEWS, "en").body


def test_a_press_service_that_signs_the_report_is_no_sentence_of_it() -> None:
    closing = "«Türkmenhimiýa» döwlet konserniniň metbugat gullugy."
    assert clean("Zawod", f"Zawod açyldy. Ol uly. {closing}", "tk").tail == (closing,)
