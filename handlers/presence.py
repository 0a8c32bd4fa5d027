"""The bot comes and goes: blocked, welcome again, taken into a chat, thrown out, silenced; a group moves."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection
from telegram import Chat as TelegramChat
from telegram import ChatMember, ChatMemberAdministrator, ChatMemberRestricted, Update, User
from telegram.constants import ChatMemberStatus, ChatType
from telegram.ext import BaseHandler, ChatMemberHandler, MessageHandler, filters

from db import channels, chats, inbox, outbox
from db.channels import Channel
from handlers.channels import link
from handlers.conversation import Ask, Context, Front, Reply, newcomer, opened, reply, say
from views import groups
from views.start import group_welcome

OUT = {ChatMemberStatus.BANNED, ChatMemberStatus.LEFT}


def handlers(front: Front) -> Sequence[BaseHandler[Update, Context, Any]]:
    """What the library calls."""
    return (
        ChatMemberHandler(partial(changed, front), ChatMemberHandler.MY_CHAT_MEMBER),
        MessageHandler(filters.StatusUpdate.MIGRATE, partial(moved, front)),
    )


async def changed(front: Front, update: Update, _: Context) -> None:
    """The bot's place in a chat changed: who left is not written to; who took it in hears how it goes on."""
    change = update.my_chat_member
    if change is None:
        return
    there, place = change.chat, change.new_chat_member
    if place.status not in OUT and _may_write(place, there.type) and there.type != ChatType.CHANNEL:
        ask = await opened(update, front)
        was_out = change.old_chat_member.status in OUT
        if ask is not None and was_out and there.type != ChatType.PRIVATE:
            await reply(ask, say(group_welcome(ask.chat.language)))
        return
    async with front.database.transaction() as connection:
        if not await inbox.hear(connection, front.bot_id, update.update_id, front.clock()):
            return
        if place.status in OUT:
            await _left(connection, there.id)
            return
        person = await _person(connection, front, change.from_user)
        known = await chats.one(connection, there.id) is not None
        if not _may_write(place, there.type):
            await chats.leave(connection, there.id, "may not write")
    if _may_write(place, there.type):
        await _tell(person, await link(person, Channel(there.id, there.title or "")))
    elif known:
        await _tell(person, say(groups.may_not_write(there.title or "", person.chat.language)))


async def _left(connection: AsyncConnection, chat_id: int) -> None:
    await outbox.drop_all(connection, chat_id, "left")
    await chats.leave(connection, chat_id, "left")
    await channels.unlink_all(connection, chat_id)


async def _person(connection: AsyncConnection, front: Front, who: User) -> Ask:
    """The private chat of somebody who did something elsewhere."""
    met = newcomer(TelegramChat(who.id, ChatType.PRIVATE), who.language_code, front)
    return Ask(front, await chats.keep(connection, met, front.clock()), who.id)


async def _tell(person: Ask, answer: Reply) -> None:
    """Say it in private, unless the person has shown us the door there."""
    async with person.front.database.reading() as connection:
        gone = await chats.is_gone(connection, person.chat.id)
    if not gone:
        await reply(person, answer)


def _may_write(place: ChatMember, kind: str) -> bool:
    match place:
        case ChatMemberRestricted():
            return place.can_send_messages
        case ChatMemberAdministrator() if kind == ChatType.CHANNEL:
            return bool(place.can_post_messages)
        case _:
            return kind != ChatType.CHANNEL


async def moved(front: Front, update: Update, _: Context) -> None:
    """A group became a supergroup: everything of it goes along. Telegram says so twice, in either chat."""
    said = update.effective_message
    if said is None or said.chat is None:
        return
    old, new = said.migrate_from_chat_id or said.chat.id, said.migrate_to_chat_id or said.chat.id
    async with front.database.transaction() as connection:
        if not await inbox.hear(connection, front.bot_id, update.update_id, front.clock()):
            return
        told = await chats.one(connection, new) is not None
        if old != new:
            await chats.move(connection, old, new)
        chat = await chats.one(connection, new)
    if chat is not None and not told:
        await reply(Ask(front, chat, 0), say(groups.moved(chat.language)))
