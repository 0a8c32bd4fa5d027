"""Hubs (WebSub) are left: with their source, or for another hub."""

from datetime import timedelta

import pytest
from httpx import AsyncClient

from db import sources
from tests.feeds.hosts import reply
from tests.pipeline.hub_server import TOPIC, HubServer, ask, bring, confirm, head, held, subscribed
from tests.pipeline.outlets import Press, greet, item, rss


async def test_a_source_that_is_read_no_more_leaves_its_hub(
    outlets: Press, hub: HubServer, door: AsyncClient
) -> None:
    form = await subscribed(outlets, hub, door)
    async with outlets.database.transaction() as connection:
        await sources.list_catalogue(connection, [], outlets.now)
    await ask(outlets)
    left = hub.asked[1]
    assert left == {name: form[name] for name in ("hub.topic", "hub.callback")} | {"hub.mode": "unsubscribe"}
    assert (await bring(door, form)).status_code == 410
    assert (await confirm(door, form)).status_code == 404
    assert (await confirm(door, left)).text == "c-1"
    assert await held(outlets) is None
    assert (await bring(door, form)).status_code == 410


async def test_a_hub_that_lets_nobody_leave_is_forgotten(
    outlets: Press, hub: HubServer, door: AsyncClient
) -> None:
    await subscribed(outlets, hub, door)
    async with outlets.database.transaction() as connection:
        await sources.list_catalogue(connection, [], outlets.now)
    hub.status = 500
    await ask(outlets)
    outlets.now += timedelta(hours=1)
    await ask(outlets)
    assert await held(outlets) is None
    assert len(hub.asked) == 2


@pytest.mark.parametrize("answers", [True, False])
async def test_another_hub_is_asked_when_the_old_one_is_left(
    outlets: Press, hub: HubServer, door: AsyncClient, *, answers: bool
) -> None:
    form = await subscribed(outlets, hub, door)
    other = head(hub, "https://orient.example/other")
    outlets.host.says("/feed", *(reply(rss(item(number), head=other)) for number in (3, 4, 5)))
    await outlets.ask_anew()
    await ask(outlets)
    assert (hub.asked[-1]["hub.mode"], hub.asked[-1]["hub.topic"]) == ("unsubscribe", TOPIC)
    assert (await bring(door, form)).status_code == 410
    if answers:
        assert (await confirm(door, hub.asked[-1])).text == "c-1"
    else:
        await outlets.ask_anew()
        await ask(outlets)
    await outlets.ask_anew()
    await ask(outlets)
    assert [one["hub.mode"] for one in hub.asked] == ["subscribe", "unsubscribe", "subscribe"]
    assert hub.asked[-1]["hub.topic"] == "https://orient.example/other"
    assert hub.asked[-1]["hub.callback"] != form["hub.callback"]


async def test_another_hub_is_asked_at_once_when_the_old_one_never_answered(
    outlets: Press, hub: HubServer
) -> None:
    await greet(outlets, rss(item(1), head=head(hub)), rss(item(2), head=head(hub, "https://o.example/new")))
    await ask(outlets)
    await outlets.ask_anew()
    await ask(outlets)
    assert [one["hub.topic"] for one in hub.asked] == [TOPIC, "https://o.example/new"]


async def test_a_feed_that_names_its_hub_no_more_leaves_it(
    outlets: Press, hub: HubServer, door: AsyncClient
) -> None:
    await subscribed(outlets, hub, door)
    outlets.host.says("/feed", reply(rss(item(3))))
    await outlets.ask_anew()
    await ask(outlets)
    assert hub.asked[-1]["hub.mode"] == "unsubscribe"
    assert (await confirm(door, hub.asked[-1])).text == "c-1"
    assert await held(outlets) is None
