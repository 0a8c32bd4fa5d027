"""What each answer of a server does to its source: the whole machine as one table."""

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import Any

import pytest

from db import sources
from tests.feeds.hosts import reply
from tests.pipeline.outlets import Press, item, rss

USUAL, RESTED, DAY = 900, 990, 86_400  # the second with a tenth by chance
TEN_YEARS = format_datetime(datetime.now(UTC) + timedelta(days=3_650), usegmt=True)
LONG_AGO = "Mon, 02 Mar 2020 08:10:00 GMT"
WELL = rss(item(1), item(2))

TABLE: tuple[tuple[int, dict[str, str], str, str, int], ...] = (  # status, headers, problem, ended, wait
    (200, {}, "", "", RESTED),
    (304, {}, "", "", RESTED),
    (400, {}, "http-400", "", USUAL),
    (401, {}, "http-401", "", USUAL),
    (403, {}, "http-403", "", USUAL),
    (404, {}, "http-404", "", USUAL),
    (410, {}, "gone", "gone", USUAL),
    (410, {"retry_after": "120"}, "gone", "gone", USUAL),
    (429, {}, "http-429", "", USUAL),
    (429, {"retry_after": "7200"}, "http-429", "", 7_200),
    (429, {"retry_after": "1"}, "http-429", "", 60),
    (429, {"retry_after": "0"}, "http-429", "", 60),
    (429, {"retry_after": "-5"}, "http-429", "", USUAL),
    (429, {"retry_after": "soon"}, "http-429", "", USUAL),
    (429, {"retry_after": str(3_650 * DAY)}, "http-429", "", DAY),
    (429, {"retry_after": "9" * 500}, "http-429", "", DAY),
    (429, {"retry_after": LONG_AGO}, "http-429", "", 60),
    (429, {"retry_after": TEN_YEARS}, "http-429", "", DAY),
    (500, {}, "http-500", "", USUAL),
    (502, {}, "http-502", "", USUAL),
    (503, {}, "http-503", "", USUAL),
    (503, {"retry_after": "3600.0"}, "http-503", "", 3_600),
    (503, {"retry_after": TEN_YEARS}, "http-503", "", DAY),
    (504, {}, "http-504", "", USUAL),
)


async def test_every_answer_is_followed_by_what_the_table_says(outlets: Press) -> None:
    paths = [f"/{number}" for number in range(len(TABLE))]
    await outlets.open(*(outlets.host.says(path, reply(rss(item(1)), etag='"1"')) for path in paths))
    await outlets.ask()
    for path, (status, headers, *_) in zip(paths, TABLE, strict=True):
        more: dict[str, Any] = headers
        outlets.host.says(path, reply(WELL if status == 200 else b"", status, **more))
    outlets.now += timedelta(seconds=2 * USUAL)
    problems = {one.source.url: one.problem for one in await outlets.ask(chance=lambda: 1.0)}
    async with outlets.database.reading() as connection:
        states = {state.source.url: state for state in await sources.every(connection)}
    found = [
        (state.problem, problems[url], state.failures, state.ended)
        for url, state in sorted(states.items(), key=lambda pair: int(pair[0].rpartition("/")[2]))
    ]
    assert found == [(problem, problem, int(bool(problem)), ended) for *_, problem, ended, _ in TABLE]
    assert await asked_again(outlets, paths) == [None if ended else wait for *_, ended, wait in TABLE]


async def asked_again(outlets: Press, paths: list[str]) -> list[int | None]:
    """After how many seconds each path is asked again, of those that the table names; None for never."""
    begun, found = outlets.now, dict[str, int]()
    for wait in sorted({wait for *_, wait in TABLE}):
        for moment in (wait - 1, wait):
            heard = len(outlets.host.asked)
            outlets.now = begun + timedelta(seconds=moment)
            await outlets.ask()
            for asked in outlets.host.asked[heard:]:
                found.setdefault(asked.path, moment)
    return [found.get(path) for path in paths]


@pytest.mark.parametrize(
    ("status", "asked"),
    [(301, "/there"), (308, "/there"), (302, "/feed"), (303, "/feed"), (307, "/feed")],
)
async def test_only_what_is_said_to_last_is_remembered_after_three_sightings(
    outlets: Press, status: int, asked: str
) -> None:
    outlets.host.says("/there", *(reply(rss(item(number))) for number in range(9)))
    await outlets.open(outlets.host.says("/feed", reply(status=status, location="/there")))
    for _ in range(3):
        assert [one.problem for one in await outlets.ask_anew()] == [""]
        assert outlets.host.asked[-2].path == "/feed"
    await outlets.ask_anew()
    assert outlets.host.asked[6].path == asked
