"""The analyser: words in order, concepts, and the tokens of an indexed article."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model import Article, Cleaned, Figure, Label, LabelKind, Report, Understanding
from news.stems import term
from news.text import (
    EVERY,
    FIGURES,
    LONGEST_TEXT,
    Indexed,
    concepts,
    index,
    label_token,
    spellings,
    terms,
    words,
)

NOW = datetime(2026, 11, 24, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Urea, gas & oil.", ["Urea", "gas", "oil"]),
        ("o‘g‘it narxi", ["o‘g‘it", "narxi"]),
        ("'quoted' don't", ["quoted", "don't"]),
        ("CASA-1000", ["CASA", "1000"]),
        ("ur\u00adea", ["ur\u00adea"]),
        ("a_b", ["a", "b"]),
        ("", []),
        ("… — !", []),
    ],
)
def test_words_end_at_what_is_no_letter(text: str, found: list[str]) -> None:
    assert spellings(text) == found


@given(st.text())
def test_a_word_knows_where_it_stands_and_its_term(text: str) -> None:
    for word in words(text):
        assert word.term == term(text[word.start : word.end])
    assert terms(text) == tuple(word.term for word in words(text))


def test_only_so_much_of_a_text_is_indexed() -> None:
    assert len(terms("gas " * LONGEST_TEXT)) == LONGEST_TEXT // 4


@pytest.mark.parametrize(
    ("text", "concept"),
    [
        ("The Middle Corridor grows", "middle_corridor"),
        ("Срединного коридора", "middle_corridor"),
        ("TITR", "middle_corridor"),
        ("мочевину", "urea"),
        ("Цены на карбамид", "urea"),
        ("Нурекская ГЭС", "nurek_hpp"),
        ("Aşgabatda", "ashgabat"),
        ("В Туркменистане", "country_tm"),
        ("тысяч кубометров", "cubic_metre"),
        ("Yevropa tiklanish va taraqqiyot banki", "ebrd"),
        ("перевозка грузов", "cargo"),
        ("в Грузии", "country_ge"),
    ],
)
def test_a_text_names_concepts_in_any_language_and_case(text: str, concept: str) -> None:
    assert f"concept:{concept}" in concepts(text)


@pytest.mark.parametrize(
    ("text", "concept"),
    [("перевозка грузов", "country_ge"), ("в Грузии", "cargo"), ("mining", "mine"), ("метро", "metre")],
)
def test_of_names_that_share_a_stem_the_one_spelled_so_is_meant(text: str, concept: str) -> None:
    assert f"concept:{concept}" not in concepts(text)


def test_a_kind_of_a_thing_is_marked_as_one() -> None:
    assert {"concept:wheat", "kind:grain", "kind:food"} <= concepts("Wheat is sold")
    assert "kind:grain" not in concepts("Grain is sold")


def test_only_words_that_may_be_names_have_a_sound() -> None:
    assert "sound:kmtk" in concepts("In Gumdag")
    assert not any(token.startswith("sound:") for token in concepts("gumdag GUMDAG"))


def report() -> Report:
    article = Article(7, "kun", "Kun.uz", "https://www.kun.uz/news/1", "Urea", "Gas in Mary.", NOW, NOW)
    labels = (
        Label(LabelKind.COUNTRY, "TM", "Mary"),
        Label(LabelKind.SECTOR, "oil_gas", "gas"),
        Label(LabelKind.TOPIC, "tender", "tender"),
    )
    figures = (Figure("2 t", 2.0, "t"),)
    return Report(article, Understanding("ru", Cleaned(("Gas in Mary.",)), labels, figures))


def test_an_indexed_report_carries_its_labels_language_outlet_and_figures_as_tokens() -> None:
    made = index(report())
    assert (made.article_id, made.title, made.published, made.language) == (7, terms("Urea"), NOW, "ru")
    assert {
        EVERY, FIGURES, "country:tm", "sector:oil_gas", "topic:tender", "lang:ru", "outlet:kun", "outlet:uz",
        "concept:urea", "concept:gas", "concept:mary",
    } <= made.tokens  # fmt: skip


def test_an_article_of_which_nothing_is_known_carries_one_token() -> None:
    assert Indexed(1, (), (), NOW).tokens == {EVERY}


@pytest.mark.parametrize(("code", "token"), [("TM", "country:tm"), ("a-b c", "country:a_b_c")])
def test_any_code_becomes_one_word_for_the_database(code: str, token: str) -> None:
    assert label_token("country", code) == token
