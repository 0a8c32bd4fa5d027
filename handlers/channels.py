"""Channels: an administrator decides in the private chat which of their alerts are posted there."""

from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection
from telegram import ChatMemberAdministrator
from telegram.constants import ChatType
from telegram.error import TelegramError

from db import channels, chats, own_sources, subscriptions
from db.channels import Channel
from handlers.conversation import Ask, Reply, administers, nod, say, show
from handlers.subscribing import MOST
from people import Chat, Subscription
from views import channels as view
from views import choices, errors
from views.errors import Trouble

LIKE_MINE = (
    "language", "zone", "digest_at", "digest_days", "weekly_day", "quiet_from", "quiet_to", "pictures",
)  # fmt: skip  # how a channel is served as its person is; not the layout, which each reader's client decides


async def listed(ask: Ask) -> Reply:
    """/channels, or /channels @NAME: look after that one."""
    language = ask.chat.language
    if ask.chat.kind != ChatType.PRIVATE:
        return say(view.in_private(language))
    if ask.words:
        return await _named(ask, ask.words.split()[0])
    async with ask.front.database.reading() as connection:
        held = await channels.of(connection, ask.chat.id)
    shown = [(one.id, one.title) for one in held]
    return say(view.channels(shown, language, username=ask.front.bot.username))


async def open_one(ask: Ask, action: choices.ChannelMenu) -> Reply:
    """What is posted in one."""
    found = await _mine(ask, action.channel)
    return await _page(ask, found) if isinstance(found, Channel) else found


async def post_there(ask: Ask, action: choices.PostThere) -> Reply:
    """Post an alert there, or no more."""
    found = await _mine(ask, action.channel)
    if not isinstance(found, Channel):
        return found
    async with ask.front.database.transaction() as connection:
        choice = await _choices(connection, ask.chat.id, found.id)
        wanted = next((one for one in choice if one.id == action.subscription_id), None)
        posted = {one.query: one for one in choice if one.chat_id == found.id}
        if wanted is None:
            return nod(errors.toast(Trouble.GONE, ask.chat.language))
        if (held := posted.get(wanted.query)) is not None:
            await _take_away(connection, found.id, held)
        elif len(posted) >= MOST:
            return say(errors.trouble(Trouble.TOO_MANY, ask.chat.language, limit=MOST))
        else:
            await _post(connection, ask, found.id, wanted)
    return await _page(ask, found)


async def like_mine(ask: Ask, action: choices.SetLikeMine) -> Reply:
    """Serve it as the person is served."""
    found = await _mine(ask, action.channel)
    if not isinstance(found, Channel):
        return found
    async with ask.front.database.transaction() as connection:
        await chats.change(connection, found.id, **_served(ask.chat))
    return await _page(ask, found)


async def unlink(ask: Ask, action: choices.Unlink) -> Reply:
    """Leave it, once the person is sure."""
    found = await _mine(ask, action.channel)
    if not isinstance(found, Channel):
        return found
    if not action.sure:
        return show(view.unlink_ask(found.id, found.title, ask.chat.language))
    try:
        await ask.front.bot.leave_chat(found.id)
    except TelegramError:
        return nod(errors.toast(Trouble.INTERNAL, ask.chat.language))
    async with ask.front.database.transaction() as connection:
        await chats.erase(connection, found.id)
        await channels.unlink_all(connection, found.id)
    return show(view.unlinked(found.title, ask.chat.language))


async def link(ask: Ask, channel: Channel) -> Reply:
    """The person looks after the channel from now on; a new one is served as they are."""
    async with ask.front.database.transaction() as connection:
        served = Chat(channel.id, ChatType.CHANNEL, **_served(ask.chat))
        await chats.greet(connection, served, ask.now)
        await channels.link(connection, ask.chat.id, channel)
    page = await _page(ask, channel, just_linked=True)
    return say(*page.messages)


# ---------------------------------------------------------------- whose it is


async def _named(ask: Ask, name: str) -> Reply:
    """A channel by its @name or id, if the bot may post there and the person is an administrator."""
    try:
        there = await ask.front.bot.get_chat(name)
        us = await ask.front.bot.get_chat_member(there.id, ask.front.bot_id)
        may = isinstance(us, ChatMemberAdministrator) and bool(us.can_post_messages)
        ours = (
            there.type == ChatType.CHANNEL and may and await administers(ask.front.bot, there.id, ask.user_id)
        )
    except TelegramError:
        ours = False
    if not ours:
        return say(view.not_yours(name, ask.chat.language))
    return await link(ask, Channel(there.id, there.title or name))


async def _mine(ask: Ask, number: int) -> Channel | Reply:
    """The channel, if the person looks after it and is its administrator still; else what to answer."""
    async with ask.front.database.reading() as connection:
        found = await channels.one(connection, ask.chat.id, -number)
    if found is None:
        return nod(errors.toast(Trouble.GONE, ask.chat.language))
    try:
        still = await administers(ask.front.bot, found.id, ask.user_id)
    except TelegramError:
        return nod(errors.toast(Trouble.INTERNAL, ask.chat.language))
    if still:
        return found
    async with ask.front.database.transaction() as connection:
        await channels.unlink(connection, ask.chat.id, found.id)
    return show(view.not_yours(found.title, ask.chat.language))


# ---------------------------------------------------------------- what is posted there


async def _page(ask: Ask, channel: Channel, *, just_linked: bool = False) -> Reply:
    async with ask.front.database.reading() as connection:
        chat = await chats.one(connection, channel.id)
        choice = await _choices(connection, ask.chat.id, channel.id)
    if chat is None:
        return nod(errors.toast(Trouble.GONE, ask.chat.language))
    posted = {one.query for one in choice if one.chat_id == channel.id}
    shown = view.Shown(chat, channel.title, posted, _served(chat) == _served(ask.chat))
    return show(view.channel(shown, choice, ask.chat.language, just_linked=just_linked))


async def _choices(connection: AsyncConnection, person: int, channel: int) -> list[Subscription]:
    """What is posted in the channel, then what else the person is subscribed to."""
    posted = await subscriptions.of_chat(connection, channel)
    there = {one.query for one in posted}
    mine = await subscriptions.of_chat(connection, person)
    return [*posted, *(one for one in mine if one.query not in there)]


async def _post(connection: AsyncConnection, ask: Ask, channel: int, wanted: Subscription) -> None:
    """What the person's own source brings is told to its readers only: the channel becomes one."""
    for own in await own_sources.of(connection, ask.chat.id):
        if own_sources.query_of(own.source) == wanted.query:
            await own_sources.add(connection, channel, own.source, ask.now)
    await subscriptions.subscribe(connection, channel, wanted.query, wanted.how, ask.now)


async def _take_away(connection: AsyncConnection, channel: int, held: Subscription) -> None:
    for own in await own_sources.of(connection, channel):
        if own_sources.query_of(own.source) == held.query:
            await own_sources.remove(connection, channel, own.source.key)
    await subscriptions.remove(connection, channel, held.id)


def _served(chat: Chat) -> dict[str, Any]:
    return {name: getattr(chat, name) for name in LIKE_MINE}
