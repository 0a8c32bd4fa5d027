"""The real process dies at each named point (torture/points.py); the next one goes on as if nothing was."""

import asyncio
import signal
import sqlite3
from collections import Counter
from collections.abc import Awaitable, Callable, Iterable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

from sqlalchemy import update
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from db import chats, schema, sources, subscriptions
from db.arrivals import Arriving, NewArticle, take_in
from db.database import Database
from delivery.pace import ABREAST
from model import Source, SourceKind
from news.taxonomy import Taxonomy
from people import How
from pipeline.publish import Wanted, publish
from pipeline.understand import Desk, understand
from service import serving
from torture.fanout import ALL, LOOK, Fanout, a_port, fanout
from torture.points import POINTS, Point
from torture.releases import restore, stored
from torture.verdict import Verdict

PATIENCE = 60.0  # seconds; only a bot that does not work uses them up
HEADLINES = (
    "Uzbekistan opens a trade house for textiles in Almaty",
    "Turkmen urea leaves the port of Turkmenbashi for Brazil",
    "Kyrgyz miners find gold near Naryn",
    "Azerbaijan buys wind turbines for the Absheron coast",
)
STRANGER = 999
Scene = Callable[[Point, Fanout], Awaitable[list[str]]]


async def fail_points(*names: str) -> Verdict:
    """Die at these points, or at every one; say what was wrong where."""
    chosen = [point for point in POINTS if not names or point.name in names]
    wrong = []
    for point in chosen:
        people, each = (20, 3) if point.scene in {"sending", "copy"} else (6, 0)
        async with fanout(people, each) as lab:
            found = await SCENES[point.scene](point, lab)
            if not lab.whole():
                found.append("the file is damaged")
        wrong += [f"{point.name}: {one}" for one in found]
    said = "; ".join(wrong) or "nothing lost, no more twice than was on its way"
    return Verdict("fail points", f"died at {len(chosen)} of {len(POINTS)} points: {said}", not wrong)


async def _dies(point: Point, lab: Fanout, *command: str, **settings: str) -> list[str]:
    """The process that is to die there."""
    program = ("-m", "torture.points", point.name, "bot.py", *(command or ("run",)))
    process = await lab.start(*program, **settings)
    try:
        async with asyncio.timeout(PATIENCE):
            code = await process.wait()
    except TimeoutError:
        return ["never passed"]
    return [] if code == -signal.SIGKILL else [f"ended with {code}"]


async def _comes(there: Callable[[], bool], what: str) -> list[str]:
    """Wait until it is so."""
    try:
        async with asyncio.timeout(PATIENCE):
            while not there():  # noqa: ASYNC110  another process's doing
                await asyncio.sleep(LOOK)
    except TimeoutError:
        return [what]
    return []


# ---------------------------------------------------------------- the scenes


async def _sending(point: Point, lab: Fanout) -> list[str]:
    """A fan-out."""
    wrong = await _dies(point, lab)
    await lab.start()
    await lab.until(ALL)
    return wrong + _judged(lab)


def _judged(lab: Fanout) -> list[str]:
    found = {
        f"{lab.lost()} lost": lab.lost() != 0,
        f"{lab.repeated()} repeated": lab.repeated() > ABREAST,
        "order broken": not lab.in_order(),
    }
    return [what for what, is_so in found.items() if is_so]


async def _news(point: Point, lab: Fanout) -> list[str]:
    """An outlet tells its news; everybody wants it at once."""

    async def feed(_: Request) -> Response:
        at = format_datetime(datetime.now(UTC))
        items = "".join(
            f"<item><title>{one}</title><link>http://{address}/{place}</link><guid>{place}</guid>"
            f"<description>{one}, its ministry said.</description><pubDate>{at}</pubDate></item>"
            for place, one in enumerate(HEADLINES)
        )
        return Response(f'<rss version="2.0"><channel><title>Lab</title>{items}</channel></rss>'.encode())

    address = f"127.0.0.1:{a_port()}"
    source = Source("lab", "Lab", SourceKind.FEED, f"http://{address}/feed")
    async with Database(f"sqlite+aiosqlite:///{lab.database}") as database:
        async with database.transaction() as connection:
            await sources.list_catalogue(connection, [source], datetime.now(UTC))
            await connection.execute(update(schema.sources).values(greeted=True))
        await _want(database, lab, How.NOW)
    catalogue = lab.folder / "lab.toml"
    catalogue.write_text(f'[[feed]]\nkey = "lab"\nname = "Lab"\nurl = "{source.url}"\n', "utf-8")
    settings = {"SOURCES": str(catalogue), "FEEDS_ALLOW_PRIVATE": "true"}
    async with serving(Starlette(routes=[Route("/feed", feed)]), address):
        wrong = await _dies(point, lab, **settings)
        with closing(sqlite3.connect(lab.database)) as file, file:
            file.execute("UPDATE sources SET asked_until = NULL")  # as three minutes later
        await lab.start(**settings)
        return wrong + await _told(lab)


async def _digest(point: Point, lab: Fanout) -> list[str]:
    """Everybody's hour has come."""
    now = datetime.now(UTC)
    entries = [
        NewArticle("lab", "Lab", one, f"https://lab.example/{place}", one, "", now, text=one)
        for place, one in enumerate(HEADLINES)
    ]
    async with Database(f"sqlite+aiosqlite:///{lab.database}") as database:
        await _want(database, lab, How.DAILY)
        async with database.transaction() as connection:
            await take_in(connection, [Arriving(entries)], now)
        while await understand(database, Desk({}, Taxonomy.default()), lambda: now):
            pass
        while await publish(database, Wanted(), lambda: now):
            pass
    wrong = await _dies(point, lab)
    await lab.start()
    return wrong + await _told(lab)


async def _want(database: Database, lab: Fanout, how: How) -> None:
    """Everybody wants everything of the outlet; digests at an hour that has just passed."""
    now = datetime.now(UTC)
    at = (now - timedelta(hours=1)).time().replace(microsecond=0)
    async with database.transaction() as connection:
        for number in lab.people:
            await subscriptions.subscribe(connection, number, "source:lab", how, now)
            known = {"zone": "UTC", "digest_at": at, "created": now - timedelta(days=1)}
            await chats.change(connection, number, **known)


async def _told(lab: Fanout) -> list[str]:
    """Everybody has read everything, and no more than what was on its way twice."""
    heard = lab.telegram.heard

    def read() -> Counter[tuple[int, str]]:
        return Counter((one.chat, head) for one in heard for head in HEADLINES if head in one.text)

    owed = len(lab.people) * len(HEADLINES)
    wrong = await _comes(lambda: len(read()) == owed, "news lost")
    twice = read().total() - owed
    return wrong + ([f"{twice} told twice"] if twice > ABREAST else [])


async def _greeting(point: Point, lab: Fanout) -> list[str]:
    """Somebody new greets; who gets no answer greets again."""
    lab.telegram.let_in(STRANGER)
    lab.telegram.say(STRANGER, STRANGER, "/start")
    wrong = await _dies(point, lab)
    answered = lab.taken()
    await lab.start()
    lab.telegram.say(STRANGER, STRANGER, "/start")
    wrong += await _comes(lambda: lab.taken() > answered, "no answer")
    with closing(sqlite3.connect(lab.database)) as connection:
        (rows,) = connection.execute("SELECT count(*) FROM chats WHERE id = ?", (STRANGER,)).fetchone()
    return wrong + ([] if rows == 1 else [f"{rows} rows of the chat"])


async def _copy(point: Point, lab: Fanout) -> list[str]:
    """A copy is made in the middle of a fan-out, and once more."""
    await lab.sending()
    copy = lab.folder / "copies" / "copy.db"
    wrong = await _dies(point, lab, "backup", str(copy))
    if copy.exists():
        wrong += _unsound([copy])
        copy.unlink()
    await (await lab.start("bot.py", "backup", str(copy))).wait()
    await lab.until(ALL)
    halves = [f"{one.name} left" for one in copy.parent.iterdir() if one != copy]
    return wrong + _judged(lab) + _unsound(copy.parent.glob("*.db")) + halves


async def _upgrade(point: Point, lab: Fanout) -> list[str]:
    """A database of the oldest release is opened."""
    head = _revision(lab.database)
    for old in lab.folder.glob("lab.db*"):
        old.unlink()
    restore(stored()[0], lab.database)
    wrong = await _dies(point, lab)
    await lab.start()
    wrong += await _comes(lambda: _revision(lab.database) == head, "not at the head")
    return wrong + _unsound(lab.folder.glob("lab.before-*.db"))


def _unsound(copies: Iterable[Path]) -> list[str]:
    """What is the matter with these copies: none at all, or damage."""
    wrong = ["no copy"]
    for path in copies:
        wrong = [one for one in wrong if one != "no copy"]
        with closing(sqlite3.connect(path)) as connection:
            if connection.execute("PRAGMA integrity_check").fetchall() != [("ok",)]:
                wrong.append(f"{path.name} is damaged")
    return wrong


def _revision(path: Path) -> str:
    with closing(sqlite3.connect(path)) as connection:
        return str(connection.execute("SELECT version_num FROM alembic_version").fetchone()[0])


SCENES: dict[str, Scene] = {
    "sending": _sending,
    "news": _news,
    "digest": _digest,
    "greeting": _greeting,
    "copy": _copy,
    "upgrade": _upgrade,
}
