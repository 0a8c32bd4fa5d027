"""Updates coming in: which wish is it, may this person have it, what does it answer."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import structlog
from telegram import Update
from telegram.constants import ChatID, ChatType
from telegram.ext import BaseHandler, CallbackQueryHandler, MessageHandler, filters

from db.refusals import takes_nothing
from handlers.conversation import (
    Answering,
    Ask,
    Context,
    Front,
    Reply,
    known,
    may_change,
    nod,
    opened,
    reply,
    say,
)
from handlers.flood import Buckets, Verdict
from handlers.lists import take_list
from handlers.preferences import locate
from handlers.searching import search
from views import errors
from views.actions import Action, decode
from views.errors import Trouble

LIST = filters.Document.FileExtension("opml") | filters.Document.FileExtension("xml")

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Command:
    """What a command does. `changes`: in groups it is for administrators; `operators`: for them alone."""

    answer: Answering
    changes: bool = False
    operators: bool = False


@dataclass(frozen=True, slots=True)
class Pressed:
    """What a button does; the action is of the kind that stands before it in the table."""

    answer: Callable[[Ask, Any], Awaitable[Reply]]
    changes: bool = False
    operators: bool = False


Commands = Mapping[str, Command]
Presses = Mapping[type[Action], Pressed]


def _unknown(name: str) -> Command:
    """Nothing is called so: the answer says what may have been meant."""

    async def answer(ask: Ask) -> Reply:
        return say(errors.unknown_command(name, ask.chat.language))

    return Command(answer)


class Incoming:
    """Everything that people say and press."""

    def __init__(self, front: Front, commands: Commands, presses: Presses) -> None:
        """The tables say what there is."""
        self._front = front
        self._commands = commands
        self._presses = presses
        self._buckets = Buckets()

    def handlers(self) -> Sequence[BaseHandler[Update, Context, Any]]:
        """What the library calls; messages that were edited later are not asked again."""
        new, private = filters.UpdateType.MESSAGE, filters.ChatType.PRIVATE
        return (
            MessageHandler(new & filters.COMMAND, self.command),
            MessageHandler(new & private & filters.LOCATION, self.location),
            MessageHandler(new & private & LIST, self.document),
            MessageHandler(new & private & filters.TEXT, self.plain_words),
            CallbackQueryHandler(self.press),
        )

    async def command(self, update: Update, context: Context) -> None:
        """A command: in a group only one that may be meant for us."""
        said = update.effective_message
        name, _, words = (said.text or "").partition(" ") if said else ("", "", "")
        name, _, addressee = name.removeprefix("/").partition("@")
        in_group = update.effective_chat is not None and update.effective_chat.type != ChatType.PRIVATE
        if addressee and addressee.lower() != context.bot.username.lower():
            return
        command = self._commands.get(name.lower())
        if command is None and in_group and not addressee:
            return  # some other bot's
        await self._answer(update, context, words.strip(), command or _unknown(name))

    async def plain_words(self, update: Update, context: Context) -> None:
        """Plain words are a search."""
        said = update.effective_message
        await self._answer(update, context, (said.text or "") if said else "", Command(search))

    async def location(self, update: Update, context: Context) -> None:
        """A location is a zone."""
        place = update.effective_message.location if update.effective_message else None
        if place is not None:
            here = Command(lambda ask: locate(ask, place.longitude, place.latitude))
            await self._answer(update, context, "", here)

    async def document(self, update: Update, context: Context) -> None:
        """A file is a list of feeds, when its name says so."""
        file = update.effective_message.document if update.effective_message else None
        if file is not None:
            here = Command(lambda ask: take_list(ask, file), changes=True)
            await self._answer(update, context, "", here)

    async def press(self, update: Update, context: Context) -> None:
        """A button: always acknowledged, whatever it says."""
        pressed = update.callback_query
        action = decode(pressed.data or "") if pressed else None
        doing = self._presses.get(type(action)) if action is not None else None
        ask = await self._admitted(update)
        if ask is None or pressed is None:
            return
        if doing is None or (doing.operators and ask.user_id not in self._front.admins):
            answer = nod(errors.toast(Trouble.OLD_BUTTON, ask.chat.language))
        elif doing.changes and not await may_change(update, context):
            answer = nod(errors.toast(Trouble.ADMINISTRATORS, ask.chat.language))
        elif doing.changes and not ask.noted:
            answer = nod(errors.toast(Trouble.TAKES_NOTHING, ask.chat.language))
        else:
            answer = await doing.answer(ask, action)
        await reply(ask, answer, pressed)

    async def broken(self, update: object, context: Context) -> None:
        """Something of ours broke: a cause for the log, a sentence for the person."""
        trouble = _trouble(context.error)
        if trouble is Trouble.INTERNAL:
            log.error("a wish broke", exc_info=context.error)
        if isinstance(update, Update) and (ask := await known(update, self._front)) is not None:
            said = errors.trouble(trouble, ask.chat.language)
            await reply(ask, say(said), update.callback_query)

    async def _answer(self, update: Update, context: Context, words: str, command: Command) -> None:
        ask = await self._admitted(update, words)
        if ask is None:
            return
        if command.operators and ask.user_id not in self._front.admins:
            answer = say(errors.trouble(Trouble.UNKNOWN_COMMAND, ask.chat.language))
        elif command.changes and not await may_change(update, context):
            answer = say(errors.trouble(Trouble.ADMINISTRATORS, ask.chat.language))
        elif command.changes and not ask.noted:
            answer = say(errors.trouble(Trouble.TAKES_NOTHING, ask.chat.language))
        else:
            answer = await command.answer(ask)
        await reply(ask, answer)

    async def _admitted(self, update: Update, words: str = "") -> Ask | None:
        """The wish, unless it was heard before, is of yesterday, or somebody asks too fast (said once).

        Who asks too fast costs us no writing: others wait for that.
        """
        verdict = self._buckets.take(_whose(update), self._front.clock())
        if verdict is Verdict.IGNORE:
            if update.callback_query is not None and (ask := await known(update, self._front)) is not None:
                too_fast = nod(errors.toast(Trouble.FLOOD, ask.chat.language))
                await reply(ask, too_fast, update.callback_query)
            return None
        ask = await opened(update, self._front, words)
        if ask is not None and verdict is Verdict.WARN:
            flood = errors.trouble(Trouble.FLOOD, ask.chat.language)
            await reply(ask, say(flood), update.callback_query)
            return None
        return ask


def _trouble(error: Exception | None) -> Trouble:
    if isinstance(error, TimeoutError):
        return Trouble.TOO_WIDE
    return Trouble.TAKES_NOTHING if takes_nothing(error) else Trouble.INTERNAL


def _whose(update: Update) -> Sequence[int]:
    """The person, and the group; those who speak as a group or channel share one id all over Telegram."""
    there, who = update.effective_chat, update.effective_user
    shared = {ChatID.ANONYMOUS_ADMIN, ChatID.FAKE_CHANNEL}
    person = [who.id] if who is not None and who.id not in shared else []
    return [*person, *([there.id] if there is not None and there.type != ChatType.PRIVATE else [])]
