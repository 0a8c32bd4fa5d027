"""How well languages, countries, sectors and topics are told, each report judged as an import judges it."""

import re
from collections.abc import Iterable, Iterator
from datetime import datetime
from functools import cache
from pathlib import Path

from model import Article, LabelKind, Understanding
from news.language import detect
from news.taxonomy import Taxonomy
from news.understand import understand
from tests.news.evals_rows import ARTICLES, DATA, REPORTS, Counts, Measured, Row, rows

REUTERS = DATA / "reuters" / "articles.jsonl"
CODES = {"azj": "az", "eng": "en", "kaz": "kk", "kir": "ky", "rus": "ru",
         "tgk": "tg", "tuk": "tk", "tur": "tr", "uzn": "uz"}  # fmt: skip
# Uzbek Latin to Cyrillic, longest first: the set has no Cyrillic Uzbek.
_DIGRAPHS = (
    *(("o‘", "ў"), ("g‘", "ғ"), ("sh", "ш"), ("ch", "ч")),
    *(("yo", "ё"), ("yu", "ю"), ("ya", "я"), ("ts", "ц")),
)
_CYRILLIC = (*_DIGRAPHS, *zip("abcdefghijklmnopqrstuvwxyz‘", "абсдефгҳижклмнопқрстуввхйзъ", strict=True))


# ---------------------------------------------------------------- language


def cyrillic(uzbek: str) -> str:
    """Uzbek in Cyrillic letters, the first letters of words as they were."""
    text = re.sub("\\be", "э", re.sub("['ʻʼ’`]", "‘", uzbek))
    for latin, letter in _CYRILLIC:
        text = text.replace(latin, letter).replace(latin.capitalize(), letter.upper())
    return text


def titles(words: int, part: str) -> dict[str, list[str]]:
    """The first words of every sentence, by language; Cyrillic Uzbek stands apart."""
    found: dict[str, list[str]] = {}
    for name, code in CODES.items():
        lines = (DATA / "languages").joinpath(f"{name}_{script(name)}.{part}.tsv").read_text("utf-8")
        sentences = [line.split("\t")[2] for line in lines.splitlines()[1:]]
        found[code] = [" ".join(sentence.split()[:words]) for sentence in sentences]
    found["uz in Cyrillic"] = [cyrillic(title) for title in found["uz"]]
    return found


def script(name: str) -> str:
    """The script in the name of a language's file."""
    return "Cyrl" if name in {"kaz", "kir", "rus", "tgk"} else "Latn"


def language(words: int, part: str = "dev") -> float:
    """Mean over the languages of the part of titles that are told right."""
    shares = [
        sum(detect(title) == code[:2] for title in listed) / len(listed)
        for code, listed in titles(words, part).items()
    ]
    return sum(shares) / len(shares)


# ---------------------------------------------------------------- labels


def judged(row: Row, number: int = 1) -> Understanding:
    """All we think of a row: nothing of its labels is used, nor its language."""
    when = datetime.fromisoformat(row["published"])
    article = Article(number, "", row.get("outlet", ""), row["url"], row["title"], row["text"], when, when)
    return understand(article, {}, Taxonomy.default())


@cache
def verdicts(path: Path) -> tuple[tuple[Row, Understanding], ...]:
    """Every row with what we think of it."""
    return tuple((row, judged(row)) for row in rows(path))


def countries(path: Path) -> Counts:
    """`countries_explicit` must be found, `countries_implied` may be."""
    counts = Counts()
    for row, verdict in verdicts(path):
        must, may = set(row["countries_explicit"]), set(row["countries_implied"])
        ours = set(verdict.codes(LabelKind.COUNTRY))
        counts.add(len(must & ours), len(ours - (may - must)), len(must))
    return counts


def of_kind(path: Path, kind: LabelKind) -> Counts:
    """Sectors or topics, over all rows."""
    counts = Counts()
    for row, verdict in verdicts(path):
        gold, ours = set(row[f"{kind}s"]), set(verdict.codes(kind))
        counts.add(len(gold & ours), len(ours), len(gold))
    return counts


def told_languages(path: Path) -> float:
    """The part of the rows whose language is told right."""
    counts = Counts()
    for row, verdict in verdicts(path):
        counts.add(verdict.language == row["lang"], 1, 1)
    return counts.recall


def relevance(path: Path) -> float:
    """The part of the rows that get a sector where they are of the field, and none where they are not."""
    counts = Counts()
    for row, verdict in verdicts(path):
        counts.add(bool(verdict.codes(LabelKind.SECTOR)) == row["relevant"], 1, 1)
    return counts.recall


PLACES = {
    "usa": "US", "uk": "GB", "west-germany": "DE", "east-germany": "DE", "ussr": "RU", "south-korea": "KR",
    "north-korea": "KP", "uae": "AE", "zaire": "CD", "ivory-coast": "CI", "burma": "MM",
    "czechoslovakia": "CZ",    "north-yemen": "YE", "yemen-arab-republic": "YE", "yemen-demo-republic": "YE",
}  # fmt: skip


def place_codes(places: Iterable[str]) -> set[str]:
    """The codes of places as the indexers of the newswire write them, as far as the taxonomy knows them."""
    known = {
        c.names["en"].lower().replace(" ", "-"): code for code, c in Taxonomy.default().countries.items()
    }
    known |= PLACES
    return {known[place] for place in places if place in known}


def places(step: int = 1) -> Counts:
    """Countries of every `step`th newswire report against the indexers' places."""
    counts = Counts()
    indexed = place_codes({place for row in rows(REUTERS) for place in row["places"]})
    for number, row in enumerate(rows(REUTERS)):
        if number % step == 0:
            gold = place_codes(row["places"])
            ours = set(judged(row).codes(LabelKind.COUNTRY)) & indexed
            counts.add(len(gold & ours), len(ours), len(gold))
    return counts


def measure() -> Iterator[Measured]:
    """The rows of the table."""
    yield Measured("language", "languages, 11 words", "macro accuracy", language(11), 0.99, ".99")
    yield Measured("language", "languages, 5 words", "macro accuracy", language(5), 0.98, ".98")
    yield Measured("countries", "reports-dev", "micro-F1", countries(REPORTS).f1, 0.97, ".919")
    yield Measured("countries", "articles-dev", "micro-F1", countries(ARTICLES).f1, 0.985, ".959")
    yield Measured("countries", "reuters, places", "micro-F1", places().f1, 0.80, ".667")
    sector, topic = LabelKind.SECTOR, LabelKind.TOPIC
    yield Measured("sectors", "reports-dev", "micro-F1", of_kind(REPORTS, sector).f1, 0.86, ".62")
    yield Measured("topics", "reports-dev", "micro-F1", of_kind(REPORTS, topic).f1, 0.72, ".39")
    yield Measured("sectors", "articles-dev", "micro-F1", of_kind(ARTICLES, sector).f1, 0.88, ".58")
    yield Measured("topics", "articles-dev", "micro-F1", of_kind(ARTICLES, topic).f1, 0.75, ".51")
