"""Which sentences may stand in a summary, and in which words."""

import pytest

from tests.news.test_summarise import LEAD, MORE, report, told, with_source


def test_a_sentence_that_leans_on_one_left_out_is_left_out_too() -> None:
    text = f"The second line of the glass works opened. It was built by a company from Japan. {MORE} {LEAD}"
    assert told(report(text, "Second line of the glass works opened")) == [MORE, LEAD]


@pytest.mark.parametrize(
    "leaning",
    [
        "The sixth, with a chimney of its own, begins in March.",
        "One of them is made in Ahal, the rest in Mary.",
        "«Такого здесь ещё не было», — подчеркнул он.",
        "“Three countries asked for our glass”, she said.",
    ],
)
def test_whom_or_what_only_the_sentence_before_names_leans_too(leaning: str) -> None:
    ceremony = "Guests from three countries attended the ceremony."
    cost = "The line cost 902 million dollars in all."
    assert told(report(f"{LEAD} {ceremony} {leaning} {cost}")) == [LEAD, cost]


@pytest.mark.parametrize(
    ("credited", "shown"),
    [
        (f"{LEAD[:-1]}, Daily reports.", LEAD),
        (f"{LEAD[:-1]}, a Daily correspondent reports.", LEAD),
        (f"{LEAD[:-1]}, Trend reports, citing the Ministry of Glass and Light.", LEAD),
        (
            "Вторая линия завода открыта, передаёт корреспондент агентства Kazinform.",
            "Вторая линия завода открыта.",
        ),
        ("Zavod ikkinchi liniyani ochdi, deya xabar beradi Kun.uz.", "Zavod ikkinchi liniyani ochdi."),
        ("Zawod ikinji liniýany açdy diýip, Daily habar berýär.", "Zawod ikinji liniýany açdy."),
        (
            "Ахалдағы зауыт екінші желіні ашты, деп хабарлайды BAQ.KZ тілшісі.",
            "Ахалдағы зауыт екінші желіні ашты.",
        ),
        (f"{LEAD[:-1]}, the Ministry of Glass reports.", ""),
        ("Вторая линия завода открыта, сообщает Агентство статистики Туркменистана.", ""),
    ],
)
def test_an_outlet_that_names_itself_is_left_out_and_a_source_is_not(credited: str, shown: str) -> None:
    assert told(report(f"{credited} {MORE}"))[0] == (shown or credited)


def test_a_sentence_may_lean_on_the_one_right_before_it() -> None:
    leaning = "It was built by a company from Japan in two years."
    assert told(report(f"{LEAD} {leaning} {MORE}")) == [LEAD, leaning]


def test_a_quote_without_a_speaker_is_left_out() -> None:
    assert told(report(f"{LEAD} “We have waited for this for nine long years.” {MORE}")) == [LEAD, MORE]


@pytest.mark.parametrize(
    "half", ["“We have waited for this for nine years.", "Nobody believed it”, said a guest."]
)
def test_half_a_quote_is_left_out(half: str) -> None:
    assert told(report(f"{LEAD} {half} {MORE}")) == [LEAD, MORE]


@pytest.mark.parametrize(
    "present",
    [
        "The ceremony was attended by guests from three countries.",
        "В церемонии участвовали гости из трёх стран.",
        "Dabara uc yurduň myhmanlary gatnaşdylar.",
        "Marosimda uch davlat mehmonlari ishtirok etdi.",
        "Салтанатты рәсімге үш елдің қонақтары қатысты.",
    ],
)
def test_who_was_present_waits_where_there_are_figures(present: str) -> None:
    cost = "The line cost 902 million dollars in all."
    assert told(report(f"{LEAD} {present} {cost}")) == [LEAD, cost]
    assert told(report(f"{LEAD} {present} {MORE}")) == [LEAD, present]
    assert told(report(f"{present} {LEAD} {cost}"))[0] == present


def test_a_sentence_that_only_names_the_source_is_left_out() -> None:
    assert told(report(f"{LEAD} Об этом сообщила пресс-служба завода в Ахале. {MORE}")) == [LEAD, MORE]


@pytest.mark.parametrize(
    "telling",
    [
        "Bu habar konserniň resmi saýtynda ýerleşdirildi.",
        "The Glass Works of Ahal published the news on its website.",
        "Daily xəbər verir ki, bunu zavodun rəhbəri açıqlayıb.",
        "Мәліметті «Қазақстан темір жолы» берген.",
        "The ministry has released the new figures.",
        "Эти данные приводит городская газета «Стекло».",
        "Министр озвучил новые данные.",
        "Statistika qo‘mitasi rasmiy ma’lumot e’lon qildi.",
        "Daily xəbər verir ki, zavod yeni rəqəmlər açıqlayıb.",
        "Bakanlık sanayi için yeni veriler açıkladı.",
        "Please find the advice for visitors below.",
        "В этой статье мы расскажем о стекле.",
    ],
)
def test_neither_does_one_that_only_says_who_published_it(telling: str) -> None:
    assert told(report(f"{LEAD} {telling} {MORE}")) == [LEAD, MORE]


@pytest.mark.parametrize(
    "sentence",
    [
        "Ilçi Togan Oral bu barada 19-njy ýanwarda geçen metbugat duşuşygynda aýtdy.",
        "Agentlik xəbər verir ki, məlumatı dəmir yolları cəmiyyəti yayıb.",
        "Министр транспорта рассказал журналистам 5 мая и об этом заявил.",
    ],
)
def test_who_said_this_on_which_day_is_no_news(sentence: str) -> None:
    assert told(report(f"{LEAD} {sentence} {MORE}")) == [LEAD, MORE]


def test_a_summary_does_not_end_with_a_question() -> None:
    question = "What will the second line of the works bring?"
    assert told(report(f"{LEAD} {question} {MORE}")) == [LEAD, MORE]
    assert told(report(f"{question} {LEAD} {MORE}", "From Ahal")) == [question, LEAD]


def test_a_teaser_that_a_feed_cut_stands_only_where_nothing_else_does() -> None:
    cut = "The works in Ahal will soon be known for the…"
    assert told(report(f"{LEAD} {cut}\n{MORE}")) == [LEAD, MORE]
    assert told(report(cut)) == [cut]


def test_new_figures_that_stand_in_the_sentence_are_news() -> None:
    said = "The ministry gave new figures, 40 tonnes of glass a day among them."
    assert said in told(report(f"{LEAD} {said} {MORE}"))


def test_a_line_that_begins_in_the_middle_of_a_sentence_is_left_out() -> None:
    assert told(report(f"{LEAD}\nand a window of it for everybody.\n{MORE}")) == [LEAD, MORE]
    assert told(report(f"iGlass of Ahal sells the windows of the works. {MORE}"))[0].startswith("iGlass")


def test_who_said_so_may_stand_beside_a_number() -> None:
    said = "Daily xəbər verir ki, bunu 5 nəfər açıqlayıb."
    assert said in told(report(f"{LEAD} {said} {MORE}"))


TITLE = "Second line of the glass works starts in Ahal"


def test_a_lead_that_says_the_headline_again_with_its_source_is_left_out() -> None:
    echo = "A second line has started work at the glass plant of Ahal, the ministry said."
    size, use = "The works will make 40 tons of glass a day.", "Windows and bottles are made there."
    sourced = report(f"{echo} {size} {use}", TITLE)
    assert told(with_source(sourced)) == [size, use]
    assert told(sourced)[0] == echo, "nobody would know who says so"


@pytest.mark.parametrize(
    ("lead", "second"),
    [
        ("A second line has started work at the glass works on 5 May, they said.", "It is long."),
        ("A second line has started work at the Turan glass works, they said.", "Three countries buy glass."),
        (
            "A second line has started work at the glass works, a minister said.",
            "The minister was glad of it.",
        ),
        (
            "A second line has started work at the glass works, they said.",
            "It was built in two years in all.",
        ),
        (
            "A second line has started work at the glass works, they said.",
            "The agency said that glass sells.",
        ),
    ],
    ids=["a day", "a name", "what the next takes up", "the next leans on it", "the next speaks for it"],
)
def test_a_lead_with_news_or_with_what_the_next_sentence_needs_stays(lead: str, second: str) -> None:
    rest = "Three neighbouring countries have signed for bottles."
    assert told(with_source(report(f"{lead} {second} {rest}", TITLE)))[0] == lead
