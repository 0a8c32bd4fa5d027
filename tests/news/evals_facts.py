"""How well facts are read from reports: pure functions over ../shared/data, for the table of evals.py."""

import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

import pycld2
import trafilatura

from model import Article, Cleaned, Report, Understanding
from news.attribution import attribute, clean
from news.figures import figures
from news.sentences import split
from news.summarise import summarise
from tests.news.evals_rows import DATA, REPORTS, Counts, Measured, rows


def _cleaned(report: dict[str, Any]) -> Cleaned:
    return clean(report["title"], report["text"], report["lang"], datetime.fromisoformat(report["published"]))


def background(path: Path = REPORTS) -> Counts:
    """Sentences of background, against those that we take for it."""
    counts = Counts()
    for report in rows(path):
        gold = {sentence for part in report["background"] for sentence in split(part)}
        ours = set(_cleaned(report).background)
        counts.add(len(gold & ours), len(ours), len(gold))
    return counts


# ---------------------------------------------------------------- summaries against publishers' descriptions


@dataclass(frozen=True, slots=True)
class Page:
    """A page with its publisher's own description."""

    name: str
    language: str
    title: str
    text: str
    description: str


def described_pages(every: int = 1) -> Iterator[Page]:
    """Pages that carry a description, in the order of their names."""
    for path in sorted((DATA / "article-extraction" / "pages").iterdir())[::every]:
        html = path.read_bytes()
        found = trafilatura.bare_extraction(html, with_metadata=True, fast=True)
        if found is None:
            continue
        page: dict[str, Any] = found.as_dict()  # type: ignore[union-attr]
        text, description = page["text"] or "", page["description"] or ""
        if len(description.split()) >= 8 and len(text.split()) >= 60:
            language = pycld2.detect(text.encode("utf-8", "ignore"), isPlainText=True)[2][0][1]
            yield Page(path.stem, language, page["title"] or "", text, description)


def rouge2(candidate: str, reference: str) -> float:
    """F1 of the pairs of words that both hold."""
    ours, gold = _pairs(candidate), _pairs(reference)
    common = sum((ours & gold).values())
    if not common:
        return 0.0
    precision, recall = common / sum(ours.values()), common / sum(gold.values())
    return 2 * precision * recall / (precision + recall)


def _pairs(text: str) -> Counter[tuple[str, str]]:
    words = re.findall(r"\w+", text.casefold())
    return Counter(pairwise(words))


def report_of(title: str, text: str, language: str, outlet: str = "", number: int = 1) -> Report:
    """A text as a report of now, cleaned and with its figures."""
    now = datetime(2025, 9, 15, tzinfo=UTC)
    article = Article(number, "", outlet, "https://a.example/1", title, text, now, now, language)
    cleaned = clean(title, text, language)
    return Report(
        article, Understanding(language, cleaned, figures=figures(title, cleaned.body, language, now))
    )


def summaries(every: int = 1) -> dict[str, tuple[int, float, float]]:
    """For English and other pages: how many, ROUGE-2 of our summaries, of the first two sentences."""
    scores: dict[str, list[tuple[float, float]]] = {"en": [], "other": []}
    for page in described_pages(every):
        ours = " ".join(s.text for s in summarise([report_of(page.title, page.text, page.language)]))
        lead = " ".join(split(page.text)[:2])
        group = "en" if page.language == "en" else "other"
        scores[group].append((rouge2(ours, page.description), rouge2(lead, page.description)))
    return {
        group: (len(rows), sum(r[0] for r in rows) / len(rows), sum(r[1] for r in rows) / len(rows))
        for group, rows in scores.items()
    }


def primary_source(path: Path = REPORTS) -> float:
    """Of the reports that cite a source: whose name, or a part of it, is found."""
    found = wanted = 0
    for report in rows(path):
        if report["primary_source"]:
            cleaned = _cleaned(report)
            ours = attribute(report["title"], cleaned, report["lang"], {}, report["outlet"])
            wanted, found = (
                wanted + 1,
                found + (ours is not None and _alike(ours.name, report["primary_source"])),
            )
    return found / wanted


def _alike(ours: str, gold: str) -> bool:
    """Whether one name is a part of the other, whatever the case: «акимате области», «акимат области»."""
    one, other = (re.sub(r"\W", "", name.casefold()) for name in (ours, gold))
    return one in other or other in one or _same_stems(ours, gold)


def _same_stems(ours: str, gold: str) -> bool:
    one, other = ([w.casefold() for w in re.findall(r"\w+", name)] for name in (ours, gold))
    return len(one) == len(other) and all(
        a[: max(3, min(len(a), len(b)) - 2)] == b[: max(3, min(len(a), len(b)) - 2)]
        for a, b in zip(one, other, strict=True)
    )


JUDGED_NOT = {"pcs", "jobs", "people", "places", "years", "months"}


def report_figures(path: Path = REPORTS) -> Counts:
    """Values (within 0.2 %) with their units, outside the background."""
    counts = Counts()
    for report in rows(path):
        recalled = " ".join(report["background"])
        told = f"{report['title']} {report['text']}".replace(recalled, "")
        judged = [f for f in report["figures"] if f["unit"] not in JUDGED_NOT and f["text"] in told]
        gold = {(f["value"], f["unit"]) for f in judged}  # told twice it is still one
        cleaned = _cleaned(report)
        published = datetime.fromisoformat(report["published"])
        ours = figures(report["title"], cleaned.body, report["lang"], published)
        ours = tuple(f for f in ours if f.unit not in JUDGED_NOT)
        matched = [g for g in gold if any(_equal(f.value, f.unit, *g) for f in ours)]
        counts.add(len(matched), len(ours), len(gold))
    return counts


def _equal(value: float, unit: str, gold: float, gold_unit: str) -> bool:
    return unit == gold_unit and abs(value - gold) <= 0.002 * abs(gold)


def source_phrases() -> tuple[float, list[str]]:
    """How many sentences of our own table give their source, the name or a part of it, and the rest."""
    wrong, total = [], 0
    for language, sentences in _table("source_phrases").items():
        for sentence, name in sentences:
            total += 1
            body = ("The works are open.", sentence)
            ours = attribute("News", Cleaned(body=body), language, {})
            if ours is None or not _alike(ours.name, name):
                wrong.append(f"{sentence}: {ours and ours.name}")
    return 1 - len(wrong) / total, wrong


def _table(name: str) -> dict[str, list[Any]]:
    """A table of our own phrases, by language."""
    return tomllib.loads((Path(__file__).parent / f"{name}.toml").read_text("utf-8"))


def figure_phrases() -> tuple[float, list[str]]:
    """How many phrases of our own table are read exactly, and what went wrong with the rest."""
    published, wrong, total = datetime(2025, 9, 15, tzinfo=UTC), [], 0
    for language, phrases in _table("figure_phrases").items():
        for text, value, unit, period, change in phrases:
            total += 1
            got = [(f.value, f.unit, f.period, f.change) for f in figures("", [text], language, published)]
            if (value, unit, period, change) not in got:
                wrong.append(f"{text}: {got}")
    return 1 - len(wrong) / total, wrong


# ---------------------------------------------------------------- the table


def measure() -> Iterator[Measured]:
    """All of the above, one line of the newsroom's table each."""
    told = report_figures()
    yield Measured("figures", "reports-dev", "precision", told.precision, 0.90)
    yield Measured("figures", "reports-dev", "recall", told.recall, 0.90)
    phrases = sum(map(len, _table("figure_phrases").values()))
    yield Measured("figures", f"our {phrases} phrases", "all exact", figure_phrases()[0], 0.97)
    yield Measured("primary source", "reports-dev", "found", primary_source(), 0.85)
    sentences = sum(map(len, _table("source_phrases").values()))
    yield Measured("primary source", f"our {sentences} sentences", "found", source_phrases()[0], 0.97)
    yield Measured("background", "reports-dev", "F1 of sentences", background().f1, 0.93)
    for group, (pages, ours, lead) in summaries().items():
        bar = round(lead, 3)
        yield Measured("summaries", f"{pages} pages, {group}", "ROUGE-2 F1", ours, bar, f"lead-2 {bar}")
