"""A story is told in the reader's language where an outlet tells it so."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from model import Article, Attribution, Cleaned, Report, Story
from news.story import compose
from news.taxonomy import Taxonomy
from news.understand import understand
from views.cards import card
from views.i18n import LANGUAGES
from views.inline import words
from views.story import address
from views.story import story as message_of

NOW = datetime(2026, 3, 2, 8, tzinfo=UTC)
TEXTS = {
    "en": ("Urea plant opens at Garabogaz", "A urea plant opened at Garabogaz. It cost $1.2 billion."),
    "ru": (
        "В Гарабогазе открыт карбамидный завод",
        "В Гарабогазе на Каспии открыт завод карбамида. Стоимость проекта составила 1,2 млрд долларов.",
    ),
}  # fmt: skip


def report(number: int, language: str) -> Report:
    title, text = TEXTS[language]
    url = f"https://outlet.example/{number}"
    article = Article(number, "", f"Outlet {number}", url, title, text, NOW, NOW, language)
    return Report(article, understand(article, {}, Taxonomy.default()))


@pytest.fixture
def told() -> Story:
    return compose([report(1, "ru"), report(2, "en"), report(3, "ru")], 1, 1)


@pytest.mark.parametrize("language", ["en", "ru"])
def test_headline_and_summary_are_in_the_readers_language(told: Story, language: str) -> None:
    version = told.in_language(language)
    assert version.language == language
    assert version.headline == TEXTS[language][0]
    assert all(sentence.text in TEXTS[language][1] for sentence in version.summary)
    assert [figure.unit for figure in version.figures] == ["USD"]


@pytest.mark.parametrize("language", ["uz", "tk"])
def test_where_nobody_tells_it_so_the_best_telling_stays(told: Story, language: str) -> None:
    assert told.in_language(language) == told


def test_a_story_holds_nothing_in_another_language_than_its_readers() -> None:
    recalled = replace(
        report(1, "ru"),
        understanding=replace(
            report(1, "ru").understanding, cleaned=Cleaned(("Да.",), ("Напомним, это так.",))
        ),
    )
    both = compose([recalled, report(2, "en")], 1, 1)
    assert both.in_language("en").background == ()
    assert both.in_language("ru").background == ("Напомним, это так.",)
    assert both.in_language("uz").background == both.in_language(both.language).background


@pytest.mark.parametrize(("language", "number"), [("en", 2), ("ru", 1), ("uz", 1)])
def test_the_button_leads_to_a_report_in_the_readers_language(
    told: Story, language: str, number: int
) -> None:
    assert address(told.in_language(language)) == f"https://outlet.example/{number}"
    assert message_of(told, language, now=NOW).preview == f"https://outlet.example/{number}"


def test_tellings_and_labels_are_the_same_in_every_language(told: Story) -> None:
    for language in LANGUAGES:
        version = told.in_language(language)
        assert (version.tellings, version.countries, version.id) == (told.tellings, told.countries, told.id)


def test_the_source_is_named_as_the_readers_outlets_name_it_or_as_others_do() -> None:
    russian, english = report(1, "ru"), report(2, "en")
    named = replace(
        russian,
        understanding=replace(russian.understanding, attribution=Attribution("концерн «Туркменхимия»")),
    )
    both = compose([named, english], 1, 1)
    assert both.in_language("en").attribution == both.in_language("ru").attribution
    own = replace(english.understanding, attribution=Attribution("Turkmenhimiya"))
    assert compose([named, replace(english, understanding=own)], 1, 1).in_language("en").attribution == (
        Attribution("Turkmenhimiya")
    )


@pytest.mark.parametrize("language", ["en", "ru"])
def test_messages_and_cards_speak_the_readers_language(told: Story, language: str) -> None:
    said = message_of(told, language, now=NOW)
    assert TEXTS[language][0] in words(said.blocks[0].line)  # type: ignore[union-attr]
    assert f"[{language.upper()}]" not in words(said.blocks[0].line)  # type: ignore[union-attr]
    assert TEXTS[language][0] in card(told, language, now=NOW).title
