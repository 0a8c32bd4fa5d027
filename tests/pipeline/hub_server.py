"""A hub on loopback, and what stands between it and the house."""

import hashlib
import hmac
from html import escape

from aiohttp import web
from httpx import AsyncClient, Response
from sqlalchemy import select

from db import hubs
from db.hubs import Hub
from db.schema import hubs as rows
from pipeline import hubs as stage
from tests.pipeline.outlets import Press, greet, item, rss

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
