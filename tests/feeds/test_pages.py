"""Pages of strangers, read in children that can be killed: whatever they send, the next one is read."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from feeds.outcomes import Fetched
from feeds.pages import Pages, answer
from feeds.parsed import Parsed
from feeds.unreadable import Unreadable
from model import JsonRules, Page, PageRules, Source, SourceKind, Validators

NOW = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)
LISTING = Source(
    "k", "K", SourceKind.PAGE, "https://k.example/news", zone="Asia/Tashkent", page=PageRules("a")
)
PROSE = "A plant that makes copper foil will be built near Tashkent, the ministry said. " * 3


@pytest.fixture
async def pages() -> AsyncIterator[Pages]:
    async with Pages(workers=1) as made:
        yield made


def sent(body: bytes) -> Fetched:
    return Fetched("https://k.example/1", body, "text/html", "utf-8", Validators())


async def listed(pages: Pages, source: Source, body: bytes) -> list[str]:
    found = await pages.entries(source, sent(body), NOW)
    assert isinstance(found, Parsed), found
    assert found.listed == len(found.entries)
    return [entry.title for entry in found.entries]


async def test_every_kind_of_page_is_read(pages: Pages) -> None:
    assert await listed(pages, LISTING, "<a href='/1'>Завод</a>".encode()) == ["Завод"]
    rules = JsonRules("data", "id", "title", "date", "https://k.example/{id}", item_body="text")
    api = replace(LISTING, kind=SourceKind.JSON, json=rules)
    assert await listed(pages, api, b'{"data": [{"id": 1, "title": "Bir"}]}') == ["Bir"]
    assert await pages.item(api, sent(b'{"text": "<p>Bir.</p>"}')) == Page("Bir.")
    channel = replace(LISTING, kind=SourceKind.CHANNEL, url="https://t.me/s/k")
    body = b'<p class="tgme_channel_info"><div class="tme_no_messages_found"></div>'
    assert await listed(pages, channel, body) == []
    stamped = f'<meta property="article:published_time" content="2026-11-20T10:00:00Z"><p>{PROSE}</p>'
    assert await pages.article(sent(stamped.encode()), "", "") == Page(
        PROSE.strip(), published=datetime(2026, 11, 20, 10, tzinfo=UTC)
    )


async def test_what_says_nothing_has_its_reason(pages: Pages) -> None:
    empty = await pages.entries(LISTING, sent(b""), NOW)
    assert isinstance(empty, Unreadable)
    assert empty.code == "empty"
    shell = await pages.article(sent(b"<p>Checking your browser</p>"), "", "A teaser.")
    assert isinstance(shell, Unreadable)
    assert shell.code == "no-text"


async def test_a_page_that_costs_too_much_is_dropped_and_the_next_one_is_read(pages: Pages) -> None:
    heavy = await pages.article(sent(b"<p>x" + b"<br>" * 2_000_000), "", "")
    assert isinstance(heavy, Unreadable)
    assert heavy.code in {"too-costly", "no-text"}
    assert isinstance(await pages.article(sent(f"<p>{PROSE}</p>".encode()), "", ""), Page)


def test_a_bad_rule_is_a_reason_and_no_crash() -> None:
    asked = (
        b'["list", "page", "https://k.example", "UTC", {"item": "p["}, null, "", "2026-11-24T08:00:00Z"]\n<p>'
    )
    assert b"broken" in answer(asked)
    assert answer(b'["article", "https://k.example", "p[", "", ""]\n<p>') == b"null"
