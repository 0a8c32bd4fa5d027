"""Endings go, in the region's languages; names are known by their consonants."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from news.stems import adjectives, sound, surname, term


@pytest.mark.parametrize(
    "forms",
    [
        ("export", "exports", "exported"),
        ("fertilizers", "fertilizer"),
        ("завод", "завода", "заводы", "заводами"),
        ("карбамид", "карбамида", "карбамидом"),
        ("Toshkent", "Toshkentda", "Toshkentning", "Toshkentdan"),
        ("shartnoma", "shartnomasi", "shartnomalar"),
        ("Aşgabat", "Aşgabatda", "Aşgabatdan"),
        ("zawod", "zawodlar", "zawodlary"),
        ("Türkmenistan", "Türkmenistanyň", "Türkmenistanda", "Түркменістанның"),
        ("экспорт", "экспорта", "экспорту"),
    ],
)
def test_forms_of_one_word_share_a_term(forms: tuple[str, ...]) -> None:
    assert len({term(form) for form in forms}) == 1


@pytest.mark.parametrize("word", ["Кашаган", "Алиев", "Boeing", "king"])
def test_of_a_short_name_more_is_left_than_a_syllable(word: str) -> None:
    assert len(term(word)) > 2


@pytest.mark.parametrize("word", ["CASA1000", "2026", "m3"])
def test_what_holds_a_digit_has_no_ending(word: str) -> None:
    assert term(word) == word.lower().replace("c", "k")


@given(st.text())
def test_only_a_text_without_letters_and_digits_has_no_term(text: str) -> None:
    assert re.fullmatch("[a-z0-9]*", term(text))
    if re.search("[a-zA-Z0-9а-щА-Щ]", text[:40]):
        assert term(text)


@pytest.mark.parametrize(
    "forms",
    [
        ("Annamämmedow", "Аннамамедова", "Annamamedov", "Аннамамедовым"),
        ("Ходжаев", "Khodjayev", "Khodzhaev"),
        ("Amanmyradow", "Аманмурадов", "Amanmuradov", "Omonmurodov"),
        ("Abdyllaýew", "Абдуллаев", "Abdullayev", "Əbdüllayev"),
    ],
)
def test_a_family_name_has_one_key(forms: tuple[str, ...]) -> None:
    assert len({surname(form) for form in forms}) == 1
    assert surname(forms[0])


@pytest.mark.parametrize("word", ["urea", "нов", "gas", "Lev", "завод"])
def test_other_words_are_no_family_names(word: str) -> None:
    assert surname(word) == ""


@pytest.mark.parametrize(
    "names",
    [
        ("Gumdag", "Кумдаг", "Kumdag", "Qumdog‘"),
        ("Gazojak", "Газачак", "Gazachak"),
        ("Esenguly", "Эсенгулы", "Esengüly"),
        ("Shahrisabz", "Шахрисабз", "Shakhrisabs"),
    ],
)
def test_names_that_sound_alike_share_their_consonants(names: tuple[str, ...]) -> None:
    assert len({sound(name) for name in names}) == 1
    assert sound(names[0])


@pytest.mark.parametrize("word", ["Osh", "Mary", "gas", "CASA-1000", "", "2026"])
def test_short_words_and_numbers_have_no_sound(word: str) -> None:
    assert sound(word) == ""


@pytest.mark.parametrize(
    ("place", "adjective"),
    [
        ("Ташкент", "ташкентский"),
        ("Бухара", "бухарский"),
        ("Хива", "хивинский"),
        ("Навои", "навоийский"),
        ("Баку", "бакинский"),
        ("Индия", "индийский"),
        ("Казань", "казанский"),
    ],
)
def test_a_place_has_an_adjective(place: str, adjective: str) -> None:
    assert adjective in set(adjectives(place))


@pytest.mark.parametrize("name", ["Tashkent", "ЕС", "Нур-Султан 2", "Ўзбекистон"])
def test_what_is_no_russian_name_of_a_place_has_no_adjective(name: str) -> None:
    assert set(adjectives(name)) == set()
