"""Servers that are slow, endless, lying or not what they seem: each ends as one clear reason."""

import asyncio
import gzip
import socket
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeds.fetch import Failed, Fetched, Fetcher
from tests.feeds.hosts import SHORT, Host, Script, Spoken, drip, flood, raw, reply

FEED = b"<rss><channel/></rss>"


OK = b"HTTP/1.1 200 OK\r\n"
TEN_MEGABYTES = b"\0" * 10_000_000


@pytest.mark.parametrize(
    ("script", "reason"),
    [
        pytest.param(drip(OK + b"X: ", b"y"), "timeout", id="a drip of headers"),
        pytest.param(drip(OK + b"\r\n", b"x"), "timeout", id="a drip of body"),
        pytest.param(drip(OK + b"Content-Length: 9999\r\n\r\n", b""), "timeout", id="silence in the body"),
        pytest.param(drip(b"", b""), "timeout", id="silence"),
        pytest.param(drip(b"", b"HTTP/1.1 100 Continue\r\n\r\n"), "timeout", id="a drip of 100 Continue"),
        pytest.param(flood(OK + b"\r\n", b"x" * 65536), "too-large", id="an endless body"),
        pytest.param(
            flood(OK + b"Transfer-Encoding: chunked\r\n\r\n", b"4\r\nxxxx\r\n" * 1000),
            "too-large",
            id="endless chunks",
        ),
        pytest.param(
            reply(gzip.compress(TEN_MEGABYTES), content_encoding="gzip"), "too-large", id="a gzip bomb"
        ),
        pytest.param(
            reply(zlib.compress(TEN_MEGABYTES), content_encoding="deflate"), "too-large", id="a deflate bomb"
        ),
        pytest.param(
            reply(gzip.compress(gzip.compress(TEN_MEGABYTES)), content_encoding="gzip, gzip"),
            "encoding",
            id="two gzips",
        ),
        pytest.param(reply(b"\x81", content_encoding="br"), "encoding", id="brotli, unasked"),
        pytest.param(reply(b"\x81", content_encoding="zstd"), "encoding", id="zstd, unasked"),
        pytest.param(reply(b"no gzip at all", content_encoding="gzip"), "protocol", id="a lie about gzip"),
        pytest.param(reply(b"short", content_length="500"), "protocol", id="a body cut short"),
        pytest.param(raw(OK + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n"), "protocol", id="bad chunks"),
        pytest.param(raw(OK + b"X: " + b"y" * 100_000 + b"\r\n\r\n"), "protocol", id="a huge header"),
        pytest.param(raw(OK + b"X: y\r\n" * 50_000 + b"\r\n"), "protocol", id="many headers"),
        pytest.param(raw(b"SSH-2.0-OpenSSH\r\n"), "protocol", id="no HTTP"),
        pytest.param(raw(b""), "connect", id="hung up"),
        pytest.param(raw(OK), "connect", id="hung up after a line"),
        pytest.param(reply(b"", status=302), "http-302", id="a redirect to nowhere"),
    ],
)
async def test_a_hostile_server_ends_as_one_clear_reason(
    host: Host, fetcher: Fetcher, script: Script, reason: str
) -> None:
    outcome = await fetcher.get(host.says("/feed", script))
    assert isinstance(outcome, Failed)
    assert outcome.reason == reason, outcome


async def test_a_compressed_body_is_unpacked(host: Host, fetcher: Fetcher) -> None:
    fetched = await fetcher.get(host.says("/feed", reply(gzip.compress(FEED), content_encoding="gzip")))
    assert isinstance(fetched, Fetched)
    assert fetched.body == FEED


async def test_a_body_of_exactly_the_limit_is_taken(host: Host, fetcher: Fetcher) -> None:
    assert isinstance(await fetcher.get(host.says("/feed", reply(b"x" * 100_000))), Fetched)
    assert isinstance(await fetcher.get(host.says("/feed", reply(b"x" * 100_001))), Failed)


async def test_nobody_at_home_is_a_failure_to_connect(fetcher: Fetcher) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        outcome = await fetcher.get(f"http://127.0.0.1:{taken.getsockname()[1]}/")
    assert isinstance(outcome, Failed)
    assert outcome.reason == "connect"


async def test_plain_http_where_tls_is_expected_is_a_failure_of_tls(fetcher: Fetcher) -> None:
    async def hello(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"220 this is no TLS\r\n")
        writer.close()

    async with await asyncio.start_server(hello, "127.0.0.1", 0) as server:
        outcome = await fetcher.get(f"https://127.0.0.1:{server.sockets[0].getsockname()[1]}/")
    assert isinstance(outcome, Failed)
    assert outcome.reason == "tls"


async def test_cancelling_is_not_swallowed(host: Host, fetcher: Fetcher) -> None:
    question = asyncio.create_task(fetcher.get(host.says("/feed", drip(b"", b""))))
    await host.first.wait()
    question.cancel()
    with pytest.raises(asyncio.CancelledError):
        await question


async def test_a_host_is_asked_at_most_two_things_at_once(host: Host, fetcher: Fetcher) -> None:
    urls = [host.says(f"/{number}", reply(FEED)) for number in range(20)]
    outcomes = await asyncio.gather(*(fetcher.get(url) for url in urls))
    assert all(isinstance(outcome, Fetched) for outcome in outcomes)
    assert host.open_at_most <= 2


async def test_waiting_for_a_turn_does_not_use_up_the_time_of_a_question(
    host: Host, fetcher: Fetcher
) -> None:
    slow = [host.says(f"/slow{number}", drip(b"", b"")) for number in range(4)]
    quick = host.says("/quick", reply(FEED))
    *_, last = await asyncio.gather(*(fetcher.get(url) for url in (*slow, quick)))
    assert isinstance(last, Fetched)


# ---------------------------------------------------------------- addresses


@pytest.mark.parametrize(
    "place",
    ["127.0.0.1", "localhost", "2130706433", "0x7f.1", "0177.0.0.1", "①②⑦.0.0.1", "127.1",
     "[::1]", "[::ffff:127.0.0.1]",
     "169.254.169.254", "[fe80::1]"],
)  # fmt: skip
async def test_without_leave_no_spelling_of_a_private_address_is_asked(host: Host, place: str) -> None:
    host.says("/feed", reply(b"SECRET"))
    async with Fetcher(user_agent="x", limits=SHORT) as strict:
        outcome = await strict.get(f"http://{place}:{host.port}/feed")
    assert isinstance(outcome, Failed)
    assert outcome.reason in {"refused-address", "dns", "bad-url"}
    assert not host.asked


async def test_a_name_that_leads_home_is_refused_where_the_socket_is_made() -> None:
    async with Fetcher(user_agent="x", limits=SHORT, resolver=Spoken("10.0.0.1")) as strict:
        outcome = await strict.get("http://innocent.example/")
    assert isinstance(outcome, Failed)
    assert outcome.reason == "refused-address"


async def test_a_name_nobody_knows_is_a_failure_of_dns() -> None:
    async with Fetcher(user_agent="x", limits=SHORT, resolver=Spoken("")) as strict:
        outcome = await strict.get("http://unknown.example/")
    assert isinstance(outcome, Failed)
    assert outcome.reason == "dns"


@given(st.text(max_size=60) | st.from_regex(r"https?://[^/]{0,20}(/.{0,20})?", fullmatch=True))
async def test_any_text_for_an_address_gives_an_outcome(url: str) -> None:
    async with Fetcher(user_agent="x", limits=SHORT, resolver=Spoken("127.0.0.1", "127.0.0.1")) as strict:
        assert isinstance(await strict.get(url), Failed)


async def test_a_fetcher_that_is_not_open_says_so() -> None:
    outcome = await Fetcher(user_agent="x").get("http://example.org/")
    assert isinstance(outcome, Failed)
    assert "not open" in outcome.detail
