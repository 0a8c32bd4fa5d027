"""How hours go by when the clock is pushed."""

import socket
from datetime import UTC, datetime, time, timedelta

import pytest

from model import Source, SourceKind
from playground.network import any_answers
from playground.passage import digests, last_before

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


def at(*hours: float) -> list[datetime]:
    return [NOON + timedelta(hours=hour) for hour in hours]


def test_the_clock_stops_at_the_last_news_before_each_bound() -> None:
    assert last_before(at(-1, 1, 2, 5, 6, 9), at(0, 4, 8)) == at(2, 6)
    assert last_before(at(5), at(0, 4, 8)) == at(5)
    assert last_before([], at(0, 8)) == []
    assert last_before(at(0, 8), at(0, 8)) == []


@pytest.mark.parametrize(
    ("zone", "hours"), [("Asia/Tashkent", [15.0]), ("UTC", [20.0]), ("America/New_York", [1.0, 25.0])]
)
def test_digests_come_by_each_chats_own_zone(zone: str, hours: list[float]) -> None:
    assert digests([(zone, time(8))], NOON, NOON + timedelta(hours=26)) == at(*hours)


def outlet(port: int) -> Source:
    return Source(f"key-{port}", "Outlet", SourceKind.FEED, f"http://localhost:{port}/feed")


async def test_the_network_answers_when_one_of_its_outlets_takes_a_connection(unused_tcp_port: int) -> None:
    silent = outlet(unused_tcp_port)
    assert not await any_answers([])
    assert not await any_answers([silent])
    with socket.create_server(("127.0.0.1", 0)) as server:
        assert await any_answers([silent, outlet(server.getsockname()[1])])
        own = Source("own", "Own", SourceKind.FEED, f"http://127.0.0.1:{server.getsockname()[1]}/feed")
        assert not await any_answers([own])  # the sample outlets are no network
