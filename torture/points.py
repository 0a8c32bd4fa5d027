"""The points at which a process of ours is made to die: every commit and every wait on the way of a message.

`python -m torture.points NAME bot.py run` runs that program in this process until it passes the point. The
code of the house knows nothing of it: the function is replaced in its module before anybody else has it.
"""

import asyncio
import os
import runpy
import signal
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from enum import Enum, auto
from functools import wraps
from importlib import import_module
from itertools import count
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from db.database import Database

Hand = Callable[[], None]


class When(Enum):
    """When the process dies, as seen from the function."""

    BEFORE = auto()
    AFTER = auto()  # within a transaction: nothing of it is kept yet
    COMMITTED = auto()  # the transaction in which it was called is


@dataclass(frozen=True, slots=True)
class Point:
    """A function (module:name) that was passed so many times; `scene`: in which work it is called."""

    name: str
    place: str
    when: When
    passes: int = 1
    scene: str = "sending"


def _both(name: str, place: str, passes: int = 1, scene: str = "sending") -> tuple[Point, Point]:
    """Before and after the commit that keeps what the function does."""
    return (
        Point(name, place, When.AFTER, passes, scene),
        Point(f"{name}, committed", place, When.COMMITTED, passes, scene),
    )


BEFORE, AFTER = When.BEFORE, When.AFTER
POINTS = (
    *_both("the duty is taken", "db.holds:take"),
    Point("leases of the dead are ended", "db.outbox:free", AFTER),
    *_both("messages are leased", "db.leaving:lease", 4),
    Point("a message is about to leave", "pipeline.deliver:_send", BEFORE, 12),
    Point("a call is about to be made", "delivery.wire:Wire.do_request", BEFORE, 12),
    Point("a call is answered", "delivery.wire:Wire.do_request", AFTER, 12),
    Point("one of several answers is here", "pipeline.deliver:_send", AFTER, 12),
    Point("answers are about to be kept", "pipeline.settle:settle", BEFORE, 4),
    Point("messages are sent", "db.outbox:sent", AFTER, 4),
    *_both("answers are kept", "pipeline.settle:settle", 4),
    *_both("entries are taken in", "db.arrivals:take_in", scene="news"),
    *_both("a page's text is kept", "db.articles:stand_in", 2, scene="news"),
    *_both("a report is understood", "db.articles:mark_understood", 2, scene="news"),
    *_both("stories are written", "db.stories:rewrite", scene="news"),
    *_both("a story is owed", "db.outbox:owe", 2, scene="news"),
    *_both("a story is published", "db.stories:mark_published", 2, scene="news"),
    Point("a story's items are cleared", "db.subscriptions:clear_up", AFTER, 2, scene="digest"),
    *_both("a digest is owed", "pipeline.digest:_owe", 3, scene="digest"),
    *_both("an update is noted", "db.inbox:hear", scene="greeting"),
    *_both("a chat is greeted", "db.chats:greet", scene="greeting"),
    Point("a greeting is answered", "delivery.telegram:Telegram.send", AFTER, scene="greeting"),
    Point("a copy is begun", "db.copies:copy", BEFORE, scene="copy"),
    Point("a copy is about to be judged", "db.copies:judge", BEFORE, scene="copy"),
    Point("a copy is about to get its name", "db.copies:judge", AFTER, scene="copy"),
    Point("a copy has its name", "db.copies:_settle", BEFORE, scene="copy"),
    Point("a copy is made before steps", "db.database:copy", AFTER, scene="upgrade"),
    Point("steps are done", "db.migrations:upgrade", AFTER, scene="upgrade"),
    Point("steps are committed", "db.database:Database._catch_up", AFTER, scene="upgrade"),
)


def place_of(point: Point) -> tuple[Any, str, Callable[..., Any]]:
    """The module or class that has the function, the function's name in it, and the function.

    Raises:
        AttributeError, ImportError: there is none any more.
    """
    module, _, inner = point.place.partition(":")
    owner: Any = import_module(module)
    *classes, name = inner.split(".")
    for one in classes:
        owner = getattr(owner, one)
    return owner, name, getattr(owner, name)


def lay(point: Point, hand: Hand) -> None:
    """From now on the function calls `hand` as the point says."""
    owner, name, function = place_of(point)
    passed = count(1)

    def at(when: When) -> None:
        if point.when is when and next(passed) == point.passes:
            hand()

    if point.when is When.COMMITTED:
        hand = _at_commit(hand)

    @wraps(function)
    async def later(*args: Any, **how: Any) -> Any:  # noqa: ANN401  whatever the function takes and gives
        at(When.BEFORE)
        done = await function(*args, **how)
        at(When.AFTER)
        at(When.COMMITTED)
        return done

    @wraps(function)
    def now(*args: Any, **how: Any) -> Any:  # noqa: ANN401
        at(When.BEFORE)
        done = function(*args, **how)
        at(When.AFTER)
        return done

    setattr(owner, name, later if asyncio.iscoroutinefunction(function) else now)


def _at_commit(hand: Hand) -> Hand:
    """What makes the end of the transaction that is under way call `hand`: there is one at a time."""
    original, armed = Database.transaction, list[Hand]()

    @asynccontextmanager
    async def transaction(database: Database) -> AsyncIterator[AsyncConnection]:
        async with original(database) as connection:
            yield connection
        for one in armed:
            one()

    Database.transaction = transaction  # type: ignore[assignment,method-assign]
    return lambda: armed.append(hand)


def die() -> None:
    """As by kill -9."""
    os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    _name, *sys.argv = sys.argv[1:]
    lay(next(point for point in POINTS if point.name == _name), die)
    runpy.run_path(sys.argv[0], run_name="__main__")
