"""From an outlet's answer to articles: what is kept, what is announced, when it is asked again."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from db.schema import articles
from tests.feeds.hosts import reply
from tests.pipeline.outlets import START, Press, greet, item, rss

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


async def dates(outlets: Press) -> list[datetime]:
    async with outlets.database.reading() as connection:
        return list((await connection.execute(select(articles.c.published))).scalars())


# ---------------------------------------------------------------- what is kept and announced


async def test_the_first_list_of_a_source_fills_search_and_announces_nothing(outlets: Press) -> None:
    await greet(outlets, rss(item(1), item(2)))
    assert await outlets.held() == {
        "https://orient.example/1": ("Report 1", False), "https://orient.example/2": ("Report 2", False),
    }  # fmt: skip


async def test_what_comes_later_is_announced(outlets: Press) -> None:
    await greet(outlets, rss(item(1)), rss(item(2), item(1)))
    (polled,) = await outlets.ask_anew()
    assert (polled.entries, polled.new, polled.problem) == (2, 1, "")
    assert (await outlets.held())["https://orient.example/2"] == ("Report 2", True)


async def test_an_empty_list_is_a_greeting_too(outlets: Press) -> None:
    await greet(outlets, rss(), rss(item(1)))
    await outlets.ask_anew()
    assert (await outlets.held())["https://orient.example/1"] == ("Report 1", True)


@pytest.mark.parametrize(
    ("age", "loud"), [(24 * HOUR, True), (25 * HOUR, False), (None, True), (-90 * DAY, True)]
)
async def test_what_is_older_than_two_days_is_announced_to_nobody(
    outlets: Press, age: timedelta | None, *, loud: bool
) -> None:
    await greet(outlets, rss(), rss(item(1, age=age)))
    await outlets.ask_anew()
    assert [heard for _, heard in (await outlets.held()).values()] == [loud]


async def test_five_hundred_old_reports_at_once_ring_at_nobodys_door(outlets: Press) -> None:
    many = [item(number, age=timedelta(days=5, hours=number)) for number in range(500)]
    await greet(outlets, rss(item(900)), rss(*many))
    await outlets.ask_anew()
    held = await outlets.held()
    assert len(held) == 501
    assert not any(loud for _, loud in held.values())


async def test_of_a_flood_of_fresh_reports_the_newest_ten_are_announced(outlets: Press) -> None:
    many = [item(number, age=timedelta(minutes=number)) for number in range(40)]
    await greet(outlets, rss(item(900)), rss(*many))
    await outlets.ask_anew()
    loud = [url for url, (_, heard) in (await outlets.held()).items() if heard]
    assert sorted(loud) == [f"https://orient.example/{number}" for number in range(10)]


async def test_an_edit_changes_the_article_and_makes_no_second_one(outlets: Press) -> None:
    await greet(outlets, rss(item(1)), rss(item(1, title="Corrected")))
    (polled,) = await outlets.ask_anew()
    assert polled.new == 0
    assert await outlets.held() == {"https://orient.example/1": ("Corrected", False)}


async def test_renamed_entries_are_no_news(outlets: Press) -> None:
    renamed = [item(n, guid=f"new{n}", link=f"https://orient.example/new/{n}") for n in range(10)]
    await greet(outlets, rss(*(item(n) for n in range(10))), rss(*renamed), rss(item(50), *renamed))
    assert [(one.entries, one.new) for one in await outlets.ask_anew()] == [(10, 0)]
    assert [(one.entries, one.new) for one in await outlets.ask_anew()] == [(11, 1)]


async def test_a_feed_that_gives_all_entries_one_id_is_read_by_address(outlets: Press) -> None:
    same: dict[str, Any] = {"guid": "news"}
    await greet(
        outlets,
        rss(item(1, **same), item(2, **same)),
        rss(item(3, **same), item(1, **same)),
        rss(item(4, **same)),
    )
    await outlets.ask_anew()
    await outlets.ask_anew()
    assert len(await outlets.held()) == 4


async def test_entries_without_title_or_address_are_left_out(outlets: Press) -> None:
    bad = [
        item(1, link="ftp://orient.example/1"),
        item(2, title="", text=""),
        item(3, link="https://o.example/" + "x" * 3_000),
    ]
    await greet(outlets, rss(*bad, item(4)))
    assert list(await outlets.held()) == ["https://orient.example/4"]


async def test_an_article_keeps_what_the_source_said(outlets: Press) -> None:
    two = item(1, text="&lt;p&gt;One&lt;/p&gt;&lt;p&gt;Two&lt;/p&gt;")
    url = outlets.host.says("/feed", reply(rss(two, head="<language>ru</language>")))
    await outlets.open(url, country="TM", languages=("tk",))
    await outlets.ask()
    async with outlets.database.reading() as connection:
        row = (await connection.execute(select(articles))).one()
    assert (row.source, row.outlet, row.guid, row.teaser) == ("s0", "Outlet 0", "g1", "One\nTwo")
    assert (row.country, row.declared, row.state) == ("TM", '["ru", "tk"]', "new")


@pytest.mark.parametrize(
    ("age", "published"),
    [(HOUR, START - HOUR), (-2 * DAY, START), (-400 * DAY, START), (None, START), (30 * 365 * DAY, START)],
)
async def test_no_date_lies_ahead_or_before_the_web(
    outlets: Press, age: timedelta | None, published: datetime
) -> None:
    await greet(outlets, rss(item(1, age=age)))
    assert await dates(outlets) == [published]


async def test_windows_1251_is_read_as_declared(outlets: Press) -> None:
    document = '<?xml version="1.0" encoding="windows-1251"?>' + rss(item(1, title="Хлопок")).decode()
    await greet(outlets, document.encode("windows-1251"))
    assert (await outlets.held())["https://orient.example/1"][0] == "Хлопок"


# ---------------------------------------------------------------- what is asked and when


async def test_what_was_not_changed_is_asked_for_but_not_sent(outlets: Press) -> None:
    url = outlets.host.says("/feed", reply(rss(item(1)), etag='"1"'), reply(status=304))
    await outlets.open(url)
    await outlets.ask()
    (polled,) = await outlets.ask_anew()
    assert outlets.host.asked[1].headers["if-none-match"] == '"1"'
    assert (polled.unchanged, polled.new) == (True, 0)


async def test_items_that_are_known_are_not_parsed_again(outlets: Press) -> None:
    await greet(outlets, rss(item(1), item(2)), rss(item(3), item(1), item(2)))
    before = (await outlets.state()).items.split(",")
    polled = await outlets.ask_anew()
    assert [(one.entries, one.new) for one in polled] == [(3, 1)]
    assert (await outlets.state()).items.split(",")[1:] == before


async def test_nobody_is_asked_before_the_time(outlets: Press) -> None:
    await greet(outlets, rss(item(1)))
    assert await outlets.ask(later=timedelta(minutes=14)) == []
    assert len(await outlets.ask(later=timedelta(minutes=1))) == 1


@pytest.mark.parametrize(
    ("head", "headers", "wait"),
    [
        ("", {}, timedelta(minutes=15)), ("<ttl>180</ttl>", {}, 3 * HOUR),
        ("", {"cache_control": "max-age=7200"}, 2 * HOUR),
        ("<skipHours><hour>8</hour><hour>9</hour></skipHours>", {}, 2 * HOUR),
        ("<skipDays><day>Tuesday</day></skipDays>", {}, 16 * HOUR),
    ],
)  # fmt: skip
async def test_a_source_is_asked_when_it_wishes_also_after_it_had_nothing_new(
    outlets: Press, head: str, headers: dict[str, Any], wait: timedelta
) -> None:
    answers = [reply(rss(item(1, age=timedelta(0)), head=head), **headers), reply(status=304, **headers)]
    await outlets.open(outlets.host.says("/feed", *answers))
    await outlets.ask()
    assert (await outlets.state()).next_poll_at == START + wait
    await outlets.ask_anew()
    assert (await outlets.state()).next_poll_at >= outlets.now + min(wait, HOUR * 2)


async def test_a_source_that_writes_rarely_is_asked_rarely(outlets: Press) -> None:
    await greet(outlets, rss(*(item(number, age=DAY * (2 + 4 * number)) for number in range(10))))
    assert (await outlets.state()).next_poll_at == START + timedelta(hours=4)


@pytest.mark.parametrize(
    ("status", "more", "wait"),
    [(404, {}, 900), (503, {"retry_after": "7200"}, 7_200), (429, {"retry_after": "999999999"}, 86_400)],
)
async def test_a_source_in_trouble_is_left_alone_for_a_while(
    outlets: Press, status: int, more: dict[str, Any], wait: float
) -> None:
    await outlets.open(outlets.host.says("/feed", reply(status=status, **more)))
    (polled,) = await outlets.ask(chance=lambda: 1.0)
    state = await outlets.state()
    assert (polled.problem, state.problem, state.failures) == (f"http-{status}", f"http-{status}", 1)
    assert state.next_poll_at == START + timedelta(seconds=wait)


async def test_patience_doubles_with_every_failure_and_ends_with_an_answer(outlets: Press) -> None:
    await outlets.open(outlets.host.says("/feed", *[reply(status=500)] * 3, reply(rss(item(1)))))
    waits = []
    for _ in range(3):
        outlets.now = (await outlets.state()).next_poll_at
        await outlets.ask(chance=lambda: 1.0)
        waits.append((await outlets.state()).next_poll_at - outlets.now)
    assert waits == [timedelta(minutes=15), timedelta(minutes=30), HOUR]
    await outlets.ask_anew()
    assert ((await outlets.state()).failures, (await outlets.state()).problem) == (0, "")


async def test_a_source_that_is_gone_is_asked_no_more(outlets: Press) -> None:
    await greet(outlets, rss(item(1)))
    outlets.host.says("/feed", reply(status=410))
    (polled,) = await outlets.ask_anew()
    assert (polled.problem, (await outlets.state()).ended) == ("gone", "gone")
    assert await outlets.ask_anew() == []


async def test_what_is_no_feed_is_said_so(outlets: Press) -> None:
    await greet(outlets, b"<html><body>Welcome</body></html>")
    state = await outlets.state()
    assert (state.problem, state.greeted) == ("not-a-feed", False)
    assert state.problem_detail
