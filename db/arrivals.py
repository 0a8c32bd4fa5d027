"""Entries on their way in: which are new, which say something else than before, which are known.

An entry is known by its source's own name for it (guid), by its address (http and https are one), and, when
a source renames most of what it lists at once, by its title.
"""

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from heapq import nlargest

from sqlalchemy import Select, bindparam, func, insert, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from db.schema import articles

_AT_ONCE = 500  # entries looked up by one query


@dataclass(frozen=True, slots=True)
class NewArticle:
    """An entry on its way in: cleaned of markup, its address canonical, its time judged."""

    source: str
    outlet: str
    guid: str
    url: str
    title: str
    teaser: str
    published: datetime
    announce: bool = True
    language: str = ""
    image: str = ""
    declared: tuple[str, ...] = ()
    country: str = ""
    text: str = ""  # when the whole text came with it: no page needs fetching


@dataclass(slots=True)
class _Held:
    """What we hold of an article; `id` is 0 while it is only on its way in."""

    id: int
    source: str
    guid: str
    url: str
    said: str
    met: bool = False  # by an entry of the same list: another one by the same name adds nothing


class _Known:
    """Articles by the names under which entries may mean them."""

    def __init__(self) -> None:
        self._by_guid: dict[tuple[str, str], _Held] = {}
        self._by_url: dict[str, _Held] = {}

    def put(self, held: _Held) -> None:
        self._by_guid[held.source, held.guid] = held
        self._by_url[held.url] = held

    def is_free(self, *, guid: tuple[str, str] | None = None, url: str = "") -> bool:
        """Whether no article bears that name."""
        return guid not in self._by_guid and url not in self._by_url

    def find(self, entry: NewArticle) -> _Held | None:
        return (
            self._by_guid.get((entry.source, entry.guid))
            or self._by_url.get(entry.url)
            or self._by_url.get(_twin(entry.url))
        )


@dataclass(frozen=True, slots=True)
class Arriving:
    """What one source lists."""

    entries: Sequence[NewArticle]
    listed: int = 0  # how many its list has altogether, if that is more than these
    announce_most: int | None = None  # of the new ones the newest so many are announced; None: all
    is_first: bool = False  # nothing of this source is held yet


async def take_in(connection: AsyncConnection, lists: Sequence[Arriving], now: datetime) -> list[list[str]]:
    """Take lists in: for each entry "new", "edited" (said something else than before) or "known"."""
    known = await _known(connection, [entry for one in lists for entry in one.entries])
    coming: list[tuple[NewArticle, str]] = []
    verdicts = [await _judge(connection, one, known, coming) for one in lists]
    if coming:
        await connection.execute(insert(articles), [_row_of(entry, said, now) for entry, said in coming])
    return verdicts


async def _judge(
    connection: AsyncConnection, arriving: Arriving, known: _Known, coming: list[tuple[NewArticle, str]]
) -> list[str]:
    """The verdicts on one list; the new entries, and the hash of what they say, join those `coming`."""
    await _recognise(connection, arriving, known)
    verdicts, fresh, hashes = [], list[NewArticle](), list[str]()
    borne = {name for entry in arriving.entries for name in (entry.guid, entry.url)}
    for entry in arriving.entries:
        said, held = _said(entry), known.find(entry)
        if held is None:
            fresh.append(entry)
            hashes.append(said)
            known.put(_Held(0, entry.source, entry.guid, entry.url, said, met=True))
            verdicts.append("new")
            continue
        mine = held.source == entry.source and not held.met
        left = {held.guid, held.url} - {entry.guid, entry.url}
        if mine and held.id and not left & borne:
            await _rename(connection, held, entry, known)
        if mine and held.said != said:
            await _edit(connection, held, entry, said)
            verdicts.append("edited")
        else:
            verdicts.append("known")
        held.met = True
    coming += zip(_quiet(fresh, arriving.announce_most), hashes, strict=True)
    return verdicts


def _quiet(coming: Sequence[NewArticle], announce_most: int | None) -> list[NewArticle]:
    """The same entries, of which the newest few are announced."""
    if announce_most is None:
        return list(coming)
    loud = [entry for entry in coming if entry.announce]
    if len(loud) <= announce_most:
        return list(coming)
    heard = {entry.guid for entry in nlargest(announce_most, loud, key=lambda entry: entry.published)}
    return [entry if entry.guid in heard else replace(entry, announce=False) for entry in coming]


async def _known(connection: AsyncConnection, entries: Sequence[NewArticle]) -> _Known:
    known = _Known()
    for start in range(0, len(entries), _AT_ONCE):
        some = entries[start : start + _AT_ONCE]
        asked = {
            "urls": _listed(url for entry in some for url in (entry.url, _twin(entry.url))),
            "sources": _listed(entry.source for entry in some),
            "guids": _listed(entry.guid for entry in some),
        }
        for row in await connection.execute(_MEANT, asked):
            known.put(_Held(*row))
    return known


def _listed(values: Iterable[str]) -> str:
    return json.dumps([*{*values}], ensure_ascii=False)


def _among(name: str) -> Select[tuple[str]]:
    """The values of a parameter, a JSON list: as many parameters cost more time than the search for them."""
    return select(func.json_each(bindparam(name)).table_valued("value").c.value)


_MEANT = select(articles.c.id, articles.c.source, articles.c.guid, articles.c.url, articles.c.said).where(
    or_(
        articles.c.url.in_(_among("urls")),
        articles.c.source.in_(_among("sources")) & articles.c.guid.in_(_among("guids")),
    )
)


async def _recognise(connection: AsyncConnection, arriving: Arriving, known: _Known) -> None:
    """When more than half of a list seems new but bears known titles, its source has renamed its entries.

    They take their new names, so that they are known by these from now on.
    """
    if arriving.is_first:
        return
    unknown = [entry for entry in arriving.entries if known.find(entry) is None]
    source, listed = unknown[0].source if unknown else "", max(arriving.listed, len(arriving.entries))
    if not source or len(unknown) < _FEW or 2 * len(unknown) <= listed:
        return
    titles = {entry.title: entry for entry in unknown}
    last = select(func.max(articles.c.id)).where(articles.c.source == source, articles.c.title.in_(titles))
    rows = await connection.execute(
        select(articles.c.id, articles.c.title, articles.c.said).where(
            articles.c.id.in_(last.group_by(articles.c.title))
        )
    )
    renamed = [(row, titles[row.title]) for row in rows]
    if 2 * len(renamed) <= listed:
        return
    for row, entry in renamed:
        await _rename(connection, _Held(row.id, source, "", "", row.said), entry, known)


async def _rename(connection: AsyncConnection, held: _Held, entry: NewArticle, known: _Known) -> None:
    """The article takes the entry's names as far as they are free: next time the other one may change."""
    names = {}
    if held.guid != entry.guid and known.is_free(guid=(entry.source, entry.guid)):
        names["guid"] = held.guid = entry.guid
    if held.url != entry.url and known.is_free(url=entry.url):
        names["url"] = held.url = entry.url
    if names:
        await connection.execute(update(articles).where(articles.c.id == held.id).values(**names))
        known.put(held)


_FEW = 3  # of so few entries nothing can be concluded


async def _edit(connection: AsyncConnection, held: _Held, entry: NewArticle, said: str) -> None:
    """The article is read and understood again, and announced no second time."""
    changed = {"title": entry.title, "teaser": entry.teaser, "said": said, "attempts": 0, "not_before": None}
    if entry.text:
        changed["text"] = entry.text
    state = "read" if entry.text else "new"
    await connection.execute(update(articles).where(articles.c.id == held.id).values(state=state, **changed))
    held.said = said


def _twin(url: str) -> str:
    """The same address under the other of the two schemes."""
    return "http" + url[5:] if url.startswith("https:") else "https" + url[4:]


def _said(entry: NewArticle) -> str:
    return hashlib.sha256(f"{entry.title}\0{entry.teaser}\0{entry.text}".encode()).hexdigest()[:32]


def _row_of(entry: NewArticle, said: str, now: datetime) -> dict[str, object]:
    return {
        "source": entry.source,
        "outlet": entry.outlet,
        "guid": entry.guid,
        "url": entry.url,
        "title": entry.title,
        "teaser": entry.teaser,
        "text": entry.text,
        "published": entry.published,
        "seen": now,
        "language": entry.language,
        "image": entry.image,
        "declared": json.dumps(entry.declared),
        "country": entry.country,
        "state": "read" if entry.text else "new",
        "announce": entry.announce,
        "said": said,
    }
