"""The database takes nothing -> operators hear of it at once, past the outbox, which is in the database."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

import structlog

from db import chats
from db.database import Database
from delivery.answers import Sent
from delivery.telegram import Telegram
from views.operators import Need, needs

log = structlog.get_logger()


@dataclass(slots=True)
class Alarm:
    """Told once a day at most, however often the disk is full again."""

    database: Database
    telegram: Telegram
    admins: Sequence[int]
    clock: Callable[[], datetime]
    _told: date | None = None

    async def look(self) -> None:
        """Tell the operators who have greeted the bot, if there is something to tell."""
        refusals, now = self.database.refusals, self.clock()
        if not refusals.are_serious or self._told == now.date():
            return
        self._told = now.date()
        async with self.database.reading() as connection:
            people = await chats.several(connection, self.admins)
        for chat in people.values():
            said = needs(Need.DISK, chat.language, detail=refusals.reason)
            answer = await self.telegram.send(chat, said)
            if not isinstance(answer, Sent):
                log.warning("an operator could not be told", answer=type(answer).__name__)
