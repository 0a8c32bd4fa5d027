"""Hubs (WebSub): asked, confirmed, heard only when they sign, renewed."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from itertools import pairwise

import pytest
from httpx import ASGITransport, AsyncClient
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from feeds.reader import Reader
from pipeline import hubs as stage
from tests.pipeline.hub_server import HOME, TOPIC, HubServer, ask, bring, confirm, head, held, subscribed
from tests.pipeline.outlets import Press, greet, item, rss
from web import at_hub_door


async def test_an_announced_hub_is_asked_to_tell_us(outlets: Press, hub: HubServer) -> None:
    await greet(outlets, rss(item(1), head=head(hub)))
    assert await ask(outlets) == 1
    (form,) = hub.asked
    kept = await held(outlets)
    assert kept is not None
    assert form == {
        "hub.mode": "subscribe",
        "hub.topic": TOPIC,
        "hub.callback": f"{HOME}/hub/{kept.door}",
        "hub.lease_seconds": "864000",
        "hub.secret": kept.secret,
    }
    assert len(kept.door) >= 32
    assert kept.door != kept.secret


async def test_a_hub_may_be_named_by_the_server_instead_of_the_feed(outlets: Press, hub: HubServer) -> None:
    link = f'<https://o.example/other>; rel="next", <{hub.url}>; rel="hub", </news>; rel=self'
    await greet(outlets, rss(item(1)), link=link)
    await ask(outlets)
    topic = outlets.listed[0].url.replace("/feed", "/news")
    assert [form["hub.topic"] for form in hub.asked] == [topic]


async def test_a_feed_without_a_hub_asks_nobody(outlets: Press) -> None:
    await greet(outlets, rss(item(1)))
    assert await ask(outlets) == 0


async def test_a_confirmed_hub_is_asked_anew_before_its_time_is_over(
    outlets: Press, hub: HubServer, door: AsyncClient
) -> None:
    await subscribed(outlets, hub, door, lease="86400")
    outlets.now += timedelta(hours=19)
    assert await ask(outlets) == 0
    outlets.now += timedelta(minutes=12)
    assert await ask(outlets) == 1
    assert hub.asked[0] == hub.asked[1]


@pytest.mark.parametrize(("lease", "hours"), [("1", 1), ("", 192), ("much", 192), ("99999999999", 1_920)])
async def test_no_lease_makes_us_ask_without_end_or_never(
    outlets: Press, hub: HubServer, door: AsyncClient, lease: str, hours: int
) -> None:
    await subscribed(outlets, hub, door, lease=lease)
    outlets.now += timedelta(hours=hours, seconds=-1)
    assert await ask(outlets) == 0
    outlets.now += timedelta(seconds=1)
    assert await ask(outlets) == 1


async def test_what_we_did_not_ask_is_not_confirmed(
    outlets: Press, hub: HubServer, door: AsyncClient
) -> None:
    await greet(outlets, rss(item(1), head=head(hub)))
    await ask(outlets)
    (form,) = hub.asked
    for change in (
        {"topic": "https://other.example/"}, {"mode": "unsubscribe"}, {"mode": "denied"}, {"challenge": ""},
        {"challenge": "x" * 3_000},
    ):  # fmt: skip
        assert (await confirm(door, form, **change)).status_code == 404, change
    assert (await confirm(door, form | {"hub.callback": f"{HOME}/hub/guess"})).status_code == 404
    kept = await held(outlets)
    assert kept is not None
    assert kept.until is None


async def test_a_challenge_is_said_back_as_bare_text(
    outlets: Press, hub: HubServer, door: AsyncClient
) -> None:
    await greet(outlets, rss(item(1), head=head(hub)))
    await ask(outlets)
    answer = await confirm(door, hub.asked[0], challenge="<script>")
    assert answer.text == "<script>"
    assert answer.headers["content-type"].startswith("text/plain")
    assert answer.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("method", ["sha1", "sha256", "sha384", "sha512"])
async def test_a_signed_message_lets_the_source_be_asked_at_once(
    outlets: Press, hub: HubServer, door: AsyncClient, method: str
) -> None:
    form = await subscribed(outlets, hub, door)
    assert await outlets.ask(later=timedelta(minutes=2)) == []
    assert (await bring(door, form, method)).status_code == 202
    assert [polled.new for polled in await outlets.ask()] == [1]
    assert (await outlets.held())["https://orient.example/2"] == ("Report 2", True)


async def test_a_hub_that_tells_without_end_is_heard_once_a_minute(
    outlets: Press, hub: HubServer, door: AsyncClient
) -> None:
    form = await subscribed(outlets, hub, door)
    for _ in range(5):
        await bring(door, form)
        assert await outlets.ask(later=timedelta(seconds=10)) == []
    assert len(await outlets.ask(later=timedelta(seconds=10))) == 1


async def test_what_is_not_signed_with_our_secret_wakes_nobody(
    outlets: Press, hub: HubServer, door: AsyncClient
) -> None:
    form = await subscribed(outlets, hub, door)
    outlets.now += timedelta(minutes=2)
    assert (await bring(door, form, secret="guessed")).status_code == 202
    assert (await bring(door, form, "md5")).status_code == 202
    for signature in ("", "sha256=", "sha256", "sha256=ё", "=", "none=x"):
        headers = {b"X-Hub-Signature": signature.encode()}
        answer = await door.post(form["hub.callback"], content=b"<rss/>", headers=headers)
        assert answer.status_code == 202, signature
    assert await outlets.ask() == []


async def test_too_much_is_cut_off(outlets: Press, hub: HubServer, door: AsyncClient) -> None:
    form = await subscribed(outlets, hub, door)
    answer = await door.post(form["hub.callback"], content=bytes(stage.LARGEST + 1))
    assert answer.status_code == 413


async def test_a_hub_that_does_not_answer_is_asked_ever_more_rarely(outlets: Press, hub: HubServer) -> None:
    await greet(outlets, rss(item(1), head=head(hub)))
    hub.status = 503
    times = []
    for _ in range(60):
        if await ask(outlets):
            times.append(outlets.now)
        outlets.now += timedelta(hours=1)
    hours = [(b - a).total_seconds() / 3_600 for a, b in pairwise(times)]
    assert hours == [1, 2, 4, 8, 16, 24]


async def test_a_hub_inside_our_own_network_is_never_asked(outlets: Press, hub: HubServer) -> None:
    await greet(outlets, rss(item(1), head=head(hub)))
    async with Reader("Chapar/test") as strict:
        assert await stage.ask_hubs(outlets.database, strict, HOME, outlets.clock) == 1
        refused = [
            await strict.post(url, {}) for url in (hub.url, "ftp://hub.example/", "http://a:b@x.example/")
        ]
    assert [trouble.code for trouble in refused if trouble] == ["refused-address", "bad-scheme", "bad-url"]
    assert hub.asked == []


async def test_a_hub_that_speaks_without_end_is_not_waited_for(
    outlets: Press, hub: HubServer, door: AsyncClient
) -> None:
    form = await subscribed(outlets, hub, door)

    async def dripping() -> AsyncIterator[bytes]:
        yield b"<rss>"
        await asyncio.Event().wait()

    async def hasty(request: Request) -> Response:
        return await at_hub_door(outlets.database, request, outlets.now, seconds=0.05)

    app = Starlette(routes=[Route("/hub/{door}", hasty, methods=["POST"])])
    async with AsyncClient(transport=ASGITransport(app), base_url=HOME) as client:
        assert (await client.post(form["hub.callback"], content=dripping())).status_code == 408
    assert await outlets.ask(later=timedelta(minutes=2)) == []
