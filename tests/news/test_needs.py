"""What people say, and what an article must have for it."""

from datetime import UTC, datetime

import pytest

from news.needs import (
    ANYTHING,
    All,
    Held,
    No,
    Run,
    Some,
    Start,
    Term,
    Token,
    directly,
    every,
    holds,
    some,
    stands_for,
)
from news.query import parse
from news.text import Indexed, concepts, terms

NOW = datetime(2026, 11, 24, tzinfo=UTC)


def article(title: str, text: str = "", **more: object) -> Indexed:
    return Indexed(1, terms(title), terms(text), NOW, concepts(f"{title}\n{text}"), **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("query", "title"),
    [
        ("urea", "Карбамид подорожал"),
        ("товарооборот", "Trade turnover grows"),
        ("middle corridor", "Срединный коридор растёт"),
        ("Middle Corridor exports", "Экспорт по ТМТМ"),
        ('"middle corridor"', "TITR"),
        ("fertil*", "Fertilizers"),
        ("zavod*", "Завод открыт"),
        ("grain", "Wheat harvest"),
        ("Ходжаев", "Hojaýew said"),
        ("gumdag", "Кумдаг ждёт"),
        ("Turkmenistan", "В Туркмении открыли"),
        ("1,155", "1,155 tons"),
        ("-cotton", "Urea"),
        ("urea OR cotton", "Paxta narxi"),
        ("(urea OR cotton) price", "Paxta narxi"),
        ("Атырауская область", "Atyrau port"),
        ("АО Узбекнефтегаз", "Uzbekneftegaz"),
        ("Republic of Uzbekistan", "O‘zbekiston"),
        ("проект ТАПИ", "TAPI"),
        ("trade between Uzbekistan and China", "Торговля Узбекистана и Китая"),
    ],
)
def test_what_is_meant_is_found(query: str, title: str) -> None:
    assert parse(query).matches(article(title), NOW)


@pytest.mark.parametrize(
    ("query", "title"),
    [
        ("urea", "Cotton falls"),
        ("wheat", "Grain harvest"),
        ('"urea prices"', "Prices of urea"),
        ("urea cotton", "Urea"),
        ("-urea", "Карбамид"),
        ("fertil*", "Ferry"),
        ("country:tm", "Turkmenistan"),
        ("has:figures", "Urea"),
        ("source:kun.uz", "Urea"),
        ("wind of change", "Wind"),
        ("область", "Atyrau"),
    ],
)
def test_what_is_not_meant_is_not_found(query: str, title: str) -> None:
    assert not parse(query).matches(article(title), NOW)


def test_a_phrase_does_not_reach_from_the_title_into_the_text() -> None:
    assert not parse('"urea prices"').matches(article("About urea", "prices fall"), NOW)


def test_fields_ask_for_labels_language_outlet_and_figures() -> None:
    held = article("Urea", countries=("TM", "UZ"), sectors=("trade",), topics=("tender",), language="ru",
                   outlet=terms("kun kun.uz"), has_figures=True)  # fmt: skip
    asked = "between:tm,uz sector:trade topic:tender lang:ru source:kun.uz has:figures"
    assert parse(asked).matches(held, NOW)
    assert not parse(f"{asked} country:kz").matches(held, NOW)


def test_the_name_of_a_country_sector_or_topic_asks_for_its_label_too() -> None:
    assert parse("Туркменистан").matches(article("Urea", countries=("TM",)), NOW)
    assert parse("сельское хозяйство").matches(article("Urea", sectors=("agri",)), NOW)
    assert parse("тендер").matches(article("Urea", topics=("tender",)), NOW)


def test_the_code_of_a_country_asks_for_the_country_too() -> None:
    assert parse("urea UZ").matches(article("Urea", countries=("UZ",)), NOW)
    assert not parse("urea uz").matches(article("Urea", countries=("TM",)), NOW)


def test_needs_are_as_small_as_they_can_be() -> None:
    assert every([]) == ANYTHING
    assert every([Term("a")]) == Term("a")
    assert every([Term("a"), Term("b")]) == All((Term("a"), Term("b")))
    assert some([Term("a"), Term("a")]) == Term("a")
    assert some([Term("a"), Term("b")]) == Some((Term("a"), Term("b")))


def test_a_need_without_kinds_asks_for_no_less() -> None:
    grain = stands_for("grain")
    assert directly(grain) == Some((Term("grain"), Token("concept:grain")))
    assert directly(All((grain, No(grain)))) == All((directly(grain), No(grain)))
    assert directly(Some((Token("kind:grain"),))) == Some((Token("kind:grain"),))


def test_each_need_holds_where_it_should() -> None:
    held = Held(article("Urea plant opens", "gas", countries=("TM",)))
    urea, plant, opens = terms("urea plant opens")
    assert holds(Run((urea, plant)), held)
    assert not holds(Run((plant, urea)), held)
    assert not holds(Run((urea, "nowhere")), held)
    assert holds(Start(opens[:2]), held)
    assert not holds(Start("zzz"), held)
    assert holds(Token("country:tm"), held)
    assert holds(No(Term("zzz")), held)


def test_a_word_that_is_in_no_vocabulary_stands_for_itself_and_its_sound() -> None:
    assert stands_for("qwrtplk") == Some((Term("kvrtplk"), Token("sound:kvrtplk")))
    assert stands_for("foo") == Term("foo")
