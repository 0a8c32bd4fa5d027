"""Servers that are slow, endless, lying or not what they seem: each ends as one clear reason."""

import asyncio
import gzip
import resource
import socket
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeds.fetch import Failed, Fetched, Fetcher, Limits
from tests.feeds.hostile import BOMBS, ENDLESS, FEED, SLOW, TRAPS, Trap
from tests.feeds.hosts import PATIENT, Host, Spoken, drip, reply


@pytest.mark.parametrize("trap", TRAPS, ids=lambda trap: f"{trap.kind}: {trap.name}")
async def test_a_hostile_server_ends_as_one_clear_reason(
    host: Host, fetcher: Fetcher, hasty: Fetcher, trap: Trap
) -> None:
    asked = hasty if trap.reason == "timeout" else fetcher
    outcome = await asked.get(host.says("/feed", trap.script))
    reason = outcome.reason if isinstance(outcome, Failed) else ""
    assert reason == trap.reason, outcome


def test_the_table_of_traps_names_them_all() -> None:
    assert len(TRAPS) >= 40
    table = (Path(__file__).parents[2] / "docs" / "OPERATING.md").read_text("utf-8")
    assert [trap.name for trap in TRAPS if trap.name not in table] == []


async def test_healthy_servers_do_not_wait_for_hostile_ones_to_end(host: Host) -> None:
    healthy = [host.says(f"/healthy{number}", reply(FEED)) for number in range(100)]
    hanging = [host.says(f"/{number}", trap.script) for number, trap in enumerate(SLOW * 4)]
    patient = Limits(total_seconds=600.0, connect_seconds=600.0, read_seconds=600.0)
    names = Spoken(*["127.0.0.1"] * 140)
    async with Fetcher(user_agent="x", allow_private=True, limits=patient, resolver=names) as fetcher:
        hostile = [
            asyncio.create_task(fetcher.get(elsewhere(url, number))) for number, url in enumerate(hanging)
        ]
        for _ in hostile:
            await host.heard.acquire()
        asked = (fetcher.get(elsewhere(url, number + 100)) for number, url in enumerate(healthy))
        outcomes = await asyncio.gather(*asked)
        assert all(isinstance(outcome, Fetched) for outcome in outcomes)
        assert not any(task.done() for task in hostile)
        for task in hostile:
            task.cancel()


def elsewhere(url: str, number: int) -> str:
    """The same place under a name of its own, so that no two wait for each other's turn."""
    return url.replace("127.0.0.1", f"host{number}.example")


MEMORY = Path("/proc/self/statm")


def held() -> int:
    """Bytes of memory this process holds."""
    return int(MEMORY.read_text("ascii").split()[1]) * resource.getpagesize()


@pytest.mark.skipif(not MEMORY.exists(), reason="only Linux says how much memory we hold")
async def test_all_greedy_servers_at_once_fit_into_memory(host: Host, fetcher: Fetcher) -> None:
    """The buffers of the servers, in the same process, count too."""
    greedy = [trap for trap in (*ENDLESS, *BOMBS) if trap.reason != "timeout"]
    for trap in greedy:
        await fetcher.get(host.says("/first", trap.script))  # so that all code is loaded
    urls = [host.says(f"/{number}", trap.script) for number, trap in enumerate(greedy * 2)]
    before, seen = held(), []

    async def watch() -> None:
        while True:
            seen.append(held())
            await asyncio.sleep(0.005)

    names = Spoken(*["127.0.0.1"] * 9 * len(urls))
    async with Fetcher(user_agent="x", allow_private=True, resolver=names) as patient:
        watching = asyncio.create_task(watch())
        asked = (patient.get(elsewhere(url, number)) for number, url in enumerate(urls))
        outcomes = await asyncio.gather(*asked)
        watching.cancel()
    assert [one.reason for one in outcomes if isinstance(one, Failed)] == [one.reason for one in greedy * 2]
    assert max(seen) - before < 32 * 1024 * 1024


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


async def test_waiting_for_a_turn_does_not_use_up_the_time_of_a_question(host: Host, hasty: Fetcher) -> None:
    slow = [host.says(f"/slow{number}", drip(b"", b"")) for number in range(4)]
    quick = host.says("/quick", reply(FEED))
    *_, last = await asyncio.gather(*(hasty.get(url) for url in (*slow, quick)))
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
    async with Fetcher(user_agent="x", limits=PATIENT) as strict:
        outcome = await strict.get(f"http://{place}:{host.port}/feed")
    assert isinstance(outcome, Failed)
    assert outcome.reason in {"refused-address", "dns", "bad-url"}
    assert not host.asked


async def test_a_name_that_leads_home_is_refused_where_the_socket_is_made() -> None:
    async with Fetcher(user_agent="x", limits=PATIENT, resolver=Spoken("10.0.0.1")) as strict:
        outcome = await strict.get("http://innocent.example/")
    assert isinstance(outcome, Failed)
    assert outcome.reason == "refused-address"


async def test_a_name_nobody_knows_is_a_failure_of_dns() -> None:
    async with Fetcher(user_agent="x", limits=PATIENT, resolver=Spoken("")) as strict:
        outcome = await strict.get("http://unknown.example/")
    assert isinstance(outcome, Failed)
    assert outcome.reason == "dns"


@given(st.text(max_size=60) | st.from_regex(r"https?://[^/]{0,20}(/.{0,20})?", fullmatch=True))
async def test_any_text_for_an_address_gives_an_outcome(url: str) -> None:
    async with Fetcher(user_agent="x", limits=PATIENT, resolver=Spoken("127.0.0.1", "127.0.0.1")) as strict:
        assert isinstance(await strict.get(url), Failed)


async def test_a_fetcher_that_is_not_open_says_so() -> None:
    outcome = await Fetcher(user_agent="x").get("http://example.org/")
    assert isinstance(outcome, Failed)
    assert "not open" in outcome.detail
