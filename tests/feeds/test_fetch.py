"""What a Fetcher makes of servers, good and bad, over real HTTP on loopback."""

import asyncio
from dataclasses import replace

import pytest

from feeds.fetch import Failed, Fetched, Fetcher, Gone, Unchanged
from model import Validators
from tests.feeds.hosts import PATIENT, Host, Spoken, raw, reply

FEED = b"<rss><channel/></rss>"


# ---------------------------------------------------------------- manners


async def test_a_body_comes_with_all_that_is_needed_to_read_it_and_to_ask_again(
    host: Host, fetcher: Fetcher
) -> None:
    url = host.says(
        "/feed",
        reply(FEED, content_type='text/XML; charset="Windows-1251"', etag='"1"', last_modified="yesterday",
              cache_control="max-age=120"),
    )  # fmt: skip
    fetched = await fetcher.get(url)
    assert isinstance(fetched, Fetched)
    assert (fetched.url, fetched.body, fetched.moved_to) == (url, FEED, "")
    assert (fetched.content_type, fetched.charset) == ("text/xml", "windows-1251")
    assert (fetched.validators.etag, fetched.validators.last_modified) == ('"1"', "yesterday")
    assert fetched.hints.fresh_seconds == 120


async def test_the_server_learns_who_asks_and_what_is_known(host: Host, fetcher: Fetcher) -> None:
    url = host.says("/feed", reply(FEED))
    await fetcher.get(url, Validators('"1"', "yesterday"), headers=(("X-Key", "k"),), accept="text/xml")
    sent = host.asked[0].headers
    assert sent["user-agent"] == "Chapar/test (+https://example.org)"
    assert (sent["if-none-match"], sent["if-modified-since"]) == ('"1"', "yesterday")
    assert (sent["accept"], sent["accept-encoding"], sent["x-key"]) == ("text/xml", "gzip", "k")


async def test_a_sources_own_headers_replace_ours(host: Host, fetcher: Fetcher) -> None:
    await fetcher.get(host.says("/feed", reply(FEED)), headers=(("user-agent", "Own/1"), ("ACCEPT", "x/y")))
    assert (host.asked[0].headers["user-agent"], host.asked[0].headers["accept"]) == ("Own/1", "x/y")


async def test_a_source_may_ask_under_another_name(host: Host, fetcher: Fetcher) -> None:
    await fetcher.get(host.says("/feed", reply(FEED)), user_agent="Other/1")
    assert host.asked[0].headers["user-agent"] == "Other/1"


async def test_nothing_new_by_the_servers_word_keeps_what_was_known(host: Host, fetcher: Fetcher) -> None:
    known = Validators('"1"', "yesterday", "hash")
    url = host.says("/feed", reply(status=304, etag='"2"'))
    assert await fetcher.get(url, known) == Unchanged(Validators('"2"', "yesterday", "hash"))


async def test_nothing_new_by_the_same_body(host: Host, fetcher: Fetcher) -> None:
    url = host.says("/feed", reply(FEED, etag='"1"'), reply(FEED, etag='"2"'))
    first = await fetcher.get(url)
    assert isinstance(first, Fetched)
    second = await fetcher.get(url, first.validators)
    assert isinstance(second, Unchanged)
    assert second.validators.etag == '"2"'


async def test_a_new_body_without_validators_forgets_the_old_ones(host: Host, fetcher: Fetcher) -> None:
    fetched = await fetcher.get(host.says("/feed", reply(FEED)), Validators('"1"', "yesterday", "hash"))
    assert isinstance(fetched, Fetched)
    assert (fetched.validators.etag, fetched.validators.last_modified) == ("", "")


async def test_gone_means_gone(host: Host, fetcher: Fetcher) -> None:
    assert isinstance(await fetcher.get(host.says("/feed", reply(status=410))), Gone)


async def test_gone_behind_a_temporary_redirect_is_only_a_failure(host: Host, fetcher: Fetcher) -> None:
    host.says("/gone", reply(status=410))
    outcome = await fetcher.get(host.says("/feed", reply(status=302, location="/gone")))
    assert outcome == Failed("http-410", f"http://127.0.0.1:{host.port}/gone")


@pytest.mark.parametrize("status", [400, 401, 403, 404, 429, 500, 503])
async def test_a_refusal_is_named_by_its_number(host: Host, fetcher: Fetcher, status: int) -> None:
    outcome = await fetcher.get(host.says("/feed", reply(status=status, retry_after="90")))
    assert isinstance(outcome, Failed)
    assert (outcome.reason, outcome.retry_after) == (f"http-{status}", 90)


async def test_a_304_nobody_asked_for_is_a_failure(host: Host, fetcher: Fetcher) -> None:
    outcome = await fetcher.get(host.says("/feed", reply(status=304)))
    assert isinstance(outcome, Failed)
    assert outcome.reason == "http-304"


# ---------------------------------------------------------------- redirects


@pytest.mark.parametrize(
    ("status", "remembered"), [(301, True), (308, True), (302, False), (303, False), (307, False)]
)
async def test_only_permanent_redirects_are_remembered(
    host: Host, fetcher: Fetcher, status: int, *, remembered: bool
) -> None:
    there = host.says("/there", reply(FEED))
    fetched = await fetcher.get(host.says("/feed", reply(status=status, location="/there")))
    assert isinstance(fetched, Fetched)
    assert (fetched.url, fetched.moved_to) == (there, there if remembered else "")


async def test_one_temporary_redirect_makes_the_whole_way_temporary(host: Host, fetcher: Fetcher) -> None:
    host.says("/b", reply(status=307, location="/c"))
    host.says("/c", reply(FEED))
    fetched = await fetcher.get(host.says("/a", reply(status=301, location="b")))
    assert isinstance(fetched, Fetched)
    assert fetched.moved_to == ""


async def test_a_loop_ends_after_five_redirects(host: Host, fetcher: Fetcher) -> None:
    outcome = await fetcher.get(host.says("/loop", reply(status=302, location="/loop")))
    assert outcome == Failed("redirects", "more than 5")
    assert len(host.asked) == 6


@pytest.mark.parametrize(
    ("location", "reason"),
    [
        ("file:///etc/passwd", "bad-scheme"), ("gopher://127.0.0.1:70/", "bad-scheme"),
        ("http://127.0.0.1:22/", "bad-port"),
        ("http://user:word@127.0.0.1/", "bad-url"), ("http://[::1/", "bad-url"),
        ("//127.0.0.1:25/", "bad-port"), ("http://h/" + "x" * 3000, "bad-url"),
    ],
)  # fmt: skip
async def test_a_redirect_is_judged_like_any_address(
    host: Host, fetcher: Fetcher, location: str, reason: str
) -> None:
    outcome = await fetcher.get(host.says("/feed", reply(status=302, location=location)))
    assert isinstance(outcome, Failed)
    assert outcome.reason == reason


async def test_headers_meant_for_one_host_do_not_reach_another(host: Host, fetcher: Fetcher) -> None:
    async with Host() as other:
        there = other.says("/there", reply(FEED))
        await fetcher.get(
            host.says("/feed", reply(status=302, location=there)), headers=(("Authorization", "k"),)
        )
        assert "authorization" in host.asked[0].headers
        assert "authorization" not in other.asked[0].headers


async def test_a_location_in_raw_bytes_is_read_as_utf_8(host: Host, fetcher: Fetcher) -> None:
    host.says("/%D0%B6", reply(FEED))
    head = b"HTTP/1.1 302 Found\r\nLocation: /\xd0\xb6\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
    assert isinstance(await fetcher.get(host.says("/feed", raw(head))), Fetched)


# ---------------------------------------------------------------- a pause at one host


def named(host: Host, *, pause: float) -> Fetcher:
    """Somebody who knows hosts by name: those are strangers."""
    limits = replace(PATIENT, pause_seconds=pause)
    return Fetcher(user_agent="x", allow_private=True, limits=limits, resolver=Spoken(*["127.0.0.1"] * 9))


async def test_a_host_that_was_asked_twice_is_left_alone_for_a_moment(host: Host) -> None:
    host.says("/feed", reply(FEED))
    async with named(host, pause=3_600.0) as patient:
        for _ in range(2):
            assert isinstance(await patient.get(f"http://a.example:{host.port}/feed"), Fetched)
        third = asyncio.create_task(patient.get(f"http://a.example:{host.port}/feed"))
        assert isinstance(await patient.get(f"http://b.example:{host.port}/feed"), Fetched)
        assert len(host.asked) == 3
        assert not third.done()
        third.cancel()


async def test_after_the_pause_a_host_is_asked_again(host: Host) -> None:
    host.says("/feed", reply(FEED))
    async with named(host, pause=0.001) as patient:
        outcomes = [await patient.get(f"http://a.example:{host.port}/feed") for _ in range(9)]
    assert all(isinstance(outcome, Fetched) for outcome in outcomes)
