"""Pages are read in child processes that can be killed, as feeds are: listings, lists, channels, articles.

parent: Pages.entries, Pages.article ── JSON line, body ──▶ child: answer
"""

import json
from collections.abc import Callable
from dataclasses import asdict, fields
from datetime import datetime
from importlib import import_module
from typing import Any, Self

from feeds import channel, page
from feeds.outcomes import Fetched
from feeds.parsed import Parsed, from_json, to_json
from feeds.sandbox import Sandbox, WorkerDiedError
from feeds.unreadable import Unreadable
from model import Entry, JsonRules, Page, PageRules, Source, SourceKind

_COSTLY = Unreadable("too-costly", "reading it took too much time or memory, or broke the parser")


class Pages:
    """Reads pages in child processes, at most 4.5 seconds and 256 MiB for each."""

    def __init__(self, workers: int = 2) -> None:
        """`workers` pages are read side by side."""
        self._sandbox = Sandbox("feeds.pages:answer", workers=workers)

    async def __aenter__(self) -> Self:
        """The children start with the first page."""
        return self

    async def __aexit__(self, *_: object) -> None:
        """End the children."""
        await self._sandbox.__aexit__()

    async def entries(self, source: Source, sent: Fetched, now: datetime) -> Parsed | Unreadable:
        """What a page, list or channel lists. Codes as of feeds/page.py and channel.py, and too-costly."""
        rules = [asdict(one) if one else None for one in (source.page, source.json)]
        asked = ["list", source.kind, source.url, source.zone, *rules, sent.charset, now.isoformat()]
        try:
            return from_json(await self._ask(asked, sent.body))
        except (TimeoutError, WorkerDiedError, ValueError):  # the last: a broken child answers nonsense
            return _COSTLY

    async def item(self, source: Source, sent: Fetched) -> Page | Unreadable:
        """The text of one item of a list, which its own answer holds. Codes as of `article`."""
        return await self._page(["item", asdict(source.json) if source.json else None], sent.body)

    async def article(self, sent: Fetched, selector: str, teaser: str) -> Page | Unreadable:
        """The text of an article's page. Codes: no-text, too-costly."""
        return await self._page(["article", sent.url, selector, sent.charset, teaser], sent.body)

    async def _page(self, asked: list[Any], body: bytes) -> Page | Unreadable:
        try:
            said = json.loads(await self._ask(asked, body))
        except (TimeoutError, WorkerDiedError, ValueError):
            return _COSTLY
        if not isinstance(said, dict):
            return Unreadable("no-text", "the page has no text, or less than the feed tells")
        moment = said.pop("published", None)
        return Page(**said, published=datetime.fromisoformat(moment) if moment else None)

    async def _ask(self, asked: list[Any], body: bytes) -> bytes:
        return await self._sandbox.ask(json.dumps(asked).encode() + b"\n" + body)


def answer(asked: bytes) -> bytes:
    """The child's side."""
    said, _, body = asked.partition(b"\n")
    what, *rest = json.loads(said)
    if what == "list":
        return to_json(_guarded(body, *rest))
    try:
        return _said(_item(body, *rest) if what == "item" else _article(body, *rest))
    except Exception:  # noqa: BLE001  whatever a stranger's page does to a library
        return _said(None)


def _item(body: bytes, rules: dict[str, str] | None) -> Page | None:
    keys = JsonRules(**rules) if rules else None
    text = page.item_text(Source("", "", SourceKind.JSON, "", json=keys), body)
    return Page(text) if text else None


def _article(body: bytes, url: str, selector: str, charset: str, teaser: str) -> Page | None:
    # Imported with the first article: a child that only lists starts in a tenth of the time.
    read: Callable[..., Page | None] = import_module("feeds.article").page
    return read(body, url, selector=selector, charset=charset, teaser=teaser)


def _said(found: Page | None) -> bytes:
    if found is None:
        return b"null"
    said = {field.name: getattr(found, field.name) for field in fields(Page)}
    said["published"] = found.published.isoformat() if found.published else None
    return json.dumps(said).encode()


def _guarded(body: bytes, *rest: Any) -> Parsed | Unreadable:  # noqa: ANN401  as `Pages.entries` asked
    try:
        return _entries(body, *rest)
    except (MemoryError, RecursionError) as error:
        return Unreadable("too-costly", type(error).__name__)
    except Exception as error:  # noqa: BLE001  whatever a stranger's page does to a library
        return Unreadable("broken", f"{type(error).__name__}: {error}"[:200])


def _entries(
    body: bytes,
    kind: str,
    url: str,
    zone: str,
    page_rules: dict[str, str] | None,
    json_rules: dict[str, str] | None,
    *how: str,
) -> Parsed | Unreadable:
    charset, now = how
    rules = PageRules(**page_rules) if page_rules else None
    keys = JsonRules(**json_rules) if json_rules else None
    source = Source("", "", SourceKind(kind), url, zone=zone, page=rules, json=keys)
    found: tuple[Entry, ...] | Unreadable
    match source.kind:
        case SourceKind.CHANNEL:
            posted = channel.posts(source, body)
            if isinstance(posted, Unreadable):
                return posted
            return Parsed(posted.entries, posted.title, listed=len(posted.entries))
        case SourceKind.JSON:
            found = page.items(source, body)
        case _:
            found = page.listing(source, body, charset, datetime.fromisoformat(now))
    return found if isinstance(found, Unreadable) else Parsed(found, listed=len(found))
