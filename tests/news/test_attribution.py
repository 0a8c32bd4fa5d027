"""Cleaning, background and the cited source."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model import Attribution, Cleaned, Ownership, Source, SourceKind
from news.attribution import attribute, clean, known_sources
from news.sentences import split
from tests.news.evals_facts import DATA, background, primary_source

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
    assert background()[2] >= 0.93


# ---------------------------------------------------------------- who says so

TREND = Source(
    "trend",
    "Trend News Agency",
    SourceKind.FEED,
    "https://en.trend.az/feeds",
    homepage="https://www.trend.az",
)
MINISTRY = Source(
    "mift", "Ministry of Investment", SourceKind.PAGE, "https://mift.uz/en", ownership=Ownership.STATE
)
AZATLYK = Source(
    "azatlyk", "Azatlyk", SourceKind.FEED, "https://azathabar.com/api", ownership=Ownership.INDEPENDENT
)
KNOWN = known_sources([TREND, MINISTRY, AZATLYK])


def cited(sentence: str, language: str, title: str = "News") -> Attribution | None:
    return attribute(title, Cleaned(body=(sentence,)), language, KNOWN)


@pytest.mark.parametrize(
    ("language", "sentence", "name"),
    [
        ("en", "Trade grew by a tenth, as reported on mift.uz.", "mift.uz"),
        (
            "en",
            "Trade grew, according to the press service of the Ministry of Transport.",
            "Ministry of Transport",
        ),
        ("en", "Kazatomprom, the national company, said on Monday that output fell.", "Kazatomprom"),
        ("en", "The line is ready, the Energy Ministry said.", "Energy Ministry"),
        ("en", "The line is ready, its statistics agency said.", "its statistics agency"),
        ("ru", "Торговля выросла, сообщает Минэкономики.", "Минэкономики"),
        ("ru", "Торговля выросла, передаёт агентство «Туран».", "«Туран»"),
        ("ru", "Торговля выросла, сообщил в среду посол Турции Тоган Орал.", "Тоган Орал"),
        ("ru", "Деньги дадут, пишет «Азия» со ссылкой на посольство Италии в Душанбе.", "посольство Италии"),
        ("ru", "По словам министра Олжаса Бектенова, завод достроят.", "Олжаса Бектенова"),
        ("uz", "Savdo o‘sdi, deya xabar beradi prezident.uz.", "prezident.uz"),
        ("uz", "Energetika vazirligi ma’lumotiga ko‘ra, savdo o‘sdi.", "Energetika vazirligi"),
        ("uz", "Савдо ўсди, деб хабар берди Миллий статистика қўмитаси.", "Миллий статистика қўмитаси"),
        ("uz", "Энергетика вазирлиги маълумотига кўра, савдо ўсди.", "Энергетика вазирлиги"),
        ("tk", "“Watan” gazetiniň habar bermegine görä, söwda ösdi.", "Watan"),
        ("tk", "TDH-niň habar bermegine görä, söwda ösdi.", "TDH"),
        ("tk", "Türkiýäniň ilçisi Togan Oral söwdanyň ösendigini aýtdy.", "Togan Oral"),
        ("kk", "Сауда өсті, деп хабарлайды Энергетика министрлігі.", "Энергетика министрлігі"),
        ("ky", "Соода өстү, деп билдирди Садыр Жапаров.", "Садыр Жапаров"),
        ("tg", "Савдо афзуд, хабар медиҳад Вазорати молия.", "Вазорати молия"),
        ("az", "Nazir Pərviz Şahbazov bunu brifinqdə bildirib.", "Pərviz Şahbazov"),
        ("tr", "Bakan Abdulkadir Uraloğlu hattın açılacağını söyledi.", "Abdulkadir Uraloğlu"),
    ],
)
def test_the_cited_source_is_named(language: str, sentence: str, name: str) -> None:
    found = cited(sentence, language)
    assert found is not None
    assert name in found.name
    assert found.evidence == sentence


def test_who_speaks_counts_before_the_outlet_that_relays() -> None:
    found = cited("Потери велики, сообщил министр Ерлан Аккенженов, передает «Вестник».", "ru")
    assert found is not None
    assert found.name == "Ерлан Аккенженов"


def test_a_cited_domain_is_resolved_to_its_source() -> None:
    found = cited("Trade grew by a tenth, as reported on mift.uz.", "en")
    assert found is not None
    assert (found.source, found.ownership) == ("mift", Ownership.STATE)


def test_a_name_with_an_ending_is_resolved_to_its_source() -> None:
    found = cited("“Azatlygyň” ýazmagyna görä, söwda ösdi.", "tk") or cited(
        "Azatlykyň ýazmagyna görä, ösdi.", "tk"
    )
    assert found is not None
    assert cited("Azatlykyň ýazmagyna görä, söwda ösdi.", "tk") == Attribution(
        "Azatlykyň", "azatlyk", Ownership.INDEPENDENT, "Azatlykyň ýazmagyna görä, söwda ösdi."
    )


def test_an_unknown_official_is_of_the_state_and_anybody_else_unknown() -> None:
    official = cited("Торговля выросла, сообщает Минэнерго Казахстана.", "ru")
    company = cited("Output fell, Tengizchevroil said.", "en")
    assert official is not None
    assert official.ownership is Ownership.STATE
    assert company is not None
    assert company.ownership is Ownership.UNKNOWN


def test_a_source_line_below_the_text_counts_when_the_text_is_silent() -> None:
    cleaned = Cleaned(body=("The plant opened.",), tail=("Source: Turkmenistan.ru",))
    found = attribute("News", cleaned, "en", KNOWN)
    assert found is not None
    assert found.name == "Turkmenistan.ru"


def test_an_official_in_the_title_counts_when_nothing_else_does() -> None:
    found = cited("Торговля выросла.", "ru", title="Торговля превысила 2 млрд – Минторг Казахстана и министр")
    assert found is not None
    assert cited("Торговля выросла.", "ru", title="Минэнерго: торговля выросла") == Attribution(
        "Минэнерго", "", Ownership.STATE, "Минэнерго: торговля выросла"
    )


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "It said nothing."),
        ("ru", "Он сообщил, что завод открыт."),
        ("xx", "Quidquid dixit Caesar."),
        ("en", "The road is long."),
    ],
)
def test_nobody_is_named_where_nobody_is_cited(language: str, sentence: str) -> None:
    assert cited(sentence, language) is None


@given(st.text(max_size=200), st.sampled_from(["en", "ru", "uz", "tk", "kk", "ky", "tg", "az", "tr", "xx"]))
def test_any_sentence_is_judged_without_complaint(sentence: str, language: str) -> None:
    found = attribute(sentence, Cleaned(body=(sentence,)), language, KNOWN)
    assert found is None or found.name


@needs_reports
def test_the_primary_source_of_labelled_reports_is_found() -> None:
    assert primary_source() >= 0.9
