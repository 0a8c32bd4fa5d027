"""A person talks with the real bot: real database, real understanding, the in-process Telegram."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

import pytest
from telegram import Update
from telegram.ext import ApplicationBuilder

import handlers
from db import articles
from db.arrivals import NewArticle
from db.database import Database
from delivery.pace import Limits, Pace
from delivery.telegram import Telegram as Sender
from feeds import opml
from handlers.conversation import Front
from message import Message, Press
from news.taxonomy import Taxonomy
from people import Chat
from pipeline.understand import Desk, understand
from playground.clock import Clock
from playground.flood import NO_LIMITS
from playground.request import PlaygroundRequest
from playground.telegram import Telegram
from tests.blank import laid, lived
from tests.handlers.talk import MARAL, Talk

NOW = datetime(2026, 3, 2, 8, tzinfo=UTC)
UREA = """Turkmenistan signed a contract to export 60,000 tonnes of urea to Turkey.
The chemical plant in Garabogaz will ship the fertilizer by June.
Trade between the two countries grew 12 percent in 2025."""
TURNOVER = """Товарооборот Узбекистана и Казахстана вырос на 9% и достиг 4,6 млрд долларов.
Об этом сообщили в министерстве инвестиций, промышленности и торговли.
Стороны обсудили торговлю зерном и цементом.
Напомним, в 2024 году министры подписали план сотрудничества."""
COPPER = """A copper smelter with a capacity of 300,000 tonnes a year opened in Aktogay, Kazakhstan.
The company invested 1.5 billion dollars in the mining project."""
REPORTS = (  # outlet, language, title, text, hours ago
    ("Caspian Ledger", "en", "Turkmenistan sells 60,000 tonnes of urea to Turkey", UREA, 2),
    ("Деловой Туран", "ru", "Товарооборот Узбекистана и Казахстана вырос на 9%", TURNOVER, 5),
    ("Silk Road Industry", "en", "Kazakhstan opens a copper smelter in Aktogay", COPPER, 30),
)


async def _no_room(_: Chat, __: Message) -> Press:
    raise AssertionError("nothing here is so long")


@pytest.fixture
def clock() -> Clock:
    return Clock(still=NOW)


@pytest.fixture(scope="session")
def understood() -> bytes:
    """A database with a few reports, understood once for all conversations."""
    return lived(_understand)


async def _understand(database: Database) -> None:
    async with database.transaction() as connection:
        for number, (outlet, language, title, text, ago) in enumerate(REPORTS):
            url = f"https://outlet{number}.example/{number}"
            published = NOW - timedelta(hours=ago)
            entry = NewArticle("", outlet, url, url, title, "", published, text=text, declared=(language,))
            await articles.add(connection, entry, NOW)
    while await understand(database, Desk({}, Taxonomy.default()), lambda: NOW):
        pass


@pytest.fixture
async def archive(understood: bytes, tmp_path: Path) -> AsyncIterator[Database]:
    """A copy of it."""
    async with Database(laid(understood, tmp_path / "chapar.db")) as opened:
        yield opened


@pytest.fixture
async def talk(archive: Database, clock: Clock) -> AsyncIterator[Talk]:
    telegram = Telegram(clock, limits=NO_LIMITS)
    requests = PlaygroundRequest(telegram), PlaygroundRequest(telegram)
    built = ApplicationBuilder().token("1:playground").request(requests[0]).get_updates_request(requests[1])
    app = built.build()
    pace = Pace(Limits(1e9, 0.0, 1_000))
    sender = Sender(app.bot, pace, _no_room, lambda: 0.0)
    handlers.register(
        app,
        Front(
            database=archive,
            telegram=sender,
            bot=app.bot,
            clock=clock,
            bot_id=1,
            zone="Asia/Tashkent",
            digest_at=time(8),
            admins=(MARAL,),
            opml=opml.write,
        ),
    )
    async with app:
        telegram.world.updates.allow(list(Update.ALL_TYPES))
        yield Talk(telegram, app, archive, clock, sender)
