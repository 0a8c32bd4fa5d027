"""Hubs (WebSub): asked, confirmed, heard only when they sign, renewed, left."""

import hashlib
import hmac
from collections.abc import AsyncIterator
from datetime import timedelta
from html import escape
from itertools import pairwise

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from httpx import ASGITransport, AsyncClient, Response
from sqlalchemy import func, select
from starlette.applications import Starlette

from db import hubs, sources
from db.hubs import Hub
from db.schema import hubs as rows
from feeds.reader import Reader
from pipeline import hubs as stage
from tests.feeds.hosts import reply
from tests.pipeline.outlets import Press, greet, item, rss
from web import routes

HOME = "https://chapar.example"
TOPIC = "https://orient.example/feed?all=1#x"
ATOM = 'xmlns:a="http://www.w3.org/2005/Atom"'


class HubServer:
    """A hub on loopback: takes questions, answers with `status`."""

    def __init__(self) -> None:
        self.asked: list[dict[str, str]] = []
        self.status = 202
        self.url = ""

    async def take(self, request: web.Request) -> web.Response:
        self.asked.append({name: str(value) for name, value in (await request.post()).items()})
        return web.Response(status=self.status)


@pytest.fixture
async def hub() -> AsyncIterator[HubServer]:
    made = HubServer()
    app = web.Application()
    app.router.add_post("/hub", made.take)
    async with TestServer(app) as server:
        made.url = str(server.make_url("/hub"))
        yield made


@pytest.fixture
async def door(outlets: Press) -> AsyncIterator[AsyncClient]:
    """Our own address, as the world reaches it."""
    app = Starlette(routes=routes(outlets.database, outlets.clock))
    async with AsyncClient(transport=ASGITransport(app), base_url=HOME) as client:
        yield client


def head(hub: HubServer, topic: str = TOPIC) -> str:
    said = ((hub.url, "hub"), (topic, "self"))
    return "".join(f'<a:link {ATOM} rel="{rel}" href="{escape(url)}"/>' for url, rel in said)


async def ask(outlets: Press) -> int:
    return await stage.ask_hubs(outlets.database, outlets.reader, HOME, outlets.clock)


async def held(outlets: Press) -> Hub | None:
    async with outlets.database.reading() as connection:
        name = (await connection.execute(select(rows.c.door))).scalar()
        return await hubs.behind(connection, name) if name else None


async def confirm(door: AsyncClient, form: dict[str, str], **change: str) -> Response:
    said = {name: form[f"hub.{name}"] for name in ("mode", "topic")} | {"challenge": "c-1"} | change
    params = {f"hub.{name}": value for name, value in said.items()}
    return await door.get(form["hub.callback"], params=params)


async def bring(
    door: AsyncClient, form: dict[str, str], method: str = "sha256", secret: str = ""
) -> Response:
    mac = hmac.new((secret or form["hub.secret"]).encode(), b"<rss/>", getattr(hashlib, method))
    signed = {"X-Hub-Signature": f"{method}={mac.hexdigest()}"}
    return await door.post(form["hub.callback"], content=b"<rss/>", headers=signed)


async def subscribed(
    outlets: Press, hub: HubServer, door: AsyncClient, lease: str = "864000"
) -> dict[str, str]:
    """A source whose hub has said yes."""
    await greet(outlets, rss(item(1), head=head(hub)), rss(item(2), item(1), head=head(hub)))
    await ask(outlets)
    answer = await confirm(door, hub.asked[0], lease_seconds=lease)
    assert (answer.status_code, answer.text) == (200, "c-1")
    return hub.asked[0]


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


async def test_another_hub_gets_another_door(outlets: Press, hub: HubServer, door: AsyncClient) -> None:
    form = await subscribed(outlets, hub, door)
    other = rss(item(3), head=head(hub, "https://orient.example/other"))
    outlets.host.says("/feed", reply(other))
    await outlets.ask_anew()
    await ask(outlets)
    assert hub.asked[-1]["hub.topic"] == "https://orient.example/other"
    assert hub.asked[-1]["hub.callback"] != form["hub.callback"]
    assert (await bring(door, form)).status_code == 410


async def test_a_feed_that_names_its_hub_no_more_has_none(
    outlets: Press, hub: HubServer, door: AsyncClient
) -> None:
    await subscribed(outlets, hub, door)
    outlets.host.says("/feed", reply(rss(item(3))))
    await outlets.ask_anew()
    async with outlets.database.reading() as connection:
        assert (await connection.execute(select(func.count()).select_from(rows))).scalar() == 0


async def test_a_hub_inside_our_own_network_is_never_asked(outlets: Press, hub: HubServer) -> None:
    await greet(outlets, rss(item(1), head=head(hub)))
    async with Reader("Chapar/test") as strict:
        assert await stage.ask_hubs(outlets.database, strict, HOME, outlets.clock) == 1
        refused = [
            await strict.post(url, {}) for url in (hub.url, "ftp://hub.example/", "http://a:b@x.example/")
        ]
    assert [trouble.code for trouble in refused if trouble] == ["refused-address", "bad-scheme", "bad-url"]
    assert hub.asked == []
