"""The one analyser: text -> index terms and concepts, the same for articles, queries and saved queries."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from urllib.parse import urlsplit
from zlib import crc32

from model import LabelKind, Report
from news.concepts import broader, known_concepts, vocabulary_text
from news.own_words import made_of_words
from news.spelling import APOSTROPHES, UNSEEN
from news.stems import sound, surname, term

RULES = 2  # raise it when the rules here or in spelling, stems, concepts change: all terms are then made anew
LONGEST_TEXT = 200_000  # characters of an article that are indexed: the longest real one seen has 60,000
_MARKS = "\u0300-\u036f"
_WORD = re.compile(f"[^\\W_](?:[^\\W_{UNSEEN}]|[{_MARKS}{UNSEEN}]|[{APOSTROPHES}{UNSEEN}]+(?=[^\\W_]))*")


@made_of_words
@cache
def analyser() -> int:
    """The number of these rules and names: stored beside the terms that they made."""
    return crc32(vocabulary_text(), RULES)


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text: `text[start:end]`, and the term it is found by."""

    term: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Indexed:
    """An article as search and saved queries see it. Equal fields, equal answers."""

    article_id: int
    title: tuple[str, ...]  # terms in order
    text: tuple[str, ...]
    published: datetime
    concepts: frozenset[str] = frozenset()
    countries: tuple[str, ...] = ()
    sectors: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    language: str = ""
    outlet: tuple[str, ...] = ()  # terms of the source's key, the outlet's name and its host
    has_figures: bool = False
    tokens: frozenset[str] = field(init=False)  # everything but the words: what `needs.Token` asks for

    def __post_init__(self) -> None:
        """Gather the tokens once."""
        object.__setattr__(self, "tokens", frozenset(_tokens(self)))


def words(text: str) -> tuple[Word, ...]:
    """The words of a text in order, with their places in it."""
    found = ((m, term(m[0])) for m in _WORD.finditer(text[:LONGEST_TEXT]))
    return tuple(Word(key, m.start(), m.end()) for m, key in found if key)


def terms(text: str) -> tuple[str, ...]:
    """The index terms of a text in order, each [a-z0-9]+."""
    return tuple(key for m in _WORD.finditer(text[:LONGEST_TEXT]) if (key := term(m[0])))


def spellings(text: str) -> list[str]:
    """The words of a text as they are written."""
    return [m[0] for m in _WORD.finditer(text[:LONGEST_TEXT])]


def concepts(text: str) -> frozenset[str]:
    """Tokens of the concepts that the text names, in any language, and of the names in it by their sound."""
    found = spellings(text)
    once = set(found)
    names = {f"name:{key}" for word in once if (key := surname(word))}
    sounds = {f"sound:{key}" for word in once if _is_capitalised(word) for key in sounds_of(word)}
    things = known_concepts().among(found)
    kinds = {f"kind:{whole}" for thing in things for whole in broader().get(thing, ())}
    return frozenset(names | sounds | kinds | {f"concept:{thing}" for thing in things})


def _is_capitalised(word: str) -> bool:
    return word[0].isupper() and not word.isupper()


def sounds_of(word: str) -> Iterator[str]:
    """The sounds of a name as it stands, and without its ending."""
    yield from filter(None, {sound(word), sound(term(word))})


def index(report: Report) -> Indexed:
    """What search keeps of a report. Its background is found too: only the labels leave it out."""
    article, verdict = report.article, report.understanding
    host = urlsplit(article.url).netloc
    return Indexed(
        article_id=article.id,
        title=terms(article.title),
        text=terms(article.text),
        published=article.published,
        concepts=concepts(f"{article.title}\n{article.text}"),
        countries=verdict.codes(LabelKind.COUNTRY),
        sectors=verdict.codes(LabelKind.SECTOR),
        topics=verdict.codes(LabelKind.TOPIC),
        language=verdict.language,
        outlet=tuple(dict.fromkeys(terms(f"{article.source} {article.outlet} {host}"))),
        has_figures=bool(verdict.figures),
    )


def _tokens(indexed: Indexed) -> Iterator[str]:
    yield EVERY
    yield from indexed.concepts
    for kind in LabelKind:
        yield from (label_token(kind, code) for code in _codes(indexed, kind))
    yield from (f"outlet:{key}" for key in indexed.outlet)
    if indexed.language:
        yield label_token("lang", indexed.language)
    if indexed.has_figures:
        yield FIGURES


EVERY = "every:article"  # the token that all articles carry, so that "-word" alone is a question too
FIGURES = "has:figures"


def label_token(kind: str, code: str) -> str:
    """The token of a label; any code becomes one word for the database."""
    return f"{kind}:{re.sub('[^a-z0-9]', '_', code.lower())}"


def _codes(indexed: Indexed, kind: LabelKind) -> tuple[str, ...]:
    match kind:
        case LabelKind.COUNTRY:
            return indexed.countries
        case LabelKind.SECTOR:
            return indexed.sectors
        case LabelKind.TOPIC:
            return indexed.topics
