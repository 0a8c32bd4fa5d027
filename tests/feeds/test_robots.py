"""What a site asks robots to leave alone is left alone, and asked for once a day."""

import asyncio
from datetime import UTC, datetime

import pytest

from feeds.fetch import Fetcher
from feeds.reader import Listed, Reader, Trouble
from feeds.robots import Robots
from model import Source, SourceKind, Validators
from tests.feeds.hosts import Host, Script, drip, raw, reply

NOW = datetime(2026, 3, 2, 8, tzinfo=UTC)
RULES = b"""
User-agent: *
Disallow: /private/
Disallow: /*?print
Disallow: /*.pdf$
Allow: /private/open/

User-agent: Other
Disallow: /
"""


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def robots(fetcher: Fetcher, clock: Clock) -> Robots:
    return Robots(fetcher, "Chapar/test (+https://example.org)", clock)


@pytest.mark.parametrize(
    ("path", "allowed"),
    [
        ("/", True), ("/news/1", True), ("/private/1", False), ("/private/open/1", True),
        ("/news/1?print=1", False), ("/a.pdf", False), ("/a.pdf?x", True),
    ],
)  # fmt: skip
async def test_rules_are_obeyed_the_longest_first(
    host: Host, robots: Robots, path: str, *, allowed: bool
) -> None:
    host.says("/robots.txt", reply(RULES))
    assert (await robots.why_not(f"http://127.0.0.1:{host.port}{path}") == "") is allowed


async def test_rules_for_us_by_name_go_before_those_for_all(host: Host, robots: Robots) -> None:
    host.says("/robots.txt", reply(b"User-agent: chapar\nDisallow: /a\n\nUser-agent: *\nDisallow: /"))
    assert not await robots.why_not(f"http://127.0.0.1:{host.port}/b")
    assert await robots.why_not(f"http://127.0.0.1:{host.port}/a")


@pytest.mark.parametrize(
    ("script", "allowed"),
    [
        pytest.param(reply(status=404), True, id="none"),
        pytest.param(reply(status=403), True, id="not for us"),
        pytest.param(reply(status=410), True, id="gone"),
        pytest.param(reply(b"\xff\xfe\0\0<html>not rules</html>"), True, id="a page"),
        pytest.param(reply(b""), True, id="empty"),
        pytest.param(reply(status=302, location="ftp://x"), True, id="nowhere"),
        pytest.param(reply(status=503), False, id="site in trouble"),
        pytest.param(reply(status=429), False, id="too many"),
        pytest.param(raw(b""), False, id="hung up"),
    ],
)
async def test_without_rules_all_is_allowed_and_in_doubt_nothing(
    host: Host, robots: Robots, script: Script, *, allowed: bool
) -> None:
    host.says("/robots.txt", script)
    assert (await robots.why_not(f"http://127.0.0.1:{host.port}/news") == "") is allowed


async def test_while_the_rules_never_end_nothing_is_allowed(host: Host, hasty: Fetcher, clock: Clock) -> None:
    host.says("/robots.txt", drip(b"HTTP/1.1 200 OK\r\n\r\n", b"x"))
    assert await Robots(hasty, "Chapar/test", clock).why_not(f"http://127.0.0.1:{host.port}/") == "timeout"


async def test_the_reason_is_the_rules_or_what_keeps_us_from_them(host: Host, robots: Robots) -> None:
    host.says("/robots.txt", reply(b"User-agent: *\nDisallow: /"))
    assert await robots.why_not(f"http://127.0.0.1:{host.port}/news") == "robots"
    host.says("/robots.txt", reply(status=503))
    assert await robots.why_not(f"http://localhost:{host.port}/news") == "http-503"


async def test_a_site_is_asked_once_a_day_by_however_many(host: Host, robots: Robots, clock: Clock) -> None:
    host.says("/robots.txt", reply(b""), reply(b"User-agent: *\nDisallow: /"))
    page = f"http://127.0.0.1:{host.port}/"
    assert not any(await asyncio.gather(*(robots.why_not(page + str(number)) for number in range(20))))
    clock.now = 86_399.0
    assert not await robots.why_not(page)
    clock.now = 86_400.0
    assert await robots.why_not(page)
    assert len(host.asked) == 2


async def test_a_site_in_trouble_is_asked_again_soon(host: Host, robots: Robots, clock: Clock) -> None:
    host.says("/robots.txt", reply(status=500), reply(b""))
    page = f"http://127.0.0.1:{host.port}/"
    assert await robots.why_not(page)
    clock.now = 300.0
    assert not await robots.why_not(page)


async def test_only_so_many_sites_are_remembered(host: Host, robots: Robots) -> None:
    await robots.why_not(f"http://127.0.0.1:{host.port}/")
    await asyncio.gather(*(robots.why_not(f"http://127.0.0.1:{number}/") for number in range(1, 1_001)))
    await robots.why_not(f"http://127.0.0.1:{host.port}/")
    assert len(host.asked) == 2


async def test_what_is_no_address_is_for_others_to_refuse(robots: Robots) -> None:
    assert not await robots.why_not("/news")
    assert not await robots.why_not("http://[::1/")


async def test_pages_are_left_alone_and_feeds_are_for_robots(host: Host) -> None:
    host.says("/robots.txt", reply(b"User-agent: *\nDisallow: /"))
    feed = host.says("/feed", reply(b"<rss><channel/></rss>"))
    listing = host.says("/news", reply(b"<html></html>"))
    async with Reader("Chapar/test", allow_private=True) as reader:
        asked = [
            await reader.poll(Source("s", "S", kind, url), Validators(), "", NOW)
            for kind, url in ((SourceKind.FEED, feed), (SourceKind.PAGE, listing))
        ]
        article = await reader.page(None, listing, "")
    assert isinstance(asked[0], Listed)
    assert [one.code for one in (asked[1], article) if isinstance(one, Trouble)] == ["robots", "robots"]
    assert [one.path for one in host.asked] == ["/feed", "/robots.txt"]
