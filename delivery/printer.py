"""A Message in the chat's layout -> Bot API calls -> an Answer.

The print is tried from the finest to the plainest: rich, HTML below a picture, HTML, bare text.
A step down happens only when Telegram refuses the print as such; what a server cannot do is remembered.
"""

import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from enum import IntEnum
from html import unescape
from typing import Any

import structlog
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, LinkPreviewOptions, ReplyParameters
from telegram import Message as TelegramMessage
from telegram.constants import ParseMode
from telegram.error import BadRequest, EndPointNotFound, InvalidToken, TelegramError

from delivery.answers import Answer, Overtaken, Pointless, Refused, Sent, is_done, is_markup, read
from message import Message, Open, Picture, Press, Row
from people import Chat, Layout
from views import html

log = structlog.get_logger()

LayAside = Callable[[Chat, Message], Awaitable[Press | None]]
"""Keeps the rest of a message that was too long for one print and gives the button that shows it, if any."""


class Level(IntEnum):
    """How fine a print is."""

    BARE = 0
    HTML = 1
    PHOTO = 2
    RICH = 3


@dataclass(frozen=True, slots=True)
class Place:
    """Where a message goes: a new one, or into the place of the one numbered `edits`."""

    chat: Chat
    reply_to: int | None = None
    edits: int | None = None
    paid: bool = False  # more than the free messages of this second: it is to be bought
    may: Callable[[], bool] = lambda: True  # whether it is still ours to send


@dataclass(slots=True)
class Server:
    """What this Bot API server turned out to know."""

    rich: bool = True
    dates: bool = True


class Printer:
    """Says messages to one Bot API server, and learns what it knows."""

    def __init__(self, bot: Bot, lay_aside: LayAside) -> None:
        """Nothing is known of the server yet: the finest is tried."""
        self._bot = bot
        self._lay_aside = lay_aside
        self._server = Server()

    @property
    def can_be_rich(self) -> bool:
        """Whether the server may know rich messages: it has not said otherwise."""
        return self._server.rich

    async def say(self, place: Place, message: Message) -> Answer:
        """Say it as finely as the chat wants and the server takes it."""
        level = self._finest(place.chat, message)
        if level is None:
            return Pointless("this server knows no rich messages")
        return await self._descend(place, message, level)

    async def say_file(self, place: Place, name: str, content: bytes, caption: Message) -> Answer:
        """A file with words below it: as many as a caption holds."""
        printed = html.plain(caption)
        try:
            sent = await self._bot.send_document(
                place.chat.id,
                content,
                filename=name,
                caption=printed.html,
                parse_mode=ParseMode.HTML,
                reply_markup=keyboard(printed.keyboard),
                message_thread_id=place.chat.thread_id,
                reply_parameters=_reply(place.reply_to) if place.reply_to is not None else None,
            )
        except TelegramError as error:
            return read(error)
        return Sent(sent.message_id)

    async def replace(self, place: Place, message: Message, *, rich: bool) -> Answer:
        """Say it in the place of an earlier message, which was printed `rich` or not."""
        return await self._descend(place, message, Level.RICH if rich else Level.HTML)

    async def replace_keyboard(self, chat: Chat, message_id: int, markup: InlineKeyboardMarkup) -> Answer:
        """Other buttons below an earlier message."""
        try:
            await self._bot.edit_message_reply_markup(chat.id, message_id, reply_markup=markup)
        except BadRequest as error:
            return Sent(message_id) if is_done(error) else read(error)
        except TelegramError as error:
            return read(error)
        return Sent(message_id)

    def _finest(self, chat: Chat, message: Message) -> Level | None:
        """The finest print that the chat wants and the server knows; None for a sample it does not know."""
        if message.must_be_rich:
            return Level.RICH if self._server.rich and html.rich(message) is not None else None
        if chat.layout is Layout.RICH and message.wants_rich and self._server.rich:
            return Level.RICH
        pictured = bool(message.blocks) and isinstance(message.blocks[0], Picture)
        return Level.PHOTO if pictured and chat.pictures else Level.HTML

    async def _descend(self, place: Place, message: Message, level: Level) -> Answer:
        while place.may():
            try:
                return Sent(await self._say(place, message, level))
            except (EndPointNotFound, InvalidToken) as error:
                step = await self._without_method(level, error)
            except BadRequest as error:
                step = self._coarser(place, level, error)
            except TelegramError as error:
                step = read(error)
            if not isinstance(step, Level):
                return step
            if message.must_be_rich:
                return Pointless("this server takes no such message")
            level = step
        return Overtaken()

    async def _without_method(self, level: Level, error: TelegramError) -> Level | Answer:
        """Tell a server without rich messages from a wrong token: both answer 404."""
        if level is not Level.RICH or not await self._token_is_good():
            return read(error)
        self._server.rich = False
        return Level.HTML

    def _coarser(self, place: Place, level: Level, error: BadRequest) -> Level | Answer:
        """The print to try after a refusal, or what the refusal means."""
        if place.edits is not None and is_done(error):
            return Sent(place.edits)
        answer = read(error)
        if not isinstance(answer, Refused) or level is Level.BARE:
            return answer
        log.warning("print refused", level=level.name, reason=str(error))
        match level:
            case Level.RICH if place.edits is not None:
                return answer  # a plain print cannot take a rich one's place: the caller sends anew
            case Level.RICH | Level.PHOTO:
                return Level.HTML
            case _ if "tg-time" in str(error) and self._server.dates:
                self._server.dates = False  # an older server does not know it
                return Level.HTML
            case _:
                return Level.BARE if is_markup(error) else Refused(str(error))

    async def _token_is_good(self) -> bool:
        try:
            await self._bot.get_me()
        except TelegramError:
            return False
        return True

    async def _say(self, place: Place, message: Message, level: Level) -> int:
        if level is Level.RICH and (printed := html.rich(message)) is not None:
            if printed.rest:
                rest = await self._lay_aside(place.chat, replace(message, blocks=printed.rest))
                printed = replace(printed, keyboard=(*_row(rest), *printed.keyboard))
            return await self._say_rich(place, printed, silent=message.silent)
        shown = message if level is Level.PHOTO else replace(message, blocks=_without_pictures(message))
        plain = html.plain(shown, dates=self._server.dates)
        rows = plain.keyboard
        if plain.rest:
            rest = await self._lay_aside(place.chat, replace(message, blocks=plain.rest, preview=""))
            rows = (*rows, *_row(rest))
        bare = level is Level.BARE
        arguments: dict[str, Any] = {
            "reply_markup": keyboard(rows),
            "parse_mode": None if bare else ParseMode.HTML,
        }
        text = unescape(re.sub(r"<[^>]+>", "", plain.html)) if bare else plain.html
        if plain.photo and place.edits is not None:
            await self._bot.edit_message_caption(place.chat.id, place.edits, caption=text, **arguments)
            return place.edits
        if plain.photo:
            sent = await self._bot.send_photo(
                photo=plain.photo, caption=text, **arguments, **_where(place, message)
            )
            return sent.message_id
        arguments["link_preview_options"] = _preview(plain.preview)
        if place.edits is not None:
            await self._bot.edit_message_text(text, place.chat.id, place.edits, **arguments)
            return place.edits
        return (await self._bot.send_message(text=text, **arguments, **_where(place, message))).message_id

    async def _say_rich(self, place: Place, printed: html.RichPrint, *, silent: bool) -> int:
        markup = keyboard(printed.keyboard)
        arguments: dict[str, Any] = {
            "chat_id": place.chat.id,
            "rich_message": {"html": printed.html, "skip_entity_detection": True},
        }
        if markup is not None:
            arguments["reply_markup"] = markup
        if place.edits is not None:
            # Not Bot.edit_message_text: the library insists on a text, and a rich message has none.
            # The odd spelling, which it makes editMessageText of, keeps it from advising that method.
            await self._bot.do_api_request("editMessage_text", {**arguments, "message_id": place.edits})
            return place.edits
        if place.chat.thread_id is not None:
            arguments["message_thread_id"] = place.chat.thread_id
        if place.reply_to is not None:
            arguments["reply_parameters"] = _reply(place.reply_to)
        if silent:
            arguments["disable_notification"] = True
        if place.paid:
            arguments["allow_paid_broadcast"] = True
        sent = await self._bot.do_api_request("sendRichMessage", arguments, return_type=TelegramMessage)
        return int(sent.message_id)


def _where(place: Place, message: Message) -> dict[str, Any]:
    return {
        "chat_id": place.chat.id,
        "message_thread_id": place.chat.thread_id,
        "reply_parameters": _reply(place.reply_to) if place.reply_to is not None else None,
        "disable_notification": message.silent or None,
        "allow_paid_broadcast": place.paid or None,
    }


def _row(press: Press | None) -> tuple[Row, ...]:
    return ((press,),) if press else ()


def _reply(message_id: int) -> ReplyParameters:
    return ReplyParameters(message_id, allow_sending_without_reply=True)


def _preview(url: str) -> LinkPreviewOptions:
    return (
        LinkPreviewOptions(url=url, prefer_small_media=True) if url else LinkPreviewOptions(is_disabled=True)
    )


def _without_pictures(message: Message) -> tuple[Any, ...]:
    return tuple(block for block in message.blocks if not isinstance(block, Picture))


def keyboard(rows: tuple[Row, ...]) -> InlineKeyboardMarkup | None:
    """The Bot API's inline keyboard of these rows."""
    if not rows:
        return None
    return InlineKeyboardMarkup([[button(one) for one in row] for row in rows])


def button(of: Press | Open) -> InlineKeyboardButton:
    """The Bot API's inline button."""
    match of:
        case Press(label, data, style):
            styled = {"style": style} if style else None
            return InlineKeyboardButton(label, callback_data=data, api_kwargs=styled)
        case Open(label, url):
            return InlineKeyboardButton(label, url=url)
