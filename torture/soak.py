"""A hundred days in an hour: many updates through the bot, news now and then; nothing may pile up.

Caches with an end are emptied before each look: what they hold is no leak, however long they take to fill.
A cache without an end, or whatever else grows, stays in what is measured.

`python -m torture.soak UPDATES SEED` lives them in a process of its own and prints what it measured as JSON.
"""

import asyncio
import gc
import json
import logging
import os
import random
import resource
import sys
import traceback
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field, replace
from datetime import time, timedelta
from functools import _lru_cache_wrapper, cache, partial
from pathlib import Path
from typing import Any

import structlog
from telegram import Update
from telegram.ext import ApplicationBuilder
from telegram.request import RequestData

import handlers
from db.arrivals import NewArticle
from db.database import Database
from delivery.pace import Limits, Pace
from delivery.telegram import Telegram as Line
from handlers.conversation import Context, Front
from pipeline.deliver import deliver
from pipeline.rest import lay_aside
from pipeline.sweep import sweep
from playground.clock import Clock
from playground.request import InProcess
from torture.scenes import NOON, entries, listed, published, understood
from torture.verdict import Verdict, bench

ROOT = Path(__file__).parents[1]
PEOPLE = 2_000  # all are met before the first look: what is kept of each is no leak
NEWS = 500  # updates between two pieces of news
VARIED = 50  # numbers in their titles: new words would be kept, too
DEBUGGED = 200  # updates at the beginning, in asyncio's debug mode: ten times as slow
LOOKS = 50  # at what the process holds, after the first two fifths
SLOPE = 1.0  # MiB for each 100,000 updates that are allowed
SAID = (
    "/start", "/help", "/latest", "/topics", "/subscriptions", "/settings", "/search trade", "/search газ",
    "/subscribe oil", "/subscribe country:uz", "/stop", "/digest", "/saved", "/deleteme", "cotton",
    "söwda", "/between tm uz", "/trending", "/nonsense", "🙂", "/search (((", "/channels", "/country kz",
    "/sources",
)  # fmt: skip


@dataclass(slots=True)
class Held:
    """What a process held at each look: updates by then, MiB, file descriptors; and errors of the loop."""

    updates: list[int] = field(default_factory=list)
    memory: list[float] = field(default_factory=list)
    files: list[int] = field(default_factory=list)
    unretrieved: int = 0
    broken: dict[str, int] = field(default_factory=dict)  # wishes, by what broke them

    def look(self, updates: int) -> None:
        """Measure."""
        for one in _ending():
            one.cache_clear()
        gc.collect()
        pages = int(Path("/proc/self/statm").read_text().split()[1])
        self.updates.append(updates)
        self.memory.append(pages * resource.getpagesize() / 2**20)
        self.files.append(sum(1 for _ in Path("/proc/self/fd").iterdir()))

    @property
    def slope(self) -> float:
        """MiB for each 100,000 updates, by least squares."""
        middle = sum(self.updates) / len(self.updates), sum(self.memory) / len(self.memory)
        apart = [number - middle[0] for number in self.updates]
        up = sum(one * (held - middle[1]) for one, held in zip(apart, self.memory, strict=True))
        return 100_000 * up / sum(one * one for one in apart)


@cache
def _ending() -> "list[_lru_cache_wrapper[Any]]":
    """The caches with an end, found once: a list of all objects would be memory, too."""
    caches = [one for one in gc.get_objects() if isinstance(one, _lru_cache_wrapper)]
    return [one for one in caches if one.cache_info().maxsize is not None]


async def soak(updates: int, seed: int) -> Verdict:
    """So many updates in a process of its own."""
    command = (sys.executable, "-m", "torture.soak", str(updates), str(seed))
    process = await asyncio.create_subprocess_exec(
        *command, cwd=ROOT, env=os.environ | {"PTB_TIMEDELTA": "1"}, stdout=asyncio.subprocess.PIPE
    )
    said, _ = await process.communicate()
    if process.returncode:
        return Verdict("soak", f"the process ended with {process.returncode}", kept=False)
    held = Held(**json.loads(said))
    why = "".join(f"; {times} by {cause}" for cause, times in held.broken.items())
    found = (
        f"{updates:,} updates of {PEOPLE:,} people: {held.slope:+.2f} MiB per 100,000 "
        f"(at most {SLOPE:g}), {min(held.files)}–{max(held.files)} files open, "
        f"{held.unretrieved} exceptions of tasks unheard, {sum(held.broken.values())} wishes broken{why}"
    )
    flat = max(held.files) - min(held.files) <= 1
    return Verdict("soak", found, held.slope <= SLOPE and flat and not held.unretrieved and not held.broken)


# ---------------------------------------------------------------- in the process


class _Silent(InProcess):
    """A Telegram that takes everything and keeps nothing."""

    async def do_request(
        self,
        url: str,
        method: str,  # noqa: ARG002
        request_data: RequestData | None = None,
        *_: Any,  # noqa: ANN401  timeouts
        **__: Any,  # noqa: ANN401
    ) -> tuple[int, bytes]:
        """What the library wants to hear."""
        name = url.rpartition("/")[2]
        if name == "getMe":
            me = {"id": 1, "is_bot": True, "first_name": "Chapar", "username": "chapar_bot"}
            return 200, json.dumps({"ok": True, "result": me}).encode()
        if name.startswith(("send", "edit")):
            chat = int(str((request_data.parameters if request_data else {}).get("chat_id", 1)))
            said = _message(chat, 7, "said") | {"from": {"id": 1, "is_bot": True, "first_name": "Chapar"}}
            return 200, json.dumps({"ok": True, "result": said}).encode()
        return 200, b'{"ok": true, "result": true}'


def _message(chat: int, number: int, words: str) -> dict[str, Any]:
    person = {"id": chat, "is_bot": False, "first_name": f"Reader {chat}", "language_code": "en"}
    command = [{"type": "bot_command", "offset": 0, "length": len(words.split(maxsplit=1)[0])}]
    return {
        "message_id": number, "date": 1_795_000_000, "text": words,
        "chat": {"id": chat, "type": "private", "first_name": "Reader"}, "from": person,
        "entities": command if words.startswith("/") else [],
    }  # fmt: skip


def _updates(count: int, chance: random.Random) -> Iterator[dict[str, Any]]:
    for number in range(count):
        chat, kind = chance.randrange(1_000, 1_000 + PEOPLE), chance.random()
        message = _message(chat, number, chance.choice(SAID))
        if kind < 0.8:
            yield {"update_id": number, "message": message}
        elif kind < 0.95:
            data = chance.choice(("o:1", "b:1", "w:1", "l:0", "n:settings", "n:topics", "zz", "s:1", "d:1"))
            said = {"id": str(number), "from": message["from"], "chat_instance": "1", "data": data}
            yield {"update_id": number, "callback_query": said | {"message": message}}
        else:
            asked = {"id": str(number), "from": message["from"], "query": "trade", "offset": ""}
            yield {"update_id": number, "inline_query": asked}


async def _live(folder: Path, updates: int, seed: int) -> Held:
    held, clock = Held(), Clock(still=NOON)
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(lambda _, __: setattr(held, "unretrieved", held.unretrieved + 1))
    async with Database(f"sqlite+aiosqlite:///{folder}/lab.db") as database:
        app, line = _bot(database, clock)
        app.add_error_handler(partial(_broken, held))
        known = entries(60)
        async with app:
            await _news(database, line, clock, known)  # all words have been seen once
            for number, raw in enumerate(_updates(updates, random.Random(seed))):
                loop.set_debug(number < DEBUGGED)
                await app.process_update(Update.de_json(raw, app.bot))
                clock.push(timedelta(seconds=60))
                if number % NEWS == 0:
                    await _news(database, line, clock, [_again(known[number // NEWS % 60], number)])
                    await sweep(database, clock())
                if number >= updates * 2 // 5 and number % max(1, updates * 3 // 5 // LOOKS) == 0:
                    held.look(number)
    return held


async def _news(database: Database, line: Line, clock: Clock, coming: list[NewArticle]) -> None:
    await listed(database, coming)
    await understood(database)
    await published(database)
    await deliver(database, line, clock)


def _again(known: NewArticle, number: int) -> NewArticle:
    """Another report in the same words."""
    url = f"https://{known.source}.example/again/{number}"
    return replace(known, guid=url, url=url, title=f"{known.title} {number // NEWS % VARIED}")


async def _broken(held: Held, update: object, context: Context) -> None:
    cause = f"{cause_of(context.error)} of {_wish(update)}"
    held.broken[cause] = held.broken.get(cause, 0) + 1


def cause_of(error: BaseException | None) -> str:
    """The error in words, and the last line of ours that it went through."""
    ours = [
        one for one in traceback.extract_tb(error.__traceback__ if error else None) if _is_ours(one.filename)
    ]
    place = f" in {Path(ours[-1].filename).relative_to(ROOT)}:{ours[-1].lineno}" if ours else ""
    return f"{type(error).__name__} ({str(error)[:80]}){place}"


def _is_ours(file: str) -> bool:
    return Path(file).is_relative_to(ROOT) and ".venv" not in file


def _wish(update: object) -> str:
    """What was wished, in its own words."""
    if not isinstance(update, Update):
        return type(update).__name__
    pressed, asked, said = update.callback_query, update.inline_query, update.effective_message
    words = (pressed and pressed.data) or (asked and asked.query) or (said and said.text)
    return repr(words)


def _bot(database: Database, clock: Clock) -> tuple[Any, Line]:
    app = ApplicationBuilder().token("1:soak").request(_Silent()).get_updates_request(_Silent()).build()
    seconds = lambda: (clock() - NOON).total_seconds() + 1e3  # noqa: E731

    async def pause(wait: float) -> None:
        clock.push(timedelta(seconds=wait))

    line = Line(app.bot, Pace(Limits()), lay_aside(database, clock), seconds, pause)
    front = Front(database, line, app.bot, clock, bot_id=1, zone="Asia/Tashkent", digest_at=time(8))
    handlers.register(app, front)
    return app, line


if __name__ == "__main__":
    logging.disable(logging.CRITICAL)
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))
    with bench() as bench_folder:
        lived = asyncio.run(_live(Path(bench_folder), int(sys.argv[1]), int(sys.argv[2])))
    sys.stdout.write(json.dumps(asdict(lived)))
