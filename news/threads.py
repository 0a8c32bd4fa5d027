"""Which project a report is a stage of, however long ago the last stage was: tender, contract, opening.

A report goes by keys: the undertaking that it speaks of most (a field, a pipeline: threads.toml lists them),
and each name of its lead together with what is built there ("~garabogaz ~urea"). A new story carries a thread
on that shares an undertaking, or a town's only airport, or two names with one thing; what many threads share
tells nothing.
"""

import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from model import LabelKind, Report
from news.concepts import known_concepts, listed
from news.features import RAREST, known_names, rarity, skeleton
from news.stems import term
from news.taxonomy import Taxonomy

LEAD = 3  # sentences, the title among them: further down other projects are told of
IN_TITLE = 3  # mentions that one in the title is worth
ENOUGH = 1.0
ONE_NAME = 0.5  # with a thing that a place has several of
CROWDED = 4  # threads: a key takes no more of them, and a name with a thing tells nothing then
SHORTEST = 3  # letters of an unlisted name's skeleton
SHORT = 4  # letters of a word that is a name by chance in some language
MOST = 24  # keys of one report
_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|['’ʻ‘ʼ`](?=[^\W\d_]))*(?:-\d+)?")


@dataclass(frozen=True, slots=True)
class Held:
    """How many reports of a thread have a key."""

    key: str
    thread: int
    reports: int


def project_keys(report: Report) -> tuple[str, ...]:
    """The undertakings that it is about ("~tapi"), and its names with its things ("~bukhara ~airport")."""
    if not any(_is_of_the_region(code) for code in report.understanding.codes(LabelKind.COUNTRY)):
        return ()
    lead = [_WORD.findall(sentence) for sentence in _sentences(report)[:LEAD]]
    told = {concept for found in lead for concept in _named(found)}
    tables = _tables()
    things = sorted(told & tables["things"])
    names = {f"~{name}" for name in told & tables["names"]}
    if things:
        known = known_names(report)
        names.update(*(_unlisted(found, known) for found in lead))
    pairs = (f"{name} ~{thing}" for name in sorted(names) for thing in things)
    return (*_subjects(report, told & tables["undertakings"]), *pairs)[:MOST]


def _is_of_the_region(code: str) -> bool:
    country = Taxonomy.default().countries.get(code)
    return country is not None and country.region


def _sentences(report: Report) -> tuple[str, ...]:
    return (report.article.title, *report.understanding.cleaned.body)


def _named(found: Sequence[str]) -> Iterator[str]:
    """The concepts of a sentence, each time that one is named.

    Names begin with a capital: TAP is a power line, to tap is not.
    """
    names, known = _tables()["names"], known_concepts()
    for start, word in enumerate(found):
        alone, goes_on, _, _ = known.single(word)
        for length, concepts in known.at(found, start) if alone or goes_on else ():
            if length > 1 or _is_meant(word):
                yield from (one for one in concepts if one not in names or word[0].isupper())


def _is_meant(word: str) -> bool:
    """Not by chance: of short words those that the vocabulary has, in its capitals: GES, not "gets"."""
    if len(word) > SHORT:
        return True
    known = known_concepts()
    return known.lists(word) and (word[:2].isupper() or not known.is_abbreviation(word))


def _subjects(report: Report, named: set[str]) -> Iterator[str]:
    """Of the undertakings in the lead the one that is named most; several that are named equally often."""
    counts = Counter[str](dict.fromkeys(named, 1))
    if len(named) > 1:
        for place, sentence in enumerate(_sentences(report)):
            told = named.intersection(_named(_WORD.findall(sentence)))
            counts.update(dict.fromkeys(told, 1 if place else IN_TITLE))
    most = max(counts.values(), default=0)
    yield from (f"~{one}" for one in sorted(named) if counts[one] == most)


def _unlisted(found: Sequence[str], known: frozenset[str]) -> Iterator[str]:
    """Names that the vocabulary lacks: words with a capital that are no everyday words."""
    for place, word in enumerate(found):
        if not word[0].isupper() or (place == 0 and not word.isupper()) or rarity(term(word)) < RAREST:
            continue
        bones = skeleton(word)
        if len(bones) >= SHORTEST and bones not in known and not known_concepts().single(word)[0]:
            yield bones


def carried_on(held: Iterable[Held]) -> tuple[int, str] | None:
    """The thread that a new story carries on, and by what; `held` are the threads that have its keys."""
    by_key = defaultdict[str, list[Held]](list)
    for one in held:
        by_key[one.key].append(one)
    shared = defaultdict[int, dict[str, float]](dict)  # thread -> name -> what sharing it tells
    reports, keys = Counter[int](), defaultdict[int, list[str]](list)
    for key, several in by_key.items():
        name, _, thing = key.partition(" ~")
        if thing and len(several) >= CROWDED:
            continue
        for one in several:
            shared[one.thread][name] = max(shared[one.thread].get(name, 0.0), _tells(name, thing))
            reports[one.thread] += one.reports
            keys[one.thread].append(key)
    ranked = sorted(shared, key=lambda thread: (-sum(shared[thread].values()), -reports[thread], thread))
    if not ranked or sum(shared[ranked[0]].values()) < ENOUGH:
        return None
    return ranked[0], f"; carries on {', '.join(sorted(keys[ranked[0]]))}"


def _tells(name: str, thing: str) -> float:
    alone = not thing or (name[1:] in _tables()["places"] and thing in _tables()["one_each"])
    return ENOUGH if alone else ONE_NAME


def to_keep(keys: Iterable[str], held: Sequence[Held], thread: int) -> list[str]:
    """The keys that a report of this thread adds to; a crowded one takes no other thread."""
    threads = defaultdict[str, set[int]](set)
    for one in held:
        threads[one.key].add(one.thread)
    return [key for key in keys if thread in threads[key] or len(threads[key]) < CROWDED]


@cache
def _tables() -> dict[str, frozenset[str]]:
    written: dict[str, str] = tomllib.loads(files("news").joinpath("threads.toml").read_text("utf-8"))
    tables = {kind: frozenset(row.replace(",", " ").split()) for kind, row in written.items()}
    tables["places"] = listed("places.toml", "towns.toml") - tables["everywhere"]
    companies = listed("companies", "more_companies")
    tables["names"] = (tables["places"] | companies | tables["undertakings"]) - tables["everywhere"]
    return tables
