"""One wish of one person: who asks, in which chat, and how the answer goes back."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time
from typing import Any

import structlog
from sqlalchemy.exc import DBAPIError
from telegram import Bot, CallbackQuery, InlineKeyboardMarkup, Update
from telegram import Chat as TelegramChat
from telegram.constants import ChatMemberStatus, ChatType
from telegram.error import TelegramError
from telegram.ext import CallbackContext

from db import chats, inbox
from db.database import Database
from db.refusals import takes_nothing
from delivery.answers import ChatGone, ChatMoved, NotGreeted, Pointless, RetryAt, Sent
from delivery.telegram import Telegram, button
from message import Message, Press
from model import Source
from people import Chat
from views import errors
from views.actions import Action, encode
from views.errors import Trouble
from views.i18n import LANGUAGES

Context = CallbackContext[Any, Any, Any, Any]

PATIENCE = 30.0  # seconds that an answer may wait for Telegram; later nobody looks for it

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Front:
    """What every answer may need."""

    database: Database
    telegram: Telegram
    bot: Bot  # to ask who is who; what is said goes through `telegram`
    clock: Callable[[], datetime]
    bot_id: int
    zone: str
    digest_at: time
    admins: Sequence[int] = ()
    version: str = ""
    started: datetime = datetime(1970, 1, 1, tzinfo=UTC)
    errors: Callable[[], Sequence[tuple[datetime, str]]] = tuple  # the last ones, newest first
    public_url: str = ""  # where others reach the web app; "" where they do not
    secret: Callable[[], str] = lambda: ""  # another at each call, that nobody can guess
    opml: Callable[[Sequence[Source]], str] = lambda _: ""  # writes a list of feeds


@dataclass(frozen=True, slots=True)
class Ask:
    """A wish: `words` is what stood after the command, `chat` as kept, its topic where it was asked.

    `noted` is False when the database takes nothing now, not even that this was heard: it can be answered,
    but must change nothing, for it may be brought again.
    """

    front: Front
    chat: Chat
    user_id: int
    words: str = ""
    reply_to: int | None = None  # in groups: the message that asked
    noted: bool = True

    @property
    def now(self) -> datetime:
        """The time at which it is answered."""
        return self.front.clock()


@dataclass(frozen=True, slots=True)
class Swap:
    """Another button in the place of the pressed one."""

    pressed: Action
    after: Press


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that goes back, with what is said below it."""

    name: str
    content: bytes
    caption: Message


@dataclass(frozen=True, slots=True)
class Reply:
    """What goes back: new messages, the first maybe in the place of the pressed one; a word on the button."""

    messages: tuple[Message, ...] = ()
    edits: bool = False
    toast: str = ""
    swap: Swap | None = None
    attachment: Attachment | None = None


def say(*messages: Message) -> Reply:
    """Answer with new messages."""
    return Reply(messages)


def show(message: Message, toast: str = "") -> Reply:
    """Answer in the place of the pressed message."""
    return Reply((message,), edits=True, toast=toast)


def nod(toast: str) -> Reply:
    """Answer with a word on the button only."""
    return Reply(toast=toast)


Answering = Callable[[Ask], Awaitable[Reply]]


async def opened(update: Update, front: Front, words: str = "") -> Ask | None:
    """The wish in an update; None when it was heard before, or is of a channel.

    The chat is greeted, that is: kept if new, welcome again if it had left.
    """
    there, who = update.effective_chat, update.effective_user
    if there is None or there.type == ChatType.CHANNEL:
        return None
    met, noted = newcomer(there, who.language_code if who else None, front), True
    try:
        async with front.database.transaction() as connection:
            if not await inbox.hear(connection, front.bot_id, update.update_id, front.clock()):
                return None
            chat = await chats.greet(connection, met, front.clock())
    except DBAPIError as error:
        if not takes_nothing(error):
            raise
        async with front.database.reading() as connection:
            chat, noted = await chats.one(connection, met.id) or met, False
    said = update.effective_message
    topic = said.message_thread_id if said is not None and said.is_topic_message else None
    answers = there.type != ChatType.PRIVATE and said is not None and update.callback_query is None
    reply_to = said.message_id if answers and said is not None else None
    return Ask(front, replace(chat, thread_id=topic), who.id if who else 0, words, reply_to, noted)


async def known(update: Update, front: Front) -> Ask | None:
    """Who is behind an update that was heard, if we know the chat."""
    there, who = update.effective_chat, update.effective_user
    async with front.database.reading() as connection:
        chat = await chats.one(connection, there.id) if there else None
    return Ask(front, chat, who.id if who else 0) if chat else None


def newcomer(there: TelegramChat, language: str | None, front: Front) -> Chat:
    """A chat that we do not know yet, served as the operator set it, in a language of its person's client."""
    spoken = (language or "en")[:2]
    return Chat(
        id=there.id,
        kind=str(there.type),
        language=spoken if spoken in LANGUAGES else "en",
        zone=front.zone,
        digest_at=front.digest_at,
    )


async def may_change(update: Update, context: Context) -> bool:
    """Whether this person may change the chat: anyone in private, administrators in groups."""
    there, who = update.effective_chat, update.effective_user
    if there is None or there.type == ChatType.PRIVATE:
        return True
    if update.effective_message is not None and update.effective_message.sender_chat is not None:
        return update.effective_message.sender_chat.id == there.id  # an administrator who stays anonymous
    if who is None:
        return False
    try:
        return await administers(context.bot, there.id, who.id)
    except TelegramError:
        return False


async def administers(bot: Bot, chat_id: int, user_id: int) -> bool:
    """Whether the person is an administrator of the group or channel now.

    Raises:
        TelegramError: Telegram does not say.
    """
    member = await bot.get_chat_member(chat_id, user_id)
    return member.status in {ChatMemberStatus.OWNER, ChatMemberStatus.ADMINISTRATOR}


async def reply(ask: Ask, answer: Reply, pressed: CallbackQuery | None = None) -> None:
    """Send the answer back; a press is always acknowledged, so that the button stops spinning."""
    if pressed is not None:
        await _acknowledge(pressed, answer.toast)
        if answer.swap is not None:
            await _swap(ask, answer.swap, pressed)
    messages = list(answer.messages)
    in_place = answer.edits and messages and pressed is not None and pressed.message is not None
    if in_place and pressed is not None and await _edited(ask, messages[0], pressed):
        messages = messages[1:]
    for message in messages:
        await _say(ask, message)
    if answer.attachment is not None:
        await _send(ask, answer.attachment)


async def _send(ask: Ask, file: Attachment) -> None:
    to = ask.front.telegram
    sent = await to.send_file(ask.chat, file.name, file.content, file.caption, ask.reply_to)
    if not isinstance(sent, Sent):
        log.warning("file not delivered", answer=type(sent).__name__)


async def _say(ask: Ask, message: Message) -> None:
    """Say it; wait once when Telegram asks for it, follow once where the chat moved, or say why not."""
    chat = ask.chat
    for _ in range(2):
        sent = await ask.front.telegram.send(chat, message, ask.reply_to)
        match sent:
            case RetryAt(seconds=seconds) if seconds is not None and seconds <= PATIENCE:
                continue  # the pace holds the chat for so long
            case ChatMoved(there):
                async with ask.front.database.transaction() as connection:
                    await chats.move(connection, chat.id, there)
                chat = replace(chat, id=there)
                continue
            case Pointless():
                message = errors.trouble(Trouble.NO_RICH, chat.language)
                continue
            case ChatGone(reason) | NotGreeted(reason):
                async with ask.front.database.transaction() as connection:
                    await chats.leave(connection, chat.id, reason)
            case _:
                pass
        break
    if not isinstance(sent, Sent):
        log.warning("answer not delivered", answer=type(sent).__name__)


async def _acknowledge(pressed: CallbackQuery, toast: str) -> None:
    try:
        await pressed.answer(toast[:200] or None)
    except TelegramError as error:
        log.info("a press was too old to acknowledge", reason=str(error))


async def _swap(ask: Ask, swap: Swap, pressed: CallbackQuery) -> None:
    """Change the pressed button where it stands below its message; inside a rich one it stays as it is."""
    held: Any = pressed.message
    markup = getattr(held, "reply_markup", None)
    if markup is None:
        return
    data, after = encode(swap.pressed), button(swap.after)
    if not any(one.callback_data == data for row in markup.inline_keyboard for one in row):
        return
    rows = [[after if one.callback_data == data else one for one in row] for row in markup.inline_keyboard]
    await ask.front.telegram.edit_keyboard(ask.chat, held.message_id, InlineKeyboardMarkup(rows))


async def _edited(ask: Ask, message: Message, pressed: CallbackQuery) -> bool:
    """Whether the answer could stand in the place of the pressed message, printed as that one was."""
    held: Any = pressed.message
    rich = "rich_message" in (getattr(held, "api_kwargs", None) or {})
    if not (rich or getattr(held, "text", None)):
        return False  # a photo or a message too old: a new one is sent
    sent = await ask.front.telegram.edit(ask.chat, held.message_id, message, rich=rich)
    return isinstance(sent, Sent)


def in_language(ask: Ask, language: str) -> Ask:
    """The same wish, answered in another language from now on."""
    return replace(ask, chat=replace(ask.chat, language=language))
