"""What people do on the chat page: each deed is a small JSON object, and so is its answer."""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from playground.clock import Clock
from playground.passage import Passage
from playground.telegram import Telegram

MOST_HOURS = 24.0 * 31
TASHKENT = (41.31, 69.28)

ZoneOf = Callable[[int], Awaitable[str]]
"""The time zone that a chat chose."""

Deed = dict[str, Any]


class Deeds:
    """The deeds over one Telegram and one clock. A wrong one raises KeyError, TypeError or ValueError."""

    def __init__(
        self, telegram: Telegram, clock: Clock, zone_of: ZoneOf, passage: Passage | None = None
    ) -> None:
        """`zone_of` tells in which zone a chat's next morning is; without a `passage` hours leap."""
        self._telegram = telegram
        self._clock = clock
        self._zone_of = zone_of
        self._passage = passage
        self.old_client = False  # the page shows rich messages blank

    async def say(self, deed: Deed) -> Deed:
        """`user` writes `text` in `chat`."""
        self._telegram.say(int(deed["user"]), int(deed["chat"]), str(deed["text"]))
        return {}

    async def press(self, deed: Deed) -> Deed:
        """`user` presses the button with `data` of the message `message_id` in `chat`: the query's id."""
        user, chat, message = int(deed["user"]), int(deed["chat"]), int(deed["message_id"])
        return {"query_id": self._telegram.press(user, chat, message, str(deed["data"]))}

    async def inline(self, deed: Deed) -> Deed:
        """`user` types `query` after the bot's name: the query's id. The results come as an event."""
        return {"query_id": self._telegram.inline(int(deed["user"]), str(deed["query"]))}

    async def choose(self, deed: Deed) -> Deed:
        """`user` sends the result `result` of the query `query_id` into `chat`."""
        user, chat = int(deed["user"]), int(deed["chat"])
        self._telegram.choose(user, chat, str(deed["query_id"]), str(deed["result"]))
        return {}

    async def location(self, deed: Deed) -> Deed:
        """`user` sends a place: Tashkent."""
        self._telegram.share_location(int(deed["user"]), *TASHKENT)
        return {}

    async def push(self, deed: Deed) -> Deed:
        """The clock goes forward by `hours`, or to the next eight o'clock of the chat `morning`."""
        if "morning" in deed:
            zone = ZoneInfo(await self._zone_of(int(deed["morning"])))
            until = next_morning(self._clock(), zone)
        else:
            until = self._clock() + timedelta(hours=min(max(float(deed["hours"]), 0.0), MOST_HOURS))
        if self._passage is not None:
            for stop in await self._passage.stops(until):
                self._move_to(stop)
                await self._passage.settled()
        self._move_to(until)
        return {"ahead_ms": self.ahead()}

    def _move_to(self, moment: datetime) -> None:
        self._clock.push(moment - self._clock())
        self._telegram.world.changes.add("clock", {"ahead_ms": self.ahead()})

    async def switch(self, deed: Deed) -> Deed:
        """The switch `name` is turned `on` or off, by `user` in `chat`."""
        on = bool(deed["on"])
        match deed["name"]:
            case "old_client":
                self.old_client = on
            case "old_server":
                self._telegram.sending.knows_rich = not on
            case "photos_fail":
                self._telegram.sending.photos_fail = on
            case "outside":
                self._put_outside(int(deed["user"]), int(deed["chat"]), on)
            case other:
                raise ValueError(f"no switch {other}")
        return {}

    def _put_outside(self, user: int, chat: int, outside: bool) -> None:
        """Blocks the bot in a private chat or throws it out of another; or lets it in again. In a channel it
        is the owner who does.
        """
        room = self._telegram.world.chats[chat]
        owner = next((one for one, status in room.members.items() if status == "creator"), user)
        match room.kind, outside:
            case "private", True:
                self._telegram.block(user)
            case "private", False:
                self._telegram.unblock(user)
            case "channel", False:
                self._telegram.add_to_channel(owner, chat)
            case kind, True:
                self._telegram.remove_from_group(owner if kind == "channel" else user, chat)
            case _:
                self._telegram.add_to_group(user, chat)

    def switches(self) -> dict[str, bool]:
        """How the switches stand that are not a chat's own."""
        sending = self._telegram.sending
        return {
            "old_client": self.old_client,
            "old_server": not sending.knows_rich,
            "photos_fail": sending.photos_fail,
        }

    def ahead(self) -> int:
        """How far the playground's clock is ahead of the real one, in milliseconds."""
        return int((self._clock() - datetime.now(UTC)).total_seconds() * 1000)


def next_morning(now: datetime, zone: ZoneInfo) -> datetime:
    """Tomorrow, eight o'clock and a second, in the zone."""
    tomorrow = now.astimezone(zone).date() + timedelta(days=1)
    return datetime.combine(tomorrow, time(8, 0, 1), zone).astimezone(UTC)
