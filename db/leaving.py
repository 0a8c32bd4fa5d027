"""What may leave the outbox now, and the claim that takes it out. The hottest statements of the house.

They are made once: building one takes longer than SQLite needs for its answer.
"""

import secrets
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from sqlalchemy import ColumnElement, and_, bindparam, exists, func, or_, select, tuple_, update
from sqlalchemy.ext.asyncio import AsyncConnection

from db.moment import Moment
from db.outbox import IS_LATE, IS_PENDING, delivery_of, is_owed
from db.schema import chats, outbox, told
from people import Delivery, Priority

FIRST = datetime(1, 1, 1, tzinfo=UTC)  # before everything
PAGE = 16  # rows looked at in one go, at least


@dataclass(frozen=True, slots=True)
class Leaving:
    """A delivery that may leave; `waiting` alerts its chat is owed in all.

    `earlier` is our message that told the chat the same story before.
    """

    owed: Delivery
    waiting: int
    earlier: int | None


async def due(
    connection: AsyncConnection, now: datetime, fresh: datetime, most: int = PAGE
) -> AsyncIterator[Leaving]:
    """What may leave: pushes before digests, oldest first, one a chat. The caller wants about `most`.

    A chat gets what it is owed in order: while its first delivery waits or is on its way, nothing else of
    it is due. Alerts from before `fresh` are not: they go another way.
    """
    page = max(most, PAGE)
    for asked in _DUE:
        after = {"at": FIRST, "number": 0}
        while True:
            given = {"now": now, "fresh": fresh, "page": page, **after}
            rows = (await connection.execute(asked, given)).all()
            for row in rows:
                yield Leaving(delivery_of(row), row.waiting, row.earlier)
            if len(rows) < page:
                break
            after = {"at": rows[-1].not_before, "number": rows[-1].id}


async def lease(
    connection: AsyncConnection, wanted: Sequence[Delivery], now: datetime, lasting: timedelta
) -> list[Delivery]:
    """Take these out of the outbox, as far as they are in it, under a name that nobody else knows."""
    if not wanted:
        return []
    name = secrets.token_hex(8)
    given = {"ids": [owed.id for owed in wanted], "until": now + lasting, "name": name}
    taken = set((await connection.execute(_LEASE, given)).scalars())
    return [replace(owed, lease=name) for owed in wanted if owed.id in taken]


def _is_behind() -> ColumnElement[bool]:
    """Whether something else of the chat comes first, or is on its way."""
    other = outbox.alias()
    before = tuple_(other.c.priority, other.c.id) < tuple_(outbox.c.priority, outbox.c.id)
    same = (other.c.chat_id == outbox.c.chat_id) & is_owed(other)
    return exists().where(same, or_(before, other.c.state == "leased"))


_fellows = outbox.alias("fellows")
_WAITING = select(func.count()).where(
    _fellows.c.chat_id == outbox.c.chat_id, is_owed(_fellows), _fellows.c.priority == Priority.PUSH
)
_EARLIER = select(told.c.message_id).where(
    told.c.chat_id == outbox.c.chat_id,
    told.c.story_id == func.json_extract(outbox.c.story_ids, "$[0]"),
    func.json_array_length(outbox.c.story_ids) == 1,
)
_PLACE = tuple_(outbox.c.not_before, outbox.c.id)
_LAST = tuple_(bindparam("at", type_=Moment), bindparam("number"))
_IS_TIME = and_(outbox.c.not_before <= bindparam("now", type_=Moment), _PLACE > _LAST)
_DUE = [
    select(
        outbox,
        _WAITING.scalar_subquery().label("waiting"),
        _EARLIER.scalar_subquery().label("earlier"),
    )
    .join(chats, chats.c.id == outbox.c.chat_id)
    .where(IS_PENDING, outbox.c.priority == priority, _IS_TIME)
    .where(chats.c.gone == "", ~chats.c.paused, ~_is_behind(), ~IS_LATE)
    .order_by(outbox.c.not_before, outbox.c.id)
    .limit(bindparam("page"))
    for priority in Priority
]
_LEASE = (
    update(outbox)
    # Joined to nothing, the state is no reason for SQLite to look through all that is pending.
    .where(outbox.c.id.in_(bindparam("ids", expanding=True)), outbox.c.state.concat("") == "pending")
    .values(state="leased", leased_until=bindparam("until", type_=Moment), lease=bindparam("name"))
    .returning(outbox.c.id)
)
