"""Codes, their names, and the words that operators add without code."""

import pytest

from model import LabelKind
from news.phrases import LONGEST_TEXT, Owner, Pattern, Phrases
from news.taxonomy import Taxonomy

SMALL = """
[silent]
en = "gas giant"
[countries.TM]
name = { en = "Turkmenistan", ru = "Туркменистан" }
[sectors.oil_gas]
name = { en = "Oil and gas" }
[sectors.oil_gas.words]
en = "gas, oil field*"
any = "ETO"
[sectors.oil_gas.hints]
en = "fuel"
[implies.TM]
places = "Ashgabat*, Mary (province)"
"""


@pytest.fixture
def small() -> Taxonomy:
    return Taxonomy.parse(SMALL)


def found(taxonomy: Taxonomy, text: str, language: str = "") -> list[str]:
    return [mention.words for mention in taxonomy.mentions(text, language)]


def test_a_name_in_the_persons_language_or_else_in_english(small: Taxonomy) -> None:
    assert small.name(LabelKind.COUNTRY, "TM", "ru") == "Туркменистан"
    assert small.name(LabelKind.COUNTRY, "TM", "tk") == "Turkmenistan"
    assert small.name(LabelKind.COUNTRY, "XX", "en") == "XX"


def test_a_flag_for_countries_and_none_for_unions() -> None:
    taxonomy = Taxonomy.default()
    assert taxonomy.flag("UZ") == "🇺🇿"
    assert taxonomy.flag("EAEU") == taxonomy.flag("nowhere") == ""


@pytest.mark.parametrize(
    ("words", "code"),
    [("tm", "TM"), ("Türkmenistan", "TM"), ("туркменистан", "TM"), ("ashgabat", "TM"), ("the moon", None)],
)
def test_a_code_a_name_or_a_word_resolves(words: str, code: str | None) -> None:
    assert Taxonomy.default().resolve(LabelKind.COUNTRY, words) == code


def test_later_texts_add_words_to_earlier_ones(small: Taxonomy) -> None:
    more = Taxonomy.parse(SMALL, '[sectors.oil_gas.words]\nen = "condensate"')
    assert found(small, "condensate", "en") == []
    assert found(more, "condensate", "en") == ["condensate"]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[countries.TM", "taxonomy text 1"),
        ("[countries.TM]\nwords.en = 'x'", "countries.TM has no English name"),
        ("[implies.TM]\nplaces = 'Ashgabat'", "implies.TM: no such country"),
        ("[silent]\nen = '*'", "no word in the pattern"),
    ],
)
def test_a_text_that_cannot_be_read_says_where(text: str, says: str) -> None:
    with pytest.raises(ValueError, match=says):
        Taxonomy.parse(text)


def test_silent_words_hide_shorter_ones(small: Taxonomy) -> None:
    assert found(small, "The gas giant Jupiter", "en") == []
    assert found(small, "The gas field", "en") == ["gas"]


def test_words_of_one_language_stay_out_of_others(small: Taxonomy) -> None:
    assert found(small, "gas", "tk") == []


def test_capitals_throughout_must_be_capitals(small: Taxonomy) -> None:
    assert found(small, "ETO", "en") == ["ETO"]
    assert found(small, "eto", "en") == []


def test_a_stop_parts_the_words_of_a_phrase(small: Taxonomy) -> None:
    assert found(small, "oil fields", "en") == ["oil fields"]
    assert found(small, "oil. Fields", "en") == []
    assert found(small, "oil", "en") == []


def test_a_word_with_company_counts_only_in_it(small: Taxonomy) -> None:
    assert found(small, "Mary") == []
    assert found(small, "Mary lies in a province") == ["Mary"]


def test_every_concept_has_a_kind() -> None:
    taxonomy = Taxonomy.default()
    assert taxonomy.concepts(LabelKind.COUNTRY).keys() >= {"TM", "UZ", "KZ"}
    assert "power" in taxonomy.concepts(LabelKind.SECTOR)
    assert "launch" in taxonomy.concepts(LabelKind.TOPIC)


def test_the_end_of_an_endless_text_is_not_read() -> None:
    phrases = Phrases([Pattern.read("gas", Owner("sector", "oil_gas"))])
    assert list(phrases.find("x " * (LONGEST_TEXT // 2) + "gas")) == []
    assert len(list(phrases.find("gas " * 3))) == 3
