"""Languages are told by a title with a lead; names, digits and the source itself do not mislead."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from news.language import LANGUAGES, UNKNOWN, detect
from tests.news.evals_labels import language
from tests.news.evals_rows import DATA

needs_data = pytest.mark.skipif(not DATA.exists(), reason="../shared/data is not here")

SENTENCES = [
    ("en", "The ministry says the new road will open in spring"),
    ("ru", "Министерство сообщило, что новую дорогу откроют весной"),
    ("tk", "Ministrlik täze ýoluň ýazda açyljakdygyny habar berdi"),
    ("uz", "Vazirlik yangi yo‘l bahorda ochilishini ma’lum qildi"),
    ("uz", "Вазирлик янги йўл баҳорда очилишини маълум қилди"),
    ("kk", "Министрлік жаңа жолдың көктемде ашылатынын хабарлады"),
    ("ky", "Министрлик жаңы жол жазында ачыларын билдирди"),
    ("tg", "Вазорат хабар дод, ки роҳи нав дар баҳор кушода мешавад"),
    ("az", "Nazirlik yeni yolun yazda açılacağını bildirib"),
    ("tr", "Bakanlık yeni yolun ilkbaharda açılacağını duyurdu"),
]

NAMES = [
    ("en", "Turkmenistan, Uzbekistan, Kazakhstan agree on gas price in Ashgabat"),
    ("en", "Türkmenhimiýa signs $1.2bn deal with Özbekistan partners"),
    ("en", "Berdimuhamedov meets Mirziyoyev in Samarkand"),
    ("ru", "Türkmenhimiýa и O‘zkimyosanoat обсудили поставки карбамида"),
    ("ru", "Мирзиёев и Тоқаев встретились в Астане"),
    ("ru", "Oʻzbekiston temir yoʻllari сократила рейсы"),
    ("tk", "Özbegistanyň Prezidenti Şawkat Mirziýoýew Aşgabada geldi"),
    ("uz", "Turkmaniston va Qozog‘iston prezidentlari Toshkentda uchrashdi"),
    ("az", "Türkmənistan prezidenti Bakıya səfər edib"),
    ("tr", "Türkmenistan Cumhurbaşkanı Ankara'ya geldi"),
    ("kk", "Өзбекстан президенті Астанаға келді"),
]


@pytest.mark.parametrize(("code", "title"), [*SENTENCES, *NAMES])
def test_a_title_tells_its_language(code: str, title: str) -> None:
    assert detect(title) == code


def test_titles_full_of_names_numbers_and_brands_tell_their_language() -> None:
    listed = tomllib.loads(Path(__file__).with_name("name_traps.toml").read_text("utf-8"))
    told = [(code, detect(title), title) for code, titles in listed.items() for title in titles]
    wrong = [one for one in told if one[0] != one[1]]
    assert len(told) >= 200
    assert len(wrong) <= len(told) // 20, wrong


def test_digits_and_addresses_say_nothing() -> None:
    assert detect("2025: 14.5 34 600 https://example.uz/yangiliklar @kanal") == UNKNOWN


def test_the_source_decides_where_nothing_else_does() -> None:
    assert detect("2025", declared=("tk", "ru")) == "tk"
    assert detect("2025", declared=("fr",)) == "fr"


def test_the_source_is_a_prior_and_no_verdict() -> None:
    assert detect("The ministry says the new road will open in spring", declared=("ru",)) == "en"


def test_the_lead_helps_a_title_of_names() -> None:
    assert detect("Gazprom, Uztransgaz", "Стороны подписали договор о поставках на пять лет") == "ru"


def test_other_scripts_are_nobodys() -> None:
    assert detect("وزارت از گشایش راه خبر داد") == UNKNOWN


@given(st.text(max_size=80), st.lists(st.sampled_from(LANGUAGES), max_size=2))
def test_any_text_gets_an_answer(text: str, declared: list[str]) -> None:
    assert detect(text, declared=declared) in {*LANGUAGES, UNKNOWN}


@needs_data
@pytest.mark.parametrize(("words", "bar"), [(11, 0.99), (5, 0.98)])
def test_the_bar_of_languages_is_kept(words: int, bar: float) -> None:
    assert language(words) >= bar
