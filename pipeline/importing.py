"""A file of old reports -> articles, understood like polled news and sent to nobody."""

import json
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from textwrap import shorten
from typing import Any

from db import articles
from db.arrivals import NewArticle
from db.database import Database
from feeds.article import page, teaser_text
from feeds.links import canonical

BATCH = 500
LONGEST_TITLE = 100  # of those that are made from the text
PROLOGUE = 2000  # characters in which a whole page says that it is one
_PAGE = re.compile(r"<(?:!doctype|html|head|body)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Bad:
    """A line that is no report, and why."""

    line: int
    problem: str


def parse(lines: Iterable[str]) -> tuple[list[NewArticle], list[Bad]]:
    """Reports in order of publication, and the lines that are none. Unknown fields are ignored."""
    good: list[NewArticle] = []
    bad: list[Bad] = []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            good.append(_article(_row(line)))
        except ValueError as error:
            bad.append(Bad(number, str(error)))
    return sorted(good, key=lambda one: one.published), bad


def _row(line: str) -> dict[str, Any]:
    row = json.loads(line)
    if not isinstance(row, dict):
        raise ValueError("a line must be a JSON object")  # noqa: TRY004  the file is wrong, not the type
    return row


def _title_and_text(html: str, url: str) -> tuple[str, str]:
    """What a piece of HTML tells; of a whole page only its article, as if we had fetched it."""
    if _PAGE.search(html[:PROLOGUE]) is None:
        return "", teaser_text(html)
    found = page(html.encode("utf-8", "replace"), url, selector="", charset="utf-8", teaser="")
    return (found.title, found.text) if found else ("", "")


def _article(row: dict[str, Any]) -> NewArticle:
    url = canonical(str(row.get("url") or ""))
    named, text = "", str(row.get("text") or "")
    if not text:
        named, text = _title_and_text(str(row.get("html") or ""), url)
    title = str(row.get("title") or "").strip() or named or shorten(text, LONGEST_TITLE, placeholder=" …")
    if not url or not title:
        raise ValueError("a report needs a url, and a title or a text")
    published = _moment(str(row.get("published") or ""))
    return NewArticle(
        source="",
        outlet=str(row.get("outlet") or ""),
        guid=str(row["url"]).strip(),  # as the file wrote it: exports name it so
        url=url,
        title=title,
        teaser="",
        text=text or title,
        published=published,
        announce=False,
        language=str(row.get("language") or ""),
    )


def _moment(written: str) -> datetime:
    try:
        moment = datetime.fromisoformat(written)
        return moment.replace(tzinfo=moment.tzinfo or UTC).astimezone(UTC)
    except (ValueError, OverflowError):
        raise ValueError(f"no date that can be read: {written!r}") from None


async def store(
    database: Database, rows: Sequence[NewArticle], now: datetime, progress: Callable[[int], None]
) -> int:
    """Keep the reports that we do not hold yet; gives how many were new."""
    new = 0
    for start in range(0, len(rows), BATCH):
        batch = rows[start : start + BATCH]
        async with database.transaction() as connection:
            kinds = [await articles.add(connection, row, now) for row in batch]
        new += kinds.count("new")
        progress(len(batch))
    return new
