"""Our words in four languages: the same messages everywhere, each used, each printed without an error."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from fluent.runtime import FluentBundle, FluentResource
from fluent.syntax import FluentParser
from fluent.syntax import ast as ftl
from fluent.syntax.visitor import Visitor

from model import LabelKind, Ownership, SourceKind
from news.query import parse
from news.taxonomy import Taxonomy
from people import How, Layout
from views.errors import Trouble
from views.i18n import LANGUAGES, words_in
from views.menus import COMMANDS, QUERY_LINES, commands
from views.notes import Note
from views.operators import Need

VIEWS = Path(str(files("views")))
NUMBERS = (0, 1, 2, 3, 5, 11, 21, 22, 25, 101, 1_234)  # every plural of the four languages
COUNTED = {"count", "days", "hours", "limit", "page", "pages", "place", "total", "well"}
BROKEN = (
    "x" * 5_000, "OR gas", "- gas", "gas)", "(gas", "(" * 99 + "gas" + ")" * 99,
    " ".join(f"w{n}" for n in range(99)),
    '"gas', "gas OR since:7d", "country:", "*", "country:atlantis", "sector:dreams", "topic:dreams",
    "lang:klingon", "since:never", "sort:worst", "has:wings",
)  # fmt: skip


class _Variables(Visitor):
    """The names of the variables in what it visits."""

    def __init__(self) -> None:
        self.found: set[str] = set()

    def visit_VariableReference(self, node: ftl.VariableReference) -> None:  # noqa: N802  its name for us
        self.found.add(node.id.name)


@cache
def resources(language: str) -> tuple[str, ...]:
    return tuple(path.read_text("utf-8") for path in sorted((VIEWS / "locales" / language).iterdir()))


@cache
def messages(language: str) -> dict[str, frozenset[str]]:
    """Each message of a language and the variables it shows."""
    found: dict[str, frozenset[str]] = {}
    for text in resources(language):
        for entry in FluentParser().parse(text).body:
            assert not isinstance(entry, ftl.Junk), entry.content
            if isinstance(entry, ftl.Message):
                assert entry.id.name not in found, f"{entry.id.name} is said twice"
                visitor = _Variables()
                visitor.visit(entry)
                found[entry.id.name] = frozenset(visitor.found)
    return found


def sentences(language: str) -> Iterator[tuple[str, str, list[Any]]]:
    """Every message with every plural: its key, its words, the errors of Fluent."""
    bundle = FluentBundle([language], use_isolating=False)
    for text in resources(language):
        bundle.add_resource(FluentResource(text))
    for key, variables in messages(language).items():
        for number in NUMBERS:
            values = {name: number if name in COUNTED else "‹x›" for name in variables}
            pattern = bundle.get_message(key).value
            assert pattern is not None, key
            said, errors = bundle.format_pattern(pattern, values)
            yield key, str(said), errors
            if not variables & COUNTED:
                break


@cache
def written_in_views() -> tuple[frozenset[str], tuple[re.Pattern[str], ...]]:
    """The strings of views/*.py; those with a part filled in, as patterns."""
    whole: set[str] = set()
    filled: set[str] = set()
    for path in VIEWS.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                whole.add(node.value)
            elif isinstance(node, ast.JoinedStr):
                parts = [part.value if isinstance(part, ast.Constant) else None for part in node.values]
                filled.add("".join(".+" if part is None else re.escape(str(part)) for part in parts))
    keys = {pattern for pattern in filled if re.match(r"[a-z]+\\-", pattern)}
    return frozenset(whole), tuple(re.compile(pattern) for pattern in sorted(keys))


def asked_for() -> set[str]:
    """The keys that views/*.py say literally: words("key"), or either of two in words("a" if x else "b")."""
    keys: set[str] = set()
    for path in VIEWS.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and node.args and _speaks(node.func):
                first = node.args[0]
                either = [first.body, first.orelse] if isinstance(first, ast.IfExp) else [first]
                keys |= {str(one.value) for one in either if isinstance(one, ast.Constant)}
    return keys


def _speaks(called: ast.expr) -> bool:
    match called:
        case ast.Name("words" | "self") | ast.Call(ast.Name("words_in")):
            return True
    return False


# ---------------------------------------------------------------- the same in all languages


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_the_same_messages_with_the_same_variables(language: str) -> None:
    assert messages(language) == messages("en")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_message_prints_without_an_error_for_every_number(language: str) -> None:
    for key, said, errors in sentences(language):
        assert not errors, (key, errors)
        assert said.strip() == said != "", key
        assert "{" not in said, key


def test_every_key_that_views_ask_for_is_there() -> None:
    asked = asked_for()
    assert "button-save" in asked
    assert asked <= set(messages("en"))


def test_every_filled_in_key_is_there() -> None:
    keys = {
        *(f"error-{what.value}" for what in Trouble), *(f"note-{what.value}" for what in Note),
        *(f"how-{how.value}" for how in How), *(f"started-{how.value}" for how in How),
        *(f"layout-{layout.value}" for layout in Layout), *(f"command-{name}" for name in COMMANDS),
        *(f"queries-{number}" for number in range(1, QUERY_LINES + 1)),
        *(f"needs-{what.value}" for what in Need), *(f"source-{kind.value}" for kind in SourceKind),
        *(f"sector-{code}" for code in Taxonomy.default().sectors),
        *(f"ownership-{owner.value}" for owner in Ownership if owner is not Ownership.UNKNOWN),
    }  # fmt: skip
    assert keys <= set(messages("en"))


@pytest.mark.parametrize("query", BROKEN)
def test_every_problem_of_a_query_has_its_sentence(query: str) -> None:
    problems = parse(query).problems
    assert problems
    assert {f"problem-{problem.key}" for problem in problems} <= set(messages("en"))


def test_no_message_is_left_over() -> None:
    whole, filled = written_in_views()
    used = {key for key in messages("en") if key in whole or any(p.fullmatch(key) for p in filled)}
    assert set(messages("en")) == used


# ---------------------------------------------------------------- how it is written


@pytest.mark.parametrize("language", LANGUAGES)
def test_commands_are_described_as_telegram_takes_them(language: str) -> None:
    listed = commands(language)
    assert [name for name, _ in listed] == list(COMMANDS)
    for name, said in listed:
        assert re.fullmatch(r"[a-z0-9_]{1,32}", name)
        assert 3 <= len(said) <= 256
        assert "\n" not in said


@pytest.mark.parametrize(("language", "wrong"), [
    ("uz", r"[oOgG]['’`ʻʼ]|[а-яё]|(?<![oOgG])‘"),  # o‘ and g‘ turn their apostrophe, other letters do not
    ("tk", r"[а-яё]|[ıİğĞ]"), ("en", r"[а-яё]|['`]|\.\.\."), ("ru", r"[“”'`]|\.\.\.| - "),
])  # fmt: skip
def test_letters_and_signs_are_those_of_the_language(language: str, wrong: str) -> None:
    for key, said, _ in sentences(language):
        assert not re.search(wrong, said), (key, said)


@pytest.mark.parametrize(("count", "said"), [
    (1, "1 новость"), (2, "2 новости"), (5, "5 новостей"), (11, "11 новостей"),
    (21, "21 новость"), (1_000, "1 000 новостей"),
])  # fmt: skip
def test_russian_counts_as_russians_do(count: int, said: str) -> None:
    assert words_in("ru")("results-count", count=count).replace("\u00a0", " ") == said


def test_what_a_language_lacks_is_said_in_english_and_a_stranger_hears_english() -> None:
    assert words_in("fr")("button-save") == "Save"
    assert words_in("ru")("no-such-key") == "no-such-key"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("key", ["help-text", "subscriptions-none"])
def test_a_button_is_called_in_a_sentence_what_stands_on_it(key: str, language: str) -> None:
    assert words_in(language)("button-alert") in words_in(language)(key)


@pytest.mark.parametrize("kind", LabelKind)
def test_countries_sectors_and_topics_have_names_in_every_language(kind: LabelKind) -> None:
    for code, concept in Taxonomy.default().concepts(kind).items():
        assert set(concept.names) == set(LANGUAGES), code
        assert re.search("[А-яA-Z]", concept.names["ru"]), code
        assert not re.search("[А-яЁё]", concept.names["uz"] + concept.names["tk"] + concept.names["en"]), code
