"""A file of old reports -> articles, understood like polled news and sent to nobody."""

import json
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from textwrap import shorten
from typing import Any

from db import articles
from db.arrivals import NewArticle
from db.database import Database
from feeds.article import page, teaser_text
from feeds.links import canonical
from feeds.markup import decode

BATCH = 500
LONGEST_TITLE = 100  # of those that are made from the text
PROLOGUE = 2000  # characters in which a whole page says that it is one
_PAGE = re.compile(r"<(?:!doctype|html|head|body)\b", re.IGNORECASE)
_MARKUP = re.compile(
    r"</?(?:p|br|div|span|b|strong|i|em|u|a|h[1-6]|ul|ol|li|img|table|script)(?:\s[^<>]*)?/?>", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Bad:
    """A line that is no report, and why."""

    line: int
    problem: str


def lines_of(file: Path) -> Iterator[str]:
    """The lines of a file in UTF-8, with or without a byte order mark; else its letters are guessed.

    Raises OSError where the file cannot be read.
    """
    with file.open("rb") as lines:
        for line in lines:
            try:
                yield line.decode("utf-8-sig")
            except UnicodeDecodeError:
                yield decode(line)


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
    try:
        row = json.loads(line)
    except json.JSONDecodeError as error:
        raise ValueError(f"no JSON: {error.msg} at character {error.pos + 1}") from None
    except RecursionError:
        raise ValueError("no JSON that can be read: nested too deep") from None
    if not isinstance(row, dict):
        raise ValueError("a line must be a JSON object")  # noqa: TRY004  the file is wrong, not the type
    return row


def _said(row: dict[str, Any], name: str) -> str:
    """A field in words that the database takes; "" where there is none."""
    value = row.get(name)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise ValueError(f"{name} must be a string")  # noqa: TRY004  the file is wrong, not the type
    return value.replace("\0", "").encode("utf-8", "replace").decode("utf-8").strip()


def _title_and_text(html: str, url: str) -> tuple[str, str]:
    """What a piece of HTML tells; of a whole page only its article, as if we had fetched it."""
    if _PAGE.search(html[:PROLOGUE]) is None:
        return "", teaser_text(html)
    found = page(html.encode("utf-8", "replace"), url, selector="", charset="utf-8", teaser="")
    return (found.title, found.text) if found else ("", "")


def _words(row: dict[str, Any], url: str) -> tuple[str, str]:
    """Title and text: of the text where there is one, else of the HTML."""
    title, named, text = _said(row, "title"), "", _said(row, "text")
    if not text:
        named, text = _title_and_text(_said(row, "html"), url)
    elif _MARKUP.search(text):
        text = teaser_text(text)
    return title or named or shorten(text, LONGEST_TITLE, placeholder=" …"), text


def _article(row: dict[str, Any]) -> NewArticle:
    written = _said(row, "url")
    url = canonical(written)
    if not url:
        raise ValueError(f"no address of a web page: {written!r}" if written else "a report needs a url")
    title, text = _words(row, url)
    if not title:
        raise ValueError("a report needs a title or a text")
    return NewArticle(
        source="",
        outlet=_said(row, "outlet"),
        guid=written,  # as the file wrote it: exports name it so
        url=url,
        title=title,
        teaser="",
        text=text or title,
        published=_moment(row.get("published")),
        announce=False,
        language=_language(_said(row, "language")),
    )


def _language(said: str) -> str:
    """The code of a language without its country or script: ru-RU is ru; "" for what is no such code."""
    code = re.split("[-_]", said.lower())[0]
    return code if re.fullmatch("[a-z]{2,3}", code) else ""


def _moment(written: object) -> datetime:
    try:
        moment = datetime.fromisoformat(str(written or "").strip())
        return moment.replace(tzinfo=moment.tzinfo or UTC).astimezone(UTC)
    except (ValueError, OverflowError):
        raise ValueError(
            f"no date that can be read: {written!r}" if written else "a report needs a date: published"
        ) from None


def rounds(rows: Iterable[NewArticle]) -> list[list[NewArticle]]:
    """The reports, each address once a round: a later line finds what it changes understood already."""
    again, found = Counter[str](), defaultdict[int, list[NewArticle]](list)
    for row in rows:
        found[again[row.url]].append(row)
        again[row.url] += 1
    return list(found.values())


async def store(
    database: Database, rows: Sequence[NewArticle], now: datetime, progress: Callable[[int], None]
) -> Counter[str]:
    """Keep the reports that we do not hold yet or that read otherwise; how many are new, edited and known.

    A line without a text, such as an export writes, changes nothing of a report that we hold.
    """
    kinds = Counter[str]()
    for start in range(0, len(rows), BATCH):
        batch = rows[start : start + BATCH]
        async with database.transaction() as connection:
            held = await articles.held_whole(connection, [row.url for row in batch if row.text == row.title])
            kinds["known"] += len(held)
            told = (row for row in batch if row.url not in held)
            kinds.update([await articles.add(connection, row, now) for row in told])
        progress(len(batch))
    return kinds
