"""An operator adds words without code: labels and search know them from the next start."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from model import Article, LabelKind, Report
from news import own_words
from news.query import parse
from news.taxonomy import Taxonomy
from news.text import analyser, index
from news.understand import understand
from views.i18n import words_in

NOW = datetime(2026, 3, 2, 8, tzinfo=UTC)
FILE = """
[sectors.fisheries]
name = { en = "Fisheries", ru = "Рыболовство", uz = "Baliqchilik", tk = "Balykçylyk" }
words.en = "sturgeon*, fish farm*"
words.ru = "осетр*"
[sectors.chemicals.words]
en = "biochar*"
[implies.TM]
companies = "Aşgabat Polimer*"
[silent]
en = "gas giant*"
[same]
biochar = "biochar, биоуголь, bioko‘mir"
"""


@pytest.fixture
def said() -> Iterator[None]:
    Taxonomy.with_words(FILE)
    yield
    Taxonomy.with_words("")


def report(title: str, text: str = "") -> Report:
    article = Article(1, "", "Orient", "https://o.example/1", title, text or title, NOW, NOW)
    return Report(article, understand(article, {}, Taxonomy.default()))


def codes(title: str, kind: LabelKind) -> tuple[str, ...]:
    return report(title).understanding.codes(kind)


@pytest.mark.usefixtures("said")
def test_a_new_sector_a_new_word_a_company_and_a_silence_count_beside_the_programs_own() -> None:
    assert "fisheries" in codes("A sturgeon plant opens", LabelKind.SECTOR)
    assert "fisheries" in codes("Осетровое хозяйство открыто в понедельник", LabelKind.SECTOR)
    assert "chemicals" in codes("Biochar line starts", LabelKind.SECTOR)
    assert "TM" in codes("The company Ashgabat Polimer starts a line", LabelKind.COUNTRY)
    assert codes("Gas giant seen above the desert", LabelKind.SECTOR) == ()


@pytest.mark.usefixtures("said")
@pytest.mark.parametrize("asked", ["sector:fisheries", "sector:Рыболовство", "soha:baliqchilik"])
def test_search_knows_a_new_sector_by_its_code_and_names(asked: str) -> None:
    query = parse(asked)
    assert not query.problems
    assert query.matches(index(report("A sturgeon plant opens")), NOW)
    assert not query.matches(index(report("A cement plant opens")), NOW)


@pytest.mark.usefixtures("said")
def test_search_finds_words_that_mean_the_same_by_each_other() -> None:
    assert parse("биоуголь").matches(index(report("Biochar line starts")), NOW)
    assert parse("biochar").matches(index(report("Линия по выпуску биоугля запущена")), NOW)


@pytest.mark.usefixtures("said")
def test_a_new_sector_has_its_name_in_the_readers_language() -> None:
    assert words_in("ru").label(LabelKind.SECTOR, "fisheries") == "Рыболовство"


def test_old_terms_are_made_anew_when_search_learns_something_and_only_then() -> None:
    before = analyser()
    try:
        own_words.say('[sectors.chemicals.words]\nen = "biochar*"')
        assert analyser() == before
        own_words.say(FILE)
        assert analyser() != before
    finally:
        own_words.say("")
    assert analyser() == before


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[sectors.chemicals", "no TOML: Expected .* at the end of"),
        ("[sector.chemicals]", "[sector] is no section; there are countries, sectors, topics, implies, "),
        ("sectors = 1", "[sectors] must be a section"),
        ("[sectors]\nchemicals = 'x'", "[sectors.chemicals] must be a section"),
        ("[sectors.chemicals]\nwords = 'x'", "sectors.chemicals.words must say in which language"),
        ("[sectors.chemicals.wrods]\nen = 'x'", "[sectors.chemicals] has no wrods; there are hints, "),
        ("[sectors.chemicals.words]\nen = ['x']", "sectors.chemicals.words.en must be words in quotes"),
        ("[sectors.gold.words]\nen = 'x'", "sectors.gold has no English name"),
        ("[implies.XX]\nfirms = 'x'", "implies.XX: no such country"),
        ("[silent]\nen = '*'", "no word in the pattern"),
    ],
)
def test_a_file_that_is_written_otherwise_is_refused_in_a_sentence_and_changes_nothing(
    text: str, says: str
) -> None:
    with pytest.raises(ValueError, match=says.replace("[", r"\[").replace("]", r"\]")):
        Taxonomy.with_words(text)
    assert own_words.texts() == ()
    assert "chemicals" in codes("Urea plant opens", LabelKind.SECTOR)
