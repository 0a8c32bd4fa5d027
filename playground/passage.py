"""Hours that go by in the playground: where the pushed clock stops, and when the house is at rest again."""

import asyncio
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from db import articles, chats, sources, stories
from house import House
from playground.samples import reports

PATIENCE = 30.0  # real seconds to wait at most, whatever is still to be read
_MANY = 500  # more articles than the sample outlets ever have
_GLANCE = 0.1  # real seconds between two looks at the house


class Passage:
    """How hours go by when the clock is pushed.

    It stops before each digest until the news so far is read: in a real night nobody skips the hours between.
    """

    def __init__(self, house: House, start: datetime, own: Sequence[str]) -> None:
        """`start` is when the playground began, `own` are the keys of its sample outlets."""
        self._house = house
        self._news = sorted(report.published(start) + timedelta(seconds=1) for report in reports())
        self._own = frozenset(own)

    async def stops(self, until: datetime) -> list[datetime]:
        """Where to stop between now and `until`: at the last news before each digest, and before the end."""
        now = self._house.clock()
        async with self._house.database.reading() as connection:
            hours = await chats.digest_hours(connection)
        ends = sorted({until, *digests(hours, now, until)})
        return last_before(self._news, [now, *ends])

    async def settled(self) -> None:
        """Returns once the sample outlets were asked and all they said is published, or patience ends."""
        loop = asyncio.get_running_loop()
        end = loop.time() + PATIENCE
        while await self._busy() and loop.time() < end:  # noqa: ASYNC110  rows have no event to wait for
            await asyncio.sleep(_GLANCE)

    async def open(self, doors: asyncio.Event) -> None:
        """Opens the doors once the archive is read: who comes first finds the latest stories, too."""
        try:
            await self.settled()
        finally:
            doors.set()

    async def _busy(self) -> bool:
        now = self._house.clock()
        async with self._house.database.reading() as connection:
            due = await sources.due(connection, now, len(self._house.catalogue))
            unread = await articles.unread(connection, now, _MANY)
            unjudged = await articles.unjudged(connection, _MANY)
            waiting = await stories.waiting(connection, 1)
        held = [one.article for one in unread] + [one.article for one in unjudged]
        busy = {one.source.key for one in due} | {one.source for one in held}
        return bool(waiting or busy & self._own)


def last_before(moments: Sequence[datetime], bounds: Sequence[datetime]) -> list[datetime]:
    """Of each stretch between two neighbouring bounds: the last of the moments in it, where there is one."""
    stretches = ([one for one in moments if begin < one < end] for begin, end in pairwise(bounds))
    return [max(stretch) for stretch in stretches if stretch]


def digests(hours: Iterable[tuple[str, time]], now: datetime, until: datetime) -> list[datetime]:
    """When digests of these zones and hours come between two moments."""
    days = range((until - now).days + 3)
    slots = (
        datetime.combine(now.date() + timedelta(days=day - 1), at, ZoneInfo(zone))
        for zone, at in hours
        for day in days
    )
    return [slot.astimezone(UTC) for slot in slots if now < slot < until]
