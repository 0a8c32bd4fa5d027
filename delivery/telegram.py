"""Where messages leave the house: at the allowed pace, printed as the chat wants it, answered by a value."""

import asyncio
from collections.abc import Awaitable, Callable

import structlog
from telegram import Bot, InlineKeyboardMarkup

from delivery.answers import Answer, Broken, Overtaken, Pointless, RetryAt, TokenRefused, Uncertain
from delivery.pace import Pace
from delivery.printer import LayAside, Place, Printer, button
from message import Message
from people import Chat

__all__ = ["Telegram", "button"]

log = structlog.get_logger()


class Telegram:
    """The only place that sends to chats."""

    def __init__(
        self,
        bot: Bot,
        pace: Pace,
        lay_aside: LayAside,
        seconds: Callable[[], float],
        pause: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        """`seconds` is a monotonic clock, `pause` sleeps; `pace` is asked by that clock."""
        self.pace = pace
        self.seconds = seconds
        self.pause = pause
        self._printer = Printer(bot, lay_aside)

    @property
    def can_be_rich(self) -> bool:
        """Whether the server may know rich messages: it has not said otherwise."""
        return self._printer.can_be_rich

    async def send(self, chat: Chat, message: Message, reply_to: int | None = None) -> Answer:
        """Answer a person: a new message, as soon as the pace allows."""
        booked = self.pace.book(chat.id, self.seconds())
        if booked > 0:
            await self.pause(booked)
        while (held := self.pace.held(chat.id, self.seconds())) > 0:
            await self.pause(held)
        while (wait := self.pace.wait_for_all(self.seconds())) > 0:
            self.pace.answers += 1
            try:
                await self.pause(wait)
            finally:
                self.pace.answers -= 1
        paid = self.pace.depart(self.seconds())
        return self._learn(chat.id, await self._printer.say(Place(chat, reply_to, paid=paid), message))

    async def post(
        self,
        chat: Chat,
        message: Message,
        reply_to: int | None = None,
        *,
        edits: int | None = None,
        paid: bool = False,
        may: Callable[[], bool] = lambda: True,
    ) -> Answer:
        """Send what has taken its place in the pace already, or say it in the place of the
        message `edits`. Nothing is sent once `may` says no.

        Nothing is raised: what our own code throws is an answer, too.
        """
        try:
            place = Place(chat, reply_to, edits, paid=paid, may=may)
            return self._learn(chat.id, await self._printer.say(place, message))
        except Exception as error:
            log.exception("a message could not be printed", chat=chat.id)
            return Broken(f"{type(error).__name__}: {error}"[:200])

    async def edit(self, chat: Chat, message_id: int, message: Message, *, rich: bool) -> Answer:
        """Say something else in an earlier message; `rich` as that one was printed.

        A message that is gone, or says so already, is a success.
        """
        return await self._printer.replace(Place(chat, edits=message_id), message, rich=rich)

    async def edit_keyboard(self, chat: Chat, message_id: int, markup: InlineKeyboardMarkup) -> Answer:
        """Other buttons below an earlier message; one that is gone, or has them already, is a success."""
        return await self._printer.replace_keyboard(chat, message_id, markup)

    async def send_file(
        self, chat: Chat, name: str, content: bytes, caption: Message, reply_to: int | None = None
    ) -> Answer:
        """Send a file with words below it, waiting for the pace."""
        while (wait := self.pace.wait(chat.id, self.seconds())) > 0:
            await self.pause(wait)
        self.pace.leave(chat.id, self.seconds())
        place = Place(chat, reply_to)
        return self._learn(chat.id, await self._printer.say_file(place, name, content, caption))

    def _learn(self, chat_id: int, answer: Answer) -> Answer:
        """Note what the answer tells about the pace and the line."""
        now = self.seconds()
        match answer:
            case TokenRefused():
                self.pace.refuses(now)
            case Uncertain() | RetryAt(seconds=None):
                self.pace.fails(now)
            case RetryAt(seconds=float(seconds)):
                self.pace.works()
                self.pace.hold(chat_id, seconds, now)
            case Overtaken() | Pointless():
                pass
            case _:
                self.pace.works()
        return answer
