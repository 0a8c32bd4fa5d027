"""A file of old reports -> articles, understood like polled news and sent to nobody."""

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from textwrap import shorten
from typing import Any

from db import articles
from db.arrivals import NewArticle
from db.database import Database
from feeds.article import teaser_text
from feeds.links import canonical

BATCH = 500
LONGEST_TITLE = 100  # of those that are made from the text


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


def _article(row: dict[str, Any]) -> NewArticle:
    url = canonical(str(row.get("url") or ""))
    text = str(row.get("text") or "") or teaser_text(str(row.get("html") or ""))
    title = str(row.get("title") or "").strip() or shorten(text, LONGEST_TITLE, placeholder=" …")
    if not url or not title:
        raise ValueError("a report needs a url, and a title or a text")
    published = _moment(str(row.get("published") or ""))
    return NewArticle(
        source="",
        outlet=str(row.get("outlet") or ""),
        guid=url,
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
