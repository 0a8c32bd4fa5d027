"""One way to read a source, whatever its kind: ask, parse, and say what came back as a value."""

import re
import time
from collections.abc import Collection, Mapping
from contextlib import AsyncExitStack
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Self

from feeds.addresses import LONGEST
from feeds.fetch import Failed, Fetched, Fetcher, Gone, Unchanged
from feeds.pages import Pages
from feeds.parse import NotAFeed, Parsed, Parser
from feeds.robots import Robots
from feeds.timing import Hints
from model import Entry, Page, Source, SourceKind, Validators

BROWSER = "text/html,application/xhtml+xml;q=0.9,*/*;q=0.5"
DISCOVERED = 3  # announced feeds that are tried where a page stands instead of a feed
FEED = "application/atom+xml,application/rss+xml,application/feed+json,application/xml;q=0.9,*/*;q=0.5"


@dataclass(frozen=True, slots=True)
class Listed:
    """What a source lists now, without the items that were known; each address canonical, or "".

    `moved_to` is where permanent redirects led, or which alternative or announced feed answered, "" if it was
    where we asked. `items` and `listed` as of `feeds.parsed.Parsed`.
    """

    entries: tuple[Entry, ...]
    validators: Validators
    hints: Hints
    moved_to: str = ""
    items: tuple[str, ...] = ()
    listed: int = 0
    title: str = ""  # how the source calls itself; "" for pages and lists
    hub: str = ""  # who tells at once of what is new (WebSub), by a web address; "" for nobody
    topic: str = ""  # what the hub calls the source
    announced: tuple[tuple[str, str], ...] = ()  # (address, title) of a page's feeds, if one stood there


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why there is nothing: a short code that views/ has words for, and a detail for the log."""

    code: str
    detail: str = ""
    retry_after: float | None = None


Outcome = Listed | Unchanged | Gone | Trouble


class Reader:
    """The line to the outlets: one HTTP session, a few killable parse workers."""

    def __init__(self, user_agent: str, *, allow_private: bool = False) -> None:
        """`allow_private` lets addresses of loopback and intranets through."""
        self._fetcher = Fetcher(user_agent=user_agent, allow_private=allow_private)
        self._robots = Robots(self._fetcher, user_agent, time.monotonic)
        self._parser = Parser()
        self._pages = Pages()
        self._stack = AsyncExitStack()

    async def __aenter__(self) -> Self:
        """Open the session; workers start with the first feed."""
        await self._stack.enter_async_context(self._fetcher)
        await self._stack.enter_async_context(self._parser)
        await self._stack.enter_async_context(self._pages)
        return self

    async def __aexit__(self, *_: object) -> None:
        """Close the session and stop the workers."""
        await self._stack.aclose()

    async def poll(
        self,
        source: Source,
        validators: Validators,
        moved_to: str,
        now: datetime,
        known: Collection[str] = (),
    ) -> Outcome:
        """Ask a source for its list; its alternatives when its own address does not give one.

        Where a page stands instead of a feed, the feeds it announces are tried. `known` are the
        digests of items that need no reading.
        """
        trouble: Outcome = Trouble("no-address", "the source has no address")
        for place, url in enumerate(
            dict.fromkeys(filter(None, (moved_to, source.url, *source.alternatives)))
        ):
            outcome = await self._ask(
                source if url == source.url else replace(source, url=url),
                validators if place == 0 else Validators(),
                now,
                known,
            )
            if not isinstance(outcome, Trouble | Gone):
                return outcome if place == 0 or outcome.moved_to else replace(outcome, moved_to=url)
            if place == 0:
                trouble = outcome
        return trouble

    async def page(self, source: Source | None, url: str, teaser: str) -> Page | Trouble:
        """The text of an article's page, or why it cannot be had."""
        if _is_post(url) or (source is not None and source.kind is SourceKind.CHANNEL):
            return Page(text=teaser)  # a post is its own article
        address = _item_address(source, url)
        fetched = await self._get(source, address or url, is_page=not address)
        match fetched:
            case Failed(reason, detail, retry_after):
                return Trouble(reason, detail, retry_after)
            case Gone(detail):
                return Trouble("gone", detail)
            case Unchanged():
                return Trouble("no-text", "the server says that nothing changed, but was not asked so")
        if address and source is not None:
            read = await self._pages.item(source, fetched)
        else:
            read = await self._pages.article(fetched, source.body if source else "", teaser)
        return read if isinstance(read, Page) else Trouble(read.code, read.detail)

    async def post(self, url: str, form: Mapping[str, str]) -> Trouble | None:
        """Send a form to a server, by the rules of every question; None when it took it."""
        failed = await self._fetcher.post(url, form)
        return Trouble(failed.reason, failed.detail, failed.retry_after) if failed else None

    async def _ask(
        self, source: Source, validators: Validators, now: datetime, known: Collection[str]
    ) -> Outcome:
        fetched = await self._get(
            source,
            source.url,
            validators,
            accept=FEED if source.kind is SourceKind.FEED else BROWSER,
            is_page=source.kind is SourceKind.PAGE,
        )
        match fetched:
            case Fetched():
                return await self._list(source, fetched, now, known)
            case Failed(reason, detail, retry_after):
                return Trouble(reason, detail, retry_after)
            case _:
                return fetched

    async def _get(
        self,
        source: Source | None,
        url: str,
        validators: Validators = Validators(),  # noqa: B008  a frozen value
        *,
        accept: str = BROWSER,
        is_page: bool,
    ) -> Fetched | Unchanged | Gone | Failed:
        """What the server answers; a page is only asked for if its site lets robots. Feeds are for robots."""
        if is_page and (reason := await self._robots.why_not(url)):
            return Failed(reason, "by the site's robots.txt, or because it cannot be had")
        return await self._fetcher.get(
            url,
            validators,
            user_agent=source.user_agent if source else "",
            headers=source.headers if source else (),
            accept=accept,
        )

    async def _list(self, source: Source, fetched: Fetched, now: datetime, known: Collection[str]) -> Outcome:
        if source.kind is SourceKind.FEED:
            return await self._feed(source, fetched, known)
        read = await self._pages.entries(source, fetched, now)
        return _listed(fetched, read) if isinstance(read, Parsed) else Trouble(read.code, read.detail)

    async def _feed(self, source: Source, fetched: Fetched, known: Collection[str]) -> Outcome:
        read = await self._parser.read(fetched, source.zone, known)
        if isinstance(read, Parsed):
            return _listed(fetched, read)
        announced = read.feeds if isinstance(read, NotAFeed) else ()
        for url, _ in announced[:DISCOVERED]:
            found = await self._get(source, url, accept=FEED, is_page=False)
            feed = await self._parser.read(found, source.zone) if isinstance(found, Fetched) else None
            if isinstance(found, Fetched) and isinstance(feed, Parsed):
                return replace(_listed(found, feed), moved_to=found.moved_to or url, announced=announced)
        return Trouble(read.code, read.detail)


def _listed(fetched: Fetched, read: Parsed) -> Listed:
    """A list as it was read, with what its document and its server wish for the next time."""
    hints = replace(read.hints, fresh_seconds=fetched.hints.fresh_seconds)
    hub, topic = fetched.hub or read.hub, fetched.topic or read.topic or fetched.url
    if not hub or max(len(hub), len(topic)) > LONGEST:
        hub = topic = ""
    return Listed(
        read.entries, fetched.validators, hints, fetched.moved_to, read.items, read.listed, read.title,
        hub, topic,
    )  # fmt: skip


def _is_post(url: str) -> bool:
    """Whether the address is that of a Telegram channel's post."""
    return url.startswith("https://t.me/")


def _item_address(source: Source | None, url: str) -> str:
    """Where the full text of a list's item is as JSON: its template filled from the item's own address."""
    if source is None or source.json is None or not source.json.item_url:
        return ""
    names = re.findall(r"{(\w+)}", source.json.page_url)
    pattern = re.sub(r"\\{(\w+)\\}", r"(?P<\1>[^/?#]+)", re.escape(source.json.page_url))
    found = re.fullmatch(pattern, url)
    return source.json.item_url.format_map({name: found[name] for name in names}) if found else ""
