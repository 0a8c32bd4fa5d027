"""Which sentences recall what was known before."""

import tomllib
from datetime import UTC, datetime
from pathlib import Path

import pytest

from news.background import recalled
from news.sentences import split

NOW = datetime(2025, 9, 15, tzinfo=UTC)
TABLE = tomllib.loads((Path(__file__).parent / "recalled_phrases.toml").read_text("utf-8"))


def _rows(kind: str) -> list[tuple[str, str]]:
    return [(language, sentence) for language, rows in TABLE.items() for sentence in rows[kind]]


def _recalled(language: str, sentence: str) -> list[str]:
    sentences = [*split(TABLE[language]["opening"]), sentence]
    return [sentences[number] for number in recalled(sentences, language, NOW)]


@pytest.mark.parametrize(("language", "sentence"), _rows("recalls"))
def test_a_last_sentence_that_looks_back_is_background(language: str, sentence: str) -> None:
    assert _recalled(language, sentence) == [sentence]


@pytest.mark.parametrize(("language", "sentence"), _rows("tells"))
def test_a_last_sentence_that_goes_on_telling_is_none(language: str, sentence: str) -> None:
    assert _recalled(language, sentence) == []


def test_once_a_report_looks_back_it_does_so_to_its_end() -> None:
    sentences = ["It opened.", "It is big.", "Recall that it was planned in 2020.", "The bank paid for it."]
    assert recalled(sentences, "en") == {2, 3}


def test_a_marked_sentence_far_from_the_end_is_background_alone() -> None:
    sentences = ["It opened.", "Recall that it was planned.", *("It makes a tonne of it.",) * 4]
    assert recalled(sentences, "en") == {1}


def test_the_first_sentence_is_never_background_nor_the_second_without_a_mark() -> None:
    assert recalled(["Recall that it opened."], "en") == frozenset()
    assert recalled(["It opened.", "Construction began in March 2022."], "en") == frozenset()


def test_a_date_that_the_news_itself_carries_does_not_look_back() -> None:
    news = ["It opened on 5 May 2022.", "It is big.", "The loan was signed on 5 May 2022."]
    assert recalled(news, "en") == frozenset()


def test_an_unknown_language_has_its_marks_only() -> None:
    assert recalled(["A.", "B.", "C.", "Recall that it opened."], "xx") == {3}


def test_what_stands_behind_a_sentence_that_looks_back_goes_with_it() -> None:
    news = [
        "A line opens.",
        "It costs $44m.",
        "In May 2024 a plant opened here.",
        "The zone counts 11 residents.",
    ]
    assert recalled(news, "en", NOW) == {2, 3}
    assert recalled([*news[:3], "A second line is due in March."], "en", NOW) == {2}


def test_somebody_quoted_and_then_set_against_now_is_no_background() -> None:
    quoted = "«Мурда литрин 18 сомго берчүбүз», – деди фермер Таалай Жумабаев."
    assert recalled(["Завод ачылды.", "Ал чоң.", quoted], "ky", NOW) == frozenset()
    compared = "Мурда суткасына 320 унаа өтсө, эми 110 гана өтүүдө."
    assert recalled(["Кезек узарды.", "Ал чоң.", compared], "ky", NOW) == frozenset()


def test_a_year_that_is_over_looks_back_and_one_to_come_does_not() -> None:
    late = ["It opened.", "It is big.", "Its neighbour joined the group in 2017 and left in 2020."]
    assert recalled(late, "en", NOW) == {2}
    assert recalled(late, "en", datetime(2018, 5, 1, tzinfo=UTC)) == frozenset()


def test_amid_the_news_a_year_that_is_over_looks_back_and_takes_the_same_year_with_it() -> None:
    news = [
        "Talks were held.",
        "Ministers met.",
        "A protocol was signed in 2023.",
        "A rival route fell the same year.",
    ]
    assert recalled([*news, "The next round will be in May."], "en", NOW) == {2, 3}
    quoted = "«Мир переплачивает за калий с 2022 года, Европа ищет поставщика."
    assert (
        recalled(["Шахта открыта.", "Она глубокая.", quoted, "Нам это на руку», — сказал он."], "ru", NOW)
        == frozenset()
    )


def test_statistics_of_an_earlier_year_belong_to_the_news() -> None:
    for sentence in ("Exports reached $14 million in 2023.", "В 2023 году оборот составил 2 млрд долларов."):
        language = "en" if sentence.isascii() else "ru"
        assert recalled(["It grew.", "It is big.", sentence], language, NOW) == frozenset()


def test_a_statistic_of_last_year_belongs_to_the_news() -> None:
    late = "В прошлом году за рубеж ушло 7,3 тыс. тонн."
    assert recalled(["Экспорт вырос.", "Квота действует.", late], "ru", NOW) == frozenset()
    assert recalled(["Завод открыт.", "Он большой.", "В прошлом году он закупил станки."], "ru", NOW) == {2}
