"""One way to read a source of any kind, over real HTTP: lists, pages, second addresses, feeds found."""

import json
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from feeds.outcomes import Gone, Unchanged
from feeds.reader import Listed, Outcome, Reader, Trouble
from model import JsonRules, Page, PageRules, Source, SourceKind, Validators
from tests.feeds.hosts import Host, reply

NOW = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)
XML = "application/rss+xml"
PROSE = "В Ташкентской области построят завод по выпуску медной фольги. " * 3


@pytest.fixture
async def reader() -> AsyncIterator[Reader]:
    async with Reader("Chapar/test (+https://example.org)", allow_private=True) as made:
        yield made


def rss(*titles: str, name: str = "Outlet") -> bytes:
    items = "".join(
        f"<item><title>{title}</title><link>http://outlet.example/{number}</link>"
        f"<pubDate>Fri, 20 Nov 2026 15:40:00</pubDate></item>"
        for number, title in enumerate(titles)
    )
    return f'<rss version="2.0"><channel><title>{name}</title>{items}</channel></rss>'.encode()


def source(url: str, kind: SourceKind = SourceKind.FEED) -> Source:
    return Source("k", "Outlet", kind, url, zone="Asia/Tashkent")


async def ask(reader: Reader, asked: Source, moved_to: str = "") -> Outcome:
    return await reader.poll(asked, Validators(), moved_to, NOW)


def titles(outcome: Outcome) -> list[str]:
    assert isinstance(outcome, Listed), outcome
    return [entry.title for entry in outcome.entries]


# ---------------------------------------------------------------- four kinds


async def test_a_feed_lists_its_entries_in_the_zone_of_its_source(host: Host, reader: Reader) -> None:
    outcome = await ask(reader, source(host.says("/rss", reply(rss("One", "Two"), content_type=XML))))
    assert titles(outcome) == ["One", "Two"]
    assert isinstance(outcome, Listed)
    assert outcome.title == "Outlet"
    assert outcome.entries[0].published == datetime(2026, 11, 20, 10, 40, tzinfo=UTC)


async def test_what_is_unchanged_is_said_to_be(host: Host, reader: Reader) -> None:
    asked = source(host.says("/rss", reply(rss("One"), etag='"1"'), reply(status=304)))
    first = await ask(reader, asked)
    assert isinstance(first, Listed)
    assert isinstance(await reader.poll(asked, first.validators, "", NOW), Unchanged)
    assert host.asked[-1].headers["if-none-match"] == '"1"'


async def test_a_listing_page_lists_its_cards(host: Host, reader: Reader) -> None:
    html = '<div class="card"><a href="/view/1">Завод</a><time>20.11.2026</time></div>'.encode()
    url = host.says("/news", reply(html, content_type="text/html; charset=utf-8"))
    outcome = await ask(reader, replace(source(url, SourceKind.PAGE), page=PageRules("div.card")))
    assert titles(outcome) == ["Завод"]


async def test_an_api_lists_its_items_and_hears_the_headers_it_wants(host: Host, reader: Reader) -> None:
    url = host.says("/api", reply(json.dumps({"data": [{"id": 1, "title": "Bir"}]}).encode()))
    rules = JsonRules("data", "id", "title", "date", "http://gov.example/{id}")
    asked = replace(source(url, SourceKind.JSON), json=rules, headers=(("code", "miit"),))
    assert titles(await ask(reader, asked)) == ["Bir"]
    assert host.asked[-1].headers["code"] == "miit"


async def test_a_channel_lists_its_posts(host: Host, reader: Reader) -> None:
    html = (
        '<div class="tgme_channel_info"><div class="tgme_channel_info_header_title">Kanal</div></div>'
        '<div class="tgme_widget_message" data-post="kanal/1">'
        '<div class="tgme_widget_message_text">Xabar.</div></div>'
    )
    url = host.says("/s/kanal", reply(html.encode(), content_type="text/html"))
    outcome = await ask(reader, source(url, SourceKind.CHANNEL))
    assert titles(outcome) == ["Xabar"]
    assert isinstance(outcome, Listed)
    assert outcome.title == "Kanal"


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        (SourceKind.FEED, "not-a-feed"),
        (SourceKind.PAGE, "no-items"),
        (SourceKind.JSON, "broken"),
        (SourceKind.CHANNEL, "no-channel"),
    ],
)
async def test_a_page_that_is_none_of_it_is_trouble(
    host: Host, reader: Reader, kind: SourceKind, expected: str
) -> None:
    url = host.says("/x", reply(b"<html><p>Parked domain</p></html>", content_type="text/html"))
    asked = replace(
        source(url, kind), page=PageRules("div.card"), json=JsonRules("data", "id", "title", "date", "x")
    )
    outcome = await ask(reader, asked)
    assert isinstance(outcome, Trouble)
    assert outcome.code == expected


# ---------------------------------------------------------------- second addresses


async def test_alternatives_are_asked_in_their_order_until_one_lists(host: Host, reader: Reader) -> None:
    dead = host.says("/dead", reply(status=404))
    shell = host.says("/shell", reply(b"<html>Checking your browser</html>", content_type="text/html"))
    good = host.says("/good", reply(rss("One")))
    host.says("/never", reply(rss("Never")))
    asked = replace(source(dead), alternatives=(shell, good, dead.replace("dead", "never")))
    outcome = await ask(reader, asked)
    assert titles(outcome) == ["One"]
    assert isinstance(outcome, Listed)
    assert outcome.moved_to == good
    assert [one.path for one in host.asked] == ["/dead", "/shell", "/good"]


async def test_when_nothing_lists_the_first_address_says_why(host: Host, reader: Reader) -> None:
    first = host.says("/first", reply(status=503, retry_after="120"))
    asked = replace(source(first), alternatives=(host.says("/second", reply(status=404)),))
    assert await ask(reader, asked) == Trouble("http-503", first, 120.0)


async def test_a_source_that_is_gone_is_gone_unless_an_alternative_lists(host: Host, reader: Reader) -> None:
    gone = host.says("/gone", reply(status=410))
    assert isinstance(await ask(reader, source(gone)), Gone)
    asked = replace(source(gone), alternatives=(host.says("/new", reply(rss("One"))),))
    assert titles(await ask(reader, asked)) == ["One"]


async def test_an_address_that_moved_is_followed_and_asked_first_the_next_time(
    host: Host, reader: Reader
) -> None:
    new = host.says("/new", reply(rss("One")))
    asked = source(host.says("/old", reply(status=301, location="/new")))
    outcome = await ask(reader, asked)
    assert isinstance(outcome, Listed)
    assert outcome.moved_to == new
    await ask(reader, asked, outcome.moved_to)
    assert [one.path for one in host.asked] == ["/old", "/new", "/new"]


async def test_when_the_new_address_fails_the_old_one_is_asked_again(host: Host, reader: Reader) -> None:
    asked = source(host.says("/old", reply(rss("One"))))
    assert titles(await ask(reader, asked, host.says("/new", reply(status=404)))) == ["One"]


async def test_a_source_without_an_address_is_trouble(reader: Reader) -> None:
    outcome = await ask(reader, source(""))
    assert isinstance(outcome, Trouble)
    assert outcome.code == "no-address"


# ---------------------------------------------------------------- a page where a feed should be


async def test_a_page_instead_of_a_feed_leads_to_the_feed_it_announces(host: Host, reader: Reader) -> None:
    html = (
        '<link rel="alternate" type="application/rss+xml" href="/comments" title="Comments Feed">'
        '<link rel="alternate" type="application/rss+xml" href="/broken" title="All">'
        '<link rel="alternate" type="application/rss+xml" href="/feed" title="News">'
    )
    site = host.says("/", reply(html.encode(), content_type="text/html"))
    host.says("/broken", reply(b"<html>"))
    feed = host.says("/feed", reply(rss("One")))
    outcome = await ask(reader, source(site))
    assert titles(outcome) == ["One"]
    assert isinstance(outcome, Listed)
    assert outcome.moved_to == feed
    assert [one.path for one in host.asked] == ["/", "/broken", "/feed"]


async def test_a_page_that_announces_itself_is_not_asked_twice(host: Host, reader: Reader) -> None:
    html = b'<link rel="alternate" type="application/rss+xml" href="/rss">'
    outcome = await ask(reader, source(host.says("/rss", reply(html, content_type="text/html"))))
    assert isinstance(outcome, Trouble)
    assert outcome.code == "not-a-feed"
    assert len(host.asked) == 1


# ---------------------------------------------------------------- articles' pages


async def test_an_articles_page_is_read_with_the_selector_of_its_source(host: Host, reader: Reader) -> None:
    html = f'<html lang="ru"><div class="t"><p>{PROSE}</p></div><p>{PROSE} другое</p></html>'.encode()
    url = host.says("/1", reply(html, content_type="text/html; charset=utf-8"))
    asked = replace(source("http://outlet.example/rss"), body="div.t")
    assert await reader.page(asked, url, "") == Page(PROSE.strip(), language="ru")


async def test_a_list_behind_an_api_gives_the_whole_text_too(host: Host, reader: Reader) -> None:
    api = host.says("/view?id=7", reply(b'{"data": {"body": "<p>Bir.</p><p>Ikki.</p>"}}'))
    rules = JsonRules(
        "data", "id", "title", "date", "http://gov.example/news/{id}",
        item_url=api.removesuffix("7") + "{id}", item_body="data.body",
    )  # fmt: skip
    asked = replace(source("http://gov.example/api", SourceKind.JSON), json=rules)
    assert await reader.page(asked, "http://gov.example/news/7", "") == Page("Bir.\nIkki.")
    missing = await reader.page(asked, "http://gov.example/news/8", "")
    assert isinstance(missing, Trouble)
    assert missing.code == "http-404"


async def test_a_post_is_its_own_article(host: Host, reader: Reader) -> None:
    asked = source("https://t.me/s/kanal", SourceKind.CHANNEL)
    assert await reader.page(asked, host.says("/1", reply()), "Bir.\nIkki.") == Page("Bir.\nIkki.")
    assert host.asked == []


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (reply(status=403), "http-403"),
        (reply(status=410), "gone"),
        (reply(b"<html><p>Checking your browser</p></html>"), "no-text"),
    ],
)
async def test_a_page_that_cannot_be_had_says_why(
    host: Host, reader: Reader, answer: object, expected: str
) -> None:
    outcome = await reader.page(None, host.says("/1", answer), "A teaser.")  # type: ignore[arg-type]
    assert isinstance(outcome, Trouble)
    assert outcome.code == expected
