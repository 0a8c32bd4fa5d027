"""One spelling for every script, so that a word is found however it is written."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from news.spelling import LONGEST, fold, in_cyrillic, is_cyrillic, latin, level, plain


@pytest.mark.parametrize(
    "spellings",
    [
        ("Toshkent", "Тошкент", "TOSHKENT", "Toşkent"),
        ("O‘zbekiston", "Oʻzbekiston", "O'zbekiston", "O’zbekiston", "Ўзбекистон", "Özbekiston"),
        ("shartnoma", "şartnoma", "шартнома"),
        ("Xo‘jayev", "Хўжаев", "Khojaev", "Hojaýew"),
        ("Ekibastuz", "Экибастуз"),
        ("İstanbul", "Istanbul", "ıstanbul", "ISTANBUL"),
        ("söwda", "sowda", "СӨВДА"),
        ("Қазақстан", "Qazaqstan", "Казакстан"),
        ("Тоҷикистон", "Tojikiston", "Todzhikiston"),
        ("Azərbaycan", "Azarbaycan"),
        ("ёж", "еж"),
        ("ur\u00adea", "urea", "u\u200brea", "ＵＲＥＡ"),
        ("٣٤", "34"),
        ("naïve", "naive"),
        ("Annamamedov", "Annamammedow"),
    ],
)  # fmt: skip
def test_spellings_of_one_word_are_one(spellings: tuple[str, ...]) -> None:
    assert len({fold(spelling) for spelling in spellings}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [("QQS", "QS"), ("JSST", "JST"), ("gaz", "gap"), ("urea", "area"), ("Baku", "Batu")],
)
def test_other_words_stay_others(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@pytest.mark.parametrize(
    ("word", "cyrillic"),
    [
        ("газ", True),
        ("gas", False),
        ("гaз", True),  # its a is Latin, yet г and з are Cyrillic alone
        ("gаs", False),  # its а is Cyrillic, yet g is Latin alone
        ("сос", True),
        ("34", False),
    ],
)
def test_a_look_alike_letter_does_not_change_the_script_of_a_word(word: str, cyrillic: bool) -> None:
    assert is_cyrillic(word) is cyrillic


@pytest.mark.parametrize(("written", "meant"), [("гaз", "газ"), ("gаs", "gas")])
def test_a_look_alike_letter_is_read_as_the_letter_it_looks_like(written: str, meant: str) -> None:
    assert fold(written) == fold(meant)


@given(st.text())
def test_a_folded_word_is_latin_letters_and_digits_and_never_long(word: str) -> None:
    assert re.fullmatch("[a-z0-9]*", fold(word))
    assert len(fold(word)) <= LONGEST


@given(st.text(alphabet=st.characters(categories=["L", "Nd"]), min_size=1, max_size=8))
def test_levelling_twice_changes_nothing_more_for_what_is_level(word: str) -> None:
    once = level(latin(plain(word)))
    assert re.fullmatch("[a-z0-9]*", level(once))


def test_the_script_of_a_text_is_that_of_most_of_its_letters() -> None:
    assert in_cyrillic("KamaTyresKZ жарты жылда 1 124 000 дөңгелек шығарды")
    assert not in_cyrillic("Bugun 84 mln dollar («Банк»)")
    assert not in_cyrillic("2026")
