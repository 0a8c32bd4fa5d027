"""The bot comes and goes: blocked, welcome again, taken into a group, thrown out, a group that moves."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from telegram import Update
from telegram.constants import ChatMemberStatus, ChatType
from telegram.ext import BaseHandler, ChatMemberHandler, MessageHandler, filters

from db import chats, outbox
from handlers.conversation import Context, Front, opened, reply, say
from views.start import group_welcome

OUT = {ChatMemberStatus.BANNED, ChatMemberStatus.LEFT}


def handlers(front: Front) -> Sequence[BaseHandler[Update, Context, Any]]:
    """What the library calls."""
    return (
        ChatMemberHandler(partial(changed, front), ChatMemberHandler.MY_CHAT_MEMBER),
        MessageHandler(filters.StatusUpdate.MIGRATE, partial(moved, front)),
    )


async def changed(front: Front, update: Update, _: Context) -> None:
    """The bot's place in a chat changed: whoever left is not written to, a new group is greeted."""
    change = update.my_chat_member
    if change is None:
        return
    was_out, is_out = change.old_chat_member.status in OUT, change.new_chat_member.status in OUT
    if is_out:
        async with front.database.transaction() as connection:
            await outbox.drop_all(connection, change.chat.id, "left")
            await chats.leave(connection, change.chat.id, "left")
        return
    ask = await opened(update, front)
    if ask is not None and was_out and change.chat.type != ChatType.PRIVATE:
        await reply(ask, say(group_welcome(ask.chat.language)))


async def moved(front: Front, update: Update, _: Context) -> None:
    """A group became a supergroup: everything of it goes along. Telegram says so twice, in either chat."""
    said = update.effective_message
    if said is None or said.chat is None:
        return
    old, new = said.migrate_from_chat_id or said.chat.id, said.migrate_to_chat_id or said.chat.id
    async with front.database.transaction() as connection:
        if old != new:
            await chats.move(connection, old, new)
