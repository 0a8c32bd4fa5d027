"""What a person's address leads to, over real HTTP: a feed, a site that has one, a channel, nothing."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeds.probe import Probed, Several, named, probe
from feeds.reader import Reader, Trouble
from model import Source, SourceKind
from tests.feeds.hosts import Host, reply

NOW = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)
RSS, ATOM = "application/rss+xml", "application/atom+xml"
FEED = (
    b'<rss version="2.0"><channel><title>The Outlet</title><language>uz-UZ</language>'
    + b"".join(
        b"<item><title>News %d</title><link>http://o.example/%d</link></item>" % (n, n) for n in range(9)
    )
    + b"</channel></rss>"
)


@pytest.fixture
async def reader() -> AsyncIterator[Reader]:
    async with Reader("Chapar/test (+https://example.org)", allow_private=True) as made:
        yield made


async def found(reader: Reader, said: str) -> Probed:
    outcome = await probe(reader, said, NOW)
    assert isinstance(outcome, Probed), outcome
    return outcome


async def trouble(reader: Reader, said: str) -> str:
    outcome = await probe(reader, said, NOW)
    assert isinstance(outcome, Trouble), outcome
    return outcome.code


async def test_a_feed_is_shown_with_its_name_and_three_entries(host: Host, reader: Reader) -> None:
    url = host.says("/rss", reply(FEED))
    probed = await found(reader, f" {url} ")
    assert (probed.source.name, probed.source.url, probed.source.languages) == ("The Outlet", url, ("uz",))
    assert probed.source.homepage == url.replace("/rss", "/")
    assert probed.source.verified
    assert [entry.title for entry in probed.preview] == ["News 0", "News 1", "News 2"]


def page(*feeds: tuple[str, str, str]) -> bytes:
    links = (
        f'<link rel="alternate" type="{kind}" href="{url}" title="{title}">' for kind, url, title in feeds
    )
    return "".join(links).encode()


async def test_a_site_with_feeds_that_tell_different_things_lets_people_choose(
    host: Host, reader: Reader
) -> None:
    html = page((RSS, "/news", "News"), (RSS, "/oil", "Oil"), (ATOM, "/oil.atom", "Oil (Atom)"))
    site = host.says("/", reply(html, content_type="text/html"))
    news, oil = host.says("/news", reply(FEED)), host.says("/oil", reply(FEED))
    assert await probe(reader, site, NOW) == Several(((news, "News"), (oil, "Oil")))


@pytest.mark.parametrize(
    "others",
    [
        [(ATOM, "/atom", "Outlet » Atom 1.0"), (RSS, "/0.92", "Outlet » RSS .92")],
        [
            (RSS, "/comments/feed", "Outlet » Feed"),
            (RSS, "/c", "Outlet » Comments Feed"),
            (RSS, "/k", "Комментарии"),
        ],
    ],
)
async def test_comments_and_other_formats_are_no_choice(
    host: Host, reader: Reader, others: list[tuple[str, str, str]]
) -> None:
    html = page((RSS, "/news", "Outlet » RSS 2.0 feed"), *others)
    site = host.says("/", reply(html, content_type="text/html"))
    feed = host.says("/news", reply(FEED))
    assert (await found(reader, site)).source.url == feed


async def test_a_site_leads_to_the_feed_it_announces(host: Host, reader: Reader) -> None:
    html = b'<link rel="alternate" type="application/atom+xml" href="/news.atom">'
    site = host.says("/", reply(html, content_type="text/html"))
    feed = host.says("/news.atom", reply(FEED))
    probed = await found(reader, site)
    assert probed.source.url == feed
    assert probed.source.key == (await found(reader, feed)).source.key


async def test_a_site_that_announces_none_may_still_have_one(host: Host, reader: Reader) -> None:
    site = host.says("/about/us", reply(b"<html>About us</html>", content_type="text/html"))
    feed = host.says("/rss.xml", reply(FEED))
    assert (await found(reader, site)).source.url == feed


async def test_an_address_that_leads_nowhere_says_why(host: Host, reader: Reader) -> None:
    assert await trouble(reader, host.says("/", reply(b"<html>", content_type="text/html"))) == "no-feed"
    assert await trouble(reader, host.says("/x", reply(status=404))) == "http-404"
    assert await trouble(reader, host.says("/y", reply(status=410))) == "gone"
    assert await trouble(reader, "not an address") == "bad-url"


async def test_private_addresses_are_refused_to_people() -> None:
    async with Reader("Chapar/test (+https://example.org)") as strict:
        assert await trouble(strict, "http://127.0.0.1:8080/rss") == "refused-address"


CHANNEL = ("https://t.me/s/some_news", SourceKind.CHANNEL)


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("@some_news", CHANNEL),
        ("t.me/some_news", CHANNEL),
        ("https://t.me/s/some_news", CHANNEL),
        ("https://t.me/some_news/123?single", CHANNEL),
        ("http://www.telegram.me/some_news/", CHANNEL),
        ("example.org", ("https://example.org", SourceKind.FEED)),
        ("<https://example.org/rss>", ("https://example.org/rss", SourceKind.FEED)),
        ("feed://example.org/rss", ("https://example.org/rss", SourceKind.FEED)),
        ("feed:http://example.org/rss", ("http://example.org/rss", SourceKind.FEED)),
        ("https://t.me/joinchat/AAAA", ("https://t.me/joinchat/AAAA", SourceKind.FEED)),
        ("", None),
        ("news", None),
        ("wheat export", None),
        ("ftp://example.org", None),
        ("javascript:alert(1)", None),
        ("https://", None),
    ],
)
def test_an_address_is_read_as_people_type_it(said: str, expected: tuple[str, SourceKind] | None) -> None:
    source = named(said)
    assert (source and (source.url, source.kind)) == expected


@given(st.text(max_size=100))
def test_whatever_is_typed_is_an_address_or_none(said: str) -> None:
    assert isinstance(named(said), Source | None)
