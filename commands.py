"""What each command of the command line does, given settings. Exit codes come back as numbers."""

import asyncio
import json
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any, TextIO

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table
from starlette.applications import Starlette
from telegram import Bot, Update
from telegram.error import TelegramError

from connection import running, until_stopped
from db import archive, articles, sources
from db import search as search_db
from db.copies import copy
from db.database import Database
from delivery.wire import Wire
from dispatch import Dispatch, Line
from house import House, open_house, settle
from news.query import parse
from pipeline import importing
from pipeline.poll import Polled, poll_these
from pipeline.publish import Wanted, publish
from pipeline.read import read
from pipeline.reindex import reindex
from pipeline.understand import understand
from service import build, serving
from settings import Settings
from views.results import sentences
from watchdog import watched
from web import routes

console = Console(stderr=True)


def progress() -> Progress:
    """A progress bar on standard error."""
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=console,
    )


async def serve(settings: Settings, out: Dispatch, stop: asyncio.Event) -> int:
    """Run the bot against Telegram until `stop`; what is owed is on its way by `out` already."""
    async with open_house(settings, opened=out.database) as house:
        bot = build(house, Line(settings.telegram_token.get_secret_value()), out)

        async def accept(update: dict[str, Any]) -> None:
            await bot.update_queue.put(Update.de_json(update, bot.bot))

        secret = settings.webhook_secret.get_secret_value()
        app = Starlette(
            routes=routes(house.database, house.clock, secret, accept if settings.webhook_url else None)
        )
        _tell_problems(house)
        settle()
        async with serving(app, settings.listen), watched(), running(bot, settings) as line:
            console.print(f"Chapar is running; health at http://{settings.listen}/health")
            await until_stopped(line, stop)
    return 0


async def poll_once(settings: Settings) -> int:
    """Poll every source once, run the pipeline up to the outbox, print a table per source."""
    async with open_house(settings) as house:
        _tell_problems(house)
        async with house.database.reading() as connection:
            states = await sources.every(connection)
        with progress() as bar:
            task = bar.add_task("polling", total=len(states))
            reports = await poll_all(house, states, lambda _: bar.advance(task))
            await _digest_news(house, bar)
    _print_polls(reports)
    return 0


def _tell_problems(house: House) -> None:
    for problem in house.problems:
        console.print(f"catalogue: {problem}", markup=False, highlight=False, soft_wrap=True)


async def poll_all(
    house: House, states: list[sources.SourceState], seen: Callable[[Polled], None]
) -> list[Polled]:
    """Poll these sources side by side, due or not."""
    return await poll_these(house.database, house.reader, house.rhythm, house.clock, states, seen)


async def _digest_news(house: House, bar: Progress) -> None:
    """Everything after polling, up to the outbox."""
    reading = bar.add_task("reading pages", total=None)
    while tried := await read(house.database, house.reader, house.catalogue, house.clock, patient=False):
        bar.advance(reading, tried)
    await _understand(house, bar)
    wanted = Wanted()
    while await publish(house.database, wanted, house.clock):
        pass


async def _reindex(house: House, bar: Progress) -> None:
    """Terms that older rules have made, made anew."""
    async with house.database.reading() as connection:
        total = await search_db.count_stale(connection)
    task = bar.add_task("indexing anew", total=total, visible=bool(total))
    while done := await reindex(house.database):
        bar.advance(task, done)


async def _understand(house: House, bar: Progress) -> None:
    async with house.database.reading() as connection:
        total = await articles.count_unjudged(connection)
    task = bar.add_task("understanding", total=total)
    while done := await understand(house.database, house.desk, house.clock):
        bar.advance(task, done)


def _print_polls(reports: list[Polled]) -> None:
    table = Table("source", "entries", "new", "problem")
    for one in sorted(reports, key=lambda report: report.source.name):
        said = "unchanged" if one.unchanged else f"{one.problem} {one.detail}".strip()
        table.add_row(one.source.name, str(one.entries), str(one.new), said)
    Console(width=None if Console().is_terminal else 160).print(table)
    well = sum(not one.problem for one in reports)
    console.print(
        f"{well} of {len(reports)} sources answered well, {sum(one.new for one in reports)} new articles"
    )


async def import_file(settings: Settings, file: Path) -> int:
    """Backfill reports from a file of JSON lines."""
    rows, bad = importing.parse(importing.lines_of(file))
    for one in bad:
        console.print(f"{file}:{one.line}: {one.problem}", markup=False, highlight=False, soft_wrap=True)
    total, rounds = len(rows), importing.rounds(rows)
    del rows  # what is stored needs no memory while it is understood
    kinds = Counter[str]()
    async with open_house(settings) as house:
        _tell_problems(house)
        with progress() as bar:
            task = bar.add_task("storing", total=total)
            while rounds:
                kinds += await importing.store(
                    house.database, rounds.pop(0), house.clock(), lambda n: bar.advance(task, n)
                )
                await _understand(house, bar)
            await _reindex(house, bar)
    console.print(
        f"{total} reports read: {kinds['new']} new, {kinds['edited']} changed; {len(bad)} lines left out"
    )
    return 1 if bad and not total else 0


async def export(settings: Settings, out: TextIO) -> int:
    """Print every article as a JSON line, oldest first."""
    async with open_house(settings) as house, house.database.reading() as connection:
        async for row in archive.rows(connection):
            out.write(json.dumps(row, ensure_ascii=False) + "\n")
    return 0


async def search(settings: Settings, text: str, limit: int, out: TextIO, *, as_json: bool) -> int:
    """Print what /search would answer, best first."""
    async with open_house(settings) as house, house.database.reading() as connection:
        query = parse(text)  # the house knows the operator's words
        for sentence in sentences(query.problems, "en"):
            console.print(sentence, markup=False)
        # Programs get every article, people one of each story.
        hits = await search_db.search(connection, query, house.clock(), limit, by_story=not as_json)
        found = await archive.hits(connection, hits)
    if as_json:
        out.write(json.dumps(found, ensure_ascii=False, indent=1) + "\n")
        return 0
    out.writelines(
        f"{one['published'][:10]}  {one['outlet']}: {one['title']}\n            {one['url']}\n"
        for one in found
    )
    if not found:
        console.print("nothing found")
    return 0


async def backup(settings: Settings, file: Path) -> int:
    """Copy the database of these settings, in use or not."""
    source = Database(settings.database_url).file
    if source is None:
        console.print("DATABASE_URL names no file: use the tools of its server", markup=False)
        return 2
    await asyncio.to_thread(copy, source, file)
    console.print(f"{source} copied to {file}", markup=False)
    return 0


async def check(settings: Settings) -> int:
    """Say whether the bot could work: settings, database, Telegram, every source probed."""
    table = Table("what", "state")
    async with open_house(settings) as house:
        table.add_row("database", f"{settings.database_url} opens")
        for problem in house.problems:
            table.add_row("catalogue", problem)
        if settings.llm_url:
            table.add_row("LLM_URL", "is set, but this version does not use it")
        telegram = await _telegram(settings)
        table.add_row("Telegram", telegram or "answers")
        async with house.database.reading() as connection:
            states = await sources.every(connection)
        with progress() as bar:
            task = bar.add_task("probing", total=len(states))
            reports = await poll_all(house, states, lambda _: bar.advance(task))
        for one in reports:
            table.add_row(one.source.name, f"{one.problem} {one.detail}".strip() or f"{one.entries} entries")
        alive = sum(not one.problem for one in reports)
    Console(width=None if Console().is_terminal else 160).print(table)
    return 0 if alive and not telegram else 1


async def _telegram(settings: Settings) -> str:
    """What keeps us from Telegram; "" when nothing does."""
    token = settings.telegram_token.get_secret_value()
    if not token:
        return ""
    try:
        api = f"{settings.telegram_api_url.rstrip('/')}/bot"
        async with Bot(token, base_url=api, request=Wire(), get_updates_request=Wire()) as bot:
            await bot.get_me()
    except TelegramError as error:
        return f"{type(error).__name__}: {error}".replace(token, "***")
    return ""
