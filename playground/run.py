"""Starts the playground: sample outlets, the stand-in for Telegram, the bot itself and the chat page."""

import asyncio
import tempfile
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

import typer
from starlette.applications import Starlette
from starlette.routing import Mount

from connection import running, until_stopped
from db import chats
from db.database import Database
from dispatch import Line
from house import open_house
from playground import outlets
from playground.cards import cards
from playground.clock import Clock
from playground.deeds import Deeds, ZoneOf
from playground.network import list_real_outlets
from playground.page import Page
from playground.passage import Passage
from playground.request import PlaygroundRequest
from playground.telegram import Telegram
from service import build, serving
from settings import Settings
from web import routes

SECONDS = 5.0  # between two polls of a sample outlet: nobody waits a quarter of an hour in a playground
TOKEN = "1:playground"  # noqa: S105  no secret: nobody else answers to it


@dataclass(frozen=True, slots=True)
class Playground:
    """A running playground: its page is at `address`."""

    address: str
    telegram: Telegram
    clock: Clock
    start: datetime
    line: asyncio.Task[None]  # ends when the bot has reached the stand-in


async def play(settings: Settings) -> int:
    """Serve the playground until it is told to stop."""
    async with playing(settings) as playground:
        typer.echo(f"Chat with Chapar at {playground.address}/  (Ctrl+C stops)", err=True)
        await until_stopped(playground.line)
    return 0


@asynccontextmanager
async def playing(settings: Settings) -> AsyncIterator[Playground]:
    """The playground, open inside this block.

    Raises:
        OSError: the page's address is taken.
    """
    clock = Clock()
    telegram = Telegram(clock, token=TOKEN)
    address = f"http://{settings.listen}"
    async with AsyncExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="chapar-playground-"))
        wanted = at_home(settings, Path(folder))
        start = clock()
        shops = outlets.app(start, clock, f"{address}/outlets")
        samples = [replace(one, poll_seconds=SECONDS) for one in outlets.sources(f"{address}/outlets")]
        house = await stack.enter_async_context(open_house(wanted, clock, samples))
        passage = Passage(house, start, [one.key for one in samples])
        deeds = Deeds(telegram, clock, zone_of(house.database, settings.default_timezone), passage)
        page = Page(telegram, deeds, cards(f"{address}/outlets"))
        doors = asyncio.Event()
        line = Line(TOKEN, PlaygroundRequest(telegram), PlaygroundRequest(telegram, doors))
        app = Starlette(
            routes=[*routes(house.database, house.clock), Mount("/outlets", shops), *page.routes()]
        )
        await stack.enter_async_context(serving(app, settings.listen))
        stack.callback(telegram.world.changes.close)
        connecting = await stack.enter_async_context(running(build(house, line), wanted))
        for work in (passage.open(doors), list_real_outlets(house)):
            stack.callback(asyncio.create_task(work).cancel)
        yield Playground(address, telegram, clock, start, connecting)


def at_home(settings: Settings, folder: Path) -> Settings:
    """The settings of a playground: a database of its own that goes with it, outlets on loopback allowed."""
    return settings.model_copy(
        update={
            "database_url": f"sqlite+aiosqlite:///{folder}/playground.db",
            "feeds_allow_private": True,
            "webhook_url": "",
        }
    )


def zone_of(database: Database, default: str) -> ZoneOf:
    """Tells a chat's zone; an unknown chat has the default one."""

    async def find(chat_id: int) -> str:
        async with database.reading() as connection:
            chat = await chats.one(connection, chat_id)
        return chat.zone if chat else default

    return find
