"""Who says so: the primary source a report cites, as written and, where known, as a source of ours.

A report often names several: an outlet that passes the news on, and the ministry or person who said it
first. The one who speaks counts before what an outlet cites, and both before the outlet that relays.
"""

import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from urllib.parse import urlsplit

from model import Attribution, Cleaned, Ownership, Source
from news.antecedents import firm_meant, in_full, meant
from news.bodies import HOST, ends_in_body, is_media, is_state
from news.cleaning import clean, signed
from news.names import name_after, name_before
from news.subjects import teller

__all__ = ["attribute", "clean", "known_sources"]

LONGEST_SENTENCE = 1000  # characters of a sentence that are read
LEAD = 2  # sentences
SEARCHED = 6  # sentences of a report in which its source stands
_RANK = {"speaks": 0, "cites": 1, "relays": 2, "states": 3}
_DAYS = (
    r"(?: (?:во?|on|сегодня|вчера|накануне)?\s?(?:понедельник|вторник|среду|четверг|пятницу|субботу|"
    r"воскресенье|"
    r"сегодня|вчера|\d{1,2} [а-я]+|[A-Z][a-z]+day)){0,2}"
    r"(?: журналистам| прессе| СМИ| на (?:брифинге|пресс-конференции|заседании|совещании|форуме))?"
)
LONGEST_ANNOUNCER = 7  # words of its name
_ANNOUNCES = {  # what a body does when it tells something itself; the office of a person is no body
    "en": re.compile(
        r"(?<!\bwas)(?<!\bwere)(?<!\bbe)(?<!\bbeen) (?:has |have )?(?:announced|invited|named(?! after)|"
        r"published|unveiled|posted|presented)\b"
    ),
    "ru": re.compile(
        r" (?:объявил[аио]?|опубликовал[аио]?|обнародовал[аио]?|представил[аио]?|назвал[аио]?)\b"
    ),
}
_LEANING = re.compile(
    r"\W*(?:со ссылкой|ссылаясь|citing|via|with reference|.{0,25}(?:tayanib|таяниб|сілтеме|salgylan|"
    r"istinad))",
    re.IGNORECASE,
)
_TITLE_ENDS = re.compile(r"\s[—–-]\s([^—–]{3,40})$")
_PLAIN = re.compile(r"[\W_]+")
_SOURCE_LINE = re.compile(
    r"(?:source|источник|manba|манба|çeşme|дереккөз|булак|манбаъ|mənbə|kaynak)\s*:\s*(.{2,80})", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class _Claim:
    """A name that a sentence gives as its source."""

    rank: int
    sentence: int
    name: str
    evidence: str


def known_sources(sources: Iterable[Source]) -> dict[str, Source]:
    """Sources by every spelling by which a report may cite them: name, key and domain, letters only.

    A domain on which outlets of several names stand (t.me, gov.uz) names none of them.
    """
    known: dict[str, Source] = {}
    every = list(sources)
    living = {(host, source.name) for source in every for host in _hosts(source)}
    shared = {host for host, count in Counter(host for host, _ in living).items() if count > 1}
    for source in every:
        hosts = _hosts(source) - shared
        for spelling in (source.name, source.key, *hosts, *(host.rsplit(".", 1)[0] for host in hosts)):
            if len(key := _key(spelling)) >= 3:
                known.setdefault(key, source)
    return known


def _hosts(source: Source) -> set[str]:
    return {urlsplit(url).netloc.removeprefix("www.") for url in (source.homepage, source.url) if url}


def _key(text: str) -> str:
    return _PLAIN.sub("", text.casefold())


def _bare(name: str) -> str:
    """A name as outlets are compared: Marja.az is Marja."""
    return _key(name.rpartition(".")[0] if HOST.fullmatch(name.strip()) else name)


@cache
def _patterns(language: str) -> tuple[tuple[str, int, re.Pattern[str]], ...]:
    """Side of the name, rank and pattern of every citing phrase of a language."""
    table = tomllib.loads(files("news").joinpath("attribution.toml").read_text("utf-8")).get(language, {})
    return tuple(
        (side, _RANK[kind], re.compile(_filled(pattern), re.IGNORECASE))
        for side in ("after", "before", "subject")
        for kind, pattern in table.get(side, [])
    )


def _filled(pattern: str) -> str:
    return pattern.replace("{t}", _DAYS).replace("{b}", r"\b")


def attribute(
    title: str, cleaned: Cleaned, language: str, known: Mapping[str, Source], outlet: str = ""
) -> Attribution | None:
    """The primary source that the report cites, or None: never the outlet itself.

    `known` is made by `known_sources`; `outlet` is the name of the one that tells.
    """
    claims = [*_claims(cleaned.body[:SEARCHED], language, title), *_source_lines(cleaned.tail)]
    claims = [claim for claim in claims if not outlet or _bare(claim.name) not in {_bare(outlet), ""}]
    told = [claim for claim in [*claims, *_title_claims(title)] if claim.name]
    told = [*told, *_announced(cleaned.body[:1], language, outlet)]
    if not told:
        return None
    first = min(told, key=_weight)
    source = _resolve(first.name, known)
    state = source is None and is_state(first.name)
    return Attribution(
        name=first.name,
        source=source.key if source else "",
        ownership=source.ownership if source else Ownership.STATE if state else Ownership.UNKNOWN,
        evidence=first.evidence,
    )


def _weight(claim: _Claim) -> tuple[bool, int, int]:
    """What the lead leans on counts before whoever is quoted further down."""
    late = claim.sentence >= LEAD or claim.rank > _RANK["cites"]
    return late, claim.rank, claim.sentence


def _claims(sentences: Sequence[str], language: str, title: str) -> list[_Claim]:
    """All that sentences give as their source; who is only called "he" or "the ministry" was named before."""
    claims: list[_Claim] = []
    called: list[str] = []  # by what words, where no name was given
    for number, sentence in enumerate(sentences):
        for side, rank, pattern in _patterns(language):
            for found in pattern.finditer(sentence, 0, LONGEST_SENTENCE):
                name = _name(side, sentence, found) or firm_meant(
                    _beside(side, sentence, found), [*sentences[: max(1, number)], f"– {title}"]
                )
                claims.append(_Claim(_rank(rank, name, sentence), number, name, sentence))
                called += [] if name else [_beside(side, sentence, found)]
    named = [claim for claim in claims if claim.name]
    if claims and not named:
        name = next(filter(None, (meant(words, sentences) for words in called)), "")
        return [_Claim(_RANK["states"], 0, name, claims[0].evidence)]
    return [
        replace(claim, name=in_full(claim.name, [*sentences[: max(1, claim.sentence)], f"– {title}"]))
        for claim in named
    ]


def _beside(side: str, sentence: str, found: re.Match[str]) -> str:
    """The few words that stand where the name should."""
    words = sentence[found.end() :].split()[:3] if side == "after" else sentence[: found.start()].split()[-3:]
    return " ".join(words)


def _rank(rank: int, name: str, sentence: str) -> int:
    """An outlet that "reports" relays, and so does whoever leans on another in the same breath."""
    if rank in {_RANK["relays"], _RANK["states"]} and ends_in_body(name) and not is_media(name):
        return _RANK["speaks"]  # "…, the ministry reported"
    at = sentence.find(name) + len(name) if name else 0
    relays = rank == 0 and (_LEANING.match(sentence, at) or is_media(name))
    return _RANK["relays"] if relays else rank


def _title_claims(title: str) -> Iterator[_Claim]:
    """Titles that name an official: "Exports exceeded $2 bn – ministry", «Минэнерго: …»."""
    opening, _, rest = title.partition(": ")
    for name in (opening if rest else "", *_TITLE_ENDS.findall(title)):
        if is_state(name) and len(name.split()) <= 4:
            yield _Claim(_RANK["states"], SEARCHED + 1, name_after(name), title)


def _announced(lead: Sequence[str], language: str, outlet: str) -> Iterator[_Claim]:
    """The body that itself announces what the report tells, as its first words say."""
    for sentence in lead:
        for told in _ANNOUNCES[language].finditer(sentence) if language in _ANNOUNCES else ():
            name = name_before(sentence[: told.start()], opening=True)
            if name and _bare(name) != _bare(outlet) and len(name.split()) <= LONGEST_ANNOUNCER:
                yield _Claim(_RANK["cites"], 0, name, sentence)


def _source_lines(tail: Iterable[str]) -> Iterator[_Claim]:
    for line in tail:
        if found := _SOURCE_LINE.search(line):
            yield _Claim(_RANK["states"], SEARCHED, found[1].strip(" ."), line)
        elif signed(line):
            yield _Claim(_RANK["cites"], SEARCHED, line.strip(" ."), line)


def _name(side: str, sentence: str, found: re.Match[str]) -> str:
    if side == "after":
        return name_after(sentence[found.end() :])
    told = sentence[: found.start()] or sentence  # a pattern of the whole: "Bu haqda … xabar berdi"
    return (side == "subject" and teller(told)) or name_before(told, opening=side == "subject")


def _resolve(name: str, known: Mapping[str, Source]) -> Source | None:
    """The source of ours that the name means: by its domain, its name or its name with an ending."""
    if (host := HOST.search(name)) and (source := known.get(_key(host[1].removeprefix("www.")))):
        return source
    quoted = re.search(r"[«“„\"]([^»”\"]+)[»”\"]", name)
    for spelling in (name, quoted[1] if quoted else ""):
        key = _key(spelling)
        for end in range(len(key), max(4, len(key) - 6), -1):
            if source := known.get(key[:end]):
                return source
    return None
