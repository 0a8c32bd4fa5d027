"""The vocabulary: names in, concepts out; the files themselves hold together."""

from collections import Counter
from importlib.resources import files
from tomllib import loads

import pytest

from model import LabelKind
from news.concepts import (
    LABELLED,
    Concepts,
    broader,
    codes_of,
    has_kinds,
    known_codes,
    known_concepts,
    names_in,
)
from news.taxonomy import Taxonomy

TABLE = {
    "iron_road": "Iron Road, железная дорога, temir yo‘l",
    "iron": "iron, железо",
    "georgia": "Georgia, Грузия",
    "cargo": "cargo, груз",
    "kumtor": "Kumtor",
    "zinc": "zinc, цинк",
    "coal": "уголь",
    "china": "Китай",
    "india": "Индия",
    "supply": "поставка",
    "corridor": "orta yo‘lak",
    "summit": "саммит",
}


@pytest.fixture
def concepts() -> Concepts:
    return Concepts(names_in(TABLE))


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("iron", {"iron"}),
        ("Iron Road", {"iron", "iron_road"}),
        ("по железной дороге", {"iron_road"}),
        ("temir yo‘lda", {"iron_road"}),
        ("Грузии", {"georgia"}),
        ("грузов", {"cargo"}),
        ("Kumtordagi", {"kumtor"}),
        ("Kumtorium", set()),
        ("цинка", {"zinc"}),
        ("sinkni", {"zinc"}),
        ("since", set()),
        ("угля", {"coal"}),
        ("поставок", {"supply"}),
        ("orta yo‘lagi", {"corridor"}),
        ("самым", set()),
        ("Китая", {"china"}),
        ("Индией", {"india"}),
        ("саммита", {"summit"}),
        ("road iron", {"iron"}),
        ("", set()),
    ],
)
def test_words_name_concepts(concepts: Concepts, text: str, named: set[str]) -> None:
    assert concepts.among(text.split()) == named


def test_a_name_is_given_with_its_length_shorter_ones_first(concepts: Concepts) -> None:
    assert list(concepts.at(["Iron", "Road"], 0)) == [(1, frozenset({"iron"})), (2, frozenset({"iron_road"}))]


@pytest.mark.parametrize(("word", "listed"), [("Kumtor", True), ("Кумтор", True), ("Kumtordagi", False)])
def test_a_case_of_a_name_is_not_listed_itself(concepts: Concepts, word: str, listed: bool) -> None:
    assert concepts.lists(word) is listed


def test_the_kinds_are_kinds_of_listed_things() -> None:
    listed = {
        concept
        for file in (files("news") / "vocabulary").iterdir()
        for section, table in loads(file.read_text("utf-8")).items()
        if section not in LABELLED
        for concept in table
    }
    assert set(broader()) | has_kinds() <= listed
    assert not any(concept in wholes for concept, wholes in broader().items())


def test_no_concept_stands_in_two_files() -> None:
    found = Counter(
        concept
        for file in (files("news") / "vocabulary").iterdir()
        for section, table in loads(file.read_text("utf-8")).items()
        if section not in LABELLED
        for concept in table
    )
    assert [concept for concept, count in found.items() if count > 1] == []


@pytest.mark.parametrize("kind", ["country", "sector", "topic"])
def test_every_code_of_the_vocabulary_is_one_of_the_taxonomy(kind: str) -> None:
    known = Taxonomy.default().concepts(LabelKind(kind))
    assert known_codes(kind) <= {code.lower() for code in known}
    assert all(code in known_codes(kind) for code in codes_of(kind).values())


@pytest.mark.parametrize(
    "spellings",
    [
        ("Serhetabat", "Серхетабат", "Kushka"),
        ("EBRD", "ЕБРР", "YTTB", "Европейского банка реконструкции и развития"),
        ("хлопок", "paxta", "pagta", "мақта", "pambıq"),
        ("export", "экспорта", "eksporti", "ixrac"),
        ("railway", "железной дороги", "temir yo‘l", "demir ýol", "темір жол"),
    ],
)
def test_the_region_s_names_of_one_thing_share_a_concept(spellings: tuple[str, ...]) -> None:
    named = [known_concepts().among(spelling.split()) for spelling in spellings]
    assert frozenset.intersection(*named)
