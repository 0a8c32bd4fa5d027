"""Answers to a search: five to a page, each with its own buttons; what to do when there are none."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from message import (
    Block,
    Bold,
    Buttons,
    Fold,
    Heading,
    Inline,
    Link,
    Message,
    Open,
    Paragraph,
    Press,
    Row,
    Text,
)
from news.query_parse import Problem
from views.actions import Action, AlertMe, Ask, Background, Latest, OpenStory, Results, fits
from views.buttons import press, turning, way_back
from views.choices import Menu, Page, Stay
from views.escape import safe_url, shorten
from views.i18n import Words, flags, words_in

PAGE = 5  # answers to a page
LONGEST_QUERY = 80  # UTF-16 units of a query shown back


@dataclass(frozen=True, slots=True)
class Found:
    """One answer. `snippet` is about ten words of it in pieces: (words, whether they were asked for)."""

    story_id: int
    headline: str
    language: str
    outlet: str
    url: str
    published: datetime
    snippet: tuple[tuple[str, bool], ...] = ()
    countries: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Asked:
    """The question: its id, its canonical text, the page shown (from 0), how many answers there are in all.

    `at_least`: there are more than `total`.
    """

    question_id: int
    query: str
    page: int = 0
    total: int = 0
    at_least: bool = False
    problems: tuple[Problem, ...] = ()

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return max(1, -(-self.total // PAGE))


def results(asked: Asked, found: Sequence[Found], language: str, *, now: datetime) -> Message:
    """A page of answers. ◀ ▶ turn pages; every page offers an alert."""
    words = words_in(language)
    many = words("results-at-least" if asked.at_least else "results-count", count=asked.total)
    blocks: list[Block] = [Heading((Text(f"{_shown(asked.query, words)} — {many}"),))]
    blocks += problems(asked.problems, words)
    blocks += [_answer(one, words, now) for one in found[:PAGE]]
    rows = (*_turning(asked, words), (press(words("button-alert"), AlertMe(asked.question_id), "primary"),))
    return Message(tuple(blocks), rows, back=way_back(words))


def latest(found: Sequence[Found], language: str, *, page: int, is_last: bool, now: datetime) -> Message:
    """The newest stories, a page of them."""
    words = words_in(language)
    if not found:
        return Message((Paragraph((Text(words("latest-none")),)),))
    title = Heading((Text(words("latest-title")),))
    turns = turning(Latest(page - 1) if page else None, None if is_last else Latest(page + 1))
    answers = (_answer(one, words, now) for one in found[:PAGE])
    return Message((title, *answers), turns, back=way_back(words))


def nothing(asked: Asked, language: str, *, suggestions: Sequence[str] = ()) -> Message:
    """No answers: what was not understood, what to try instead, and an alert for when there are some."""
    words = words_in(language)
    blocks: list[Block] = [Paragraph((Text(words("results-none", query=_shown(asked.query, words))),))]
    blocks += problems(asked.problems, words)
    blocks.append(Paragraph((Text(words("results-meant" if suggestions else "results-try")),)))
    tries = tuple((press(shorten(query, 60), action),) for query in suggestions if fits(action := Ask(query)))
    alert = press(words("button-alert-later"), AlertMe(asked.question_id), "primary")
    return Message(tuple(blocks), (*tries, (alert,), (press(words("button-queries"), Menu(Page.QUERIES)),)))


def problems(found: Sequence[Problem], words: Words) -> list[Block]:
    """What was not understood in a query, a sentence each, with what may help."""
    return [Paragraph((Text(f"⚠ {_problem(problem, words)}"),)) for problem in found[:3]]


def sentences(found: Sequence[Problem], language: str) -> list[str]:
    """What was not understood in a query, for a terminal."""
    return [_problem(problem, words_in(language)) for problem in found]


def _problem(problem: Problem, words: Words) -> str:
    said = words(f"problem-{problem.key}", text=shorten(problem.text, 40), place=problem.start + 1)
    hint = words("problem-hint", suggestion=problem.suggestion) if problem.suggestion else ""
    return f"{said} {hint}".rstrip()


def _shown(query: str, words: Words) -> str:
    return words("quoted", text=shorten(words.query(query), LONGEST_QUERY))


def _answer(one: Found, words: Words, now: datetime) -> Fold:
    """An answer: its headline; ten words, the outlet and the age; its buttons."""
    shown = flags(one.countries[:3])
    code = f" [{one.language.upper()}]" if one.language and one.language != words.language else ""
    line = (Text(f"{shown} " if shown else ""), Bold(shorten(one.headline, 160)), Text(code))
    snippet: tuple[Inline, ...] = tuple(Bold(said) if hit else Text(said) for said, hit in one.snippet)
    source = (Link(one.outlet, one.url), Text(f" · {words.ago(one.published, now)}"))
    read = (Open(words("button-read"), one.url),) if safe_url(one.url) else ()
    row = (
        press(words("button-open"), OpenStory(one.story_id)),
        *read,
        press(words("button-background"), Background(one.story_id)),
    )
    beside = Buttons((row,), brief=press(words("button-open"), OpenStory(one.story_id)))
    inside = (Paragraph(snippet),) if snippet else ()
    return Fold(line, (*inside, Paragraph(source), beside), open=True)


def _turning(asked: Asked, words: Words) -> tuple[Row, ...]:
    if asked.pages == 1:
        return ()
    place = words("results-page", page=asked.page + 1, pages=asked.pages)

    def turn(label: str, by: int) -> Press:
        there = 0 <= asked.page + by < asked.pages
        action: Action = Results(asked.question_id, asked.page + by) if there else Stay()
        return press(label if there else "·", action)

    return ((turn("◀", -1), press(place, Stay()), turn("▶", 1)),)
