"""Saved queries: /subscribe, the list of them, and what can be changed; /stop pauses all."""

from collections.abc import Sequence
from typing import Unpack

from db import chats, feed_links, subscriptions
from handlers.conversation import Ask, Reply, nod, say, show
from news.query import parse
from people import How, Subscription
from views import actions, choices, errors
from views import subscriptions as view
from views.errors import Trouble
from views.notes import Note, note

MOST = 100  # subscriptions of one chat


async def subscribe(ask: Ask) -> Reply:
    """/subscribe QUERY: save it, or a sentence that helps."""
    query = parse(ask.words)
    if query.wish is None:
        if query.problems:
            return say(errors.broken_query(query.problems, ask.chat.language))
        return say(errors.trouble(Trouble.EMPTY_QUERY, ask.chat.language))
    return await follow(ask, str(query))


async def follow_button(ask: Ask, action: actions.Follow) -> Reply:
    """A button that subscribes to a query of its own."""
    return await follow(ask, str(parse(action.query)))


async def follow(ask: Ask, query: str, how: How | None = None) -> Reply:
    """Save a query in canonical form; `how` None: at once, but one we hold keeps its way."""
    async with ask.front.database.transaction() as connection:
        held = {one.query: one for one in await subscriptions.of_chat(connection, ask.chat.id)}
        if query not in held and len(held) >= MOST:
            return say(errors.trouble(Trouble.TOO_MANY, ask.chat.language, limit=MOST))
        wanted = how or (held[query].how if query in held else How.NOW)
        number = await subscriptions.subscribe(connection, ask.chat.id, query, wanted, ask.now)
        if ask.chat.thread_id is not None:  # asked in a forum topic: its news goes there
            await chats.change(connection, ask.chat.id, thread_id=ask.chat.thread_id)
        kept = await subscriptions.one(connection, ask.chat.id, number)
    if kept is None:
        return say(errors.trouble(Trouble.GONE, ask.chat.language))
    return say(view.subscribed(kept, ask.chat.language, is_new=query not in held))


async def listed(ask: Ask) -> Reply:
    """/subscriptions: all of them."""
    return say(view.subscriptions(ask.chat, await _all(ask)))


async def open_one(ask: Ask, action: choices.SubscriptionMenu) -> Reply:
    """One of them, and what can be changed."""
    return await _shown(ask, action.subscription_id)


async def pause(ask: Ask, action: choices.PauseSubscription) -> Reply:
    """Pause one."""
    return await _changed(ask, action.subscription_id, Note.PAUSED, paused=True)


async def resume(ask: Ask, action: choices.ResumeSubscription) -> Reply:
    """Let a paused one go on."""
    return await _changed(ask, action.subscription_id, Note.RESUMED, paused=False)


async def set_how(ask: Ask, action: choices.SetHow) -> Reply:
    """Change when one comes."""
    return await _changed(ask, action.subscription_id, Note.CHANGED, how=action.how)


async def remove(ask: Ask, action: choices.RemoveSubscription) -> Reply:
    """Remove one, after asking."""
    async with ask.front.database.reading() as connection:
        held = await subscriptions.one(connection, ask.chat.id, action.subscription_id)
    if held is None:
        return nod(errors.toast(Trouble.GONE, ask.chat.language))
    if not action.sure:
        return show(view.remove_ask(held, ask.chat.language))
    async with ask.front.database.transaction() as connection:
        await subscriptions.remove(connection, ask.chat.id, action.subscription_id)
    return show(view.subscriptions(ask.chat, await _all(ask)), note(Note.REMOVED, ask.chat.language))


async def stop(ask: Ask) -> Reply:
    """/stop: silence, nothing lost."""
    async with ask.front.database.transaction() as connection:
        await chats.change(connection, ask.chat.id, paused=True)
    return say(view.stopped(ask.chat.language))


async def stop_button(ask: Ask, _: choices.StopAll) -> Reply:
    """The same by a button."""
    return await stop(ask)


async def resume_all(ask: Ask, _: choices.ResumeAll) -> Reply:
    """Undo /stop."""
    async with ask.front.database.transaction() as connection:
        await chats.change(connection, ask.chat.id, paused=False)
    return show(view.resumed(ask.chat.language))


async def _all(ask: Ask) -> Sequence[Subscription]:
    async with ask.front.database.reading() as connection:
        return await subscriptions.of_chat(connection, ask.chat.id)


async def _changed(ask: Ask, number: int, done: Note, **wishes: Unpack[subscriptions.Wishes]) -> Reply:
    async with ask.front.database.transaction() as connection:
        await subscriptions.change(connection, ask.chat.id, number, **wishes)
    return await _shown(ask, number, note(done, ask.chat.language))


async def _shown(ask: Ask, number: int, toast: str = "") -> Reply:
    async with ask.front.database.reading() as connection:
        held = await subscriptions.one(connection, ask.chat.id, number)
    if held is None:
        return nod(errors.toast(Trouble.GONE, ask.chat.language))
    return show(view.subscription(held, ask.chat.language, feed=await _feed(ask, held)), toast)


async def _feed(ask: Ask, held: Subscription) -> str:
    """The secret address at which it is an Atom feed; "" where the web app is not public."""
    if not ask.front.public_url:
        return ""
    async with ask.front.database.transaction() as connection:
        secret = await feed_links.secret_of(connection, held.id, ask.front.secret())
    return f"{ask.front.public_url}/feed/{secret}.atom"
