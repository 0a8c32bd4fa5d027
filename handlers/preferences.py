"""How a chat wants to be served: /settings and /digest with all their buttons; /deleteme."""

from dataclasses import replace
from datetime import time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from tzfpy import get_tz

from db import chats, subscriptions
from handlers.conversation import Ask, Reply, nod, say, show
from handlers.searching import newest
from news.digest import sections
from news.query import parse
from people import How
from views import choices, digest, errors, menus, preferences
from views.errors import Trouble
from views.notes import Note, note

DAY = timedelta(days=1)
OF_EACH = 7  # stories of one subscription in a digest that is asked for


async def settings(ask: Ask) -> Reply:
    """/settings, or /settings CITY: the zone of that city."""
    if not ask.words:
        return say(preferences.settings(ask.chat))
    zone = preferences.zone_named(ask.words)
    if not zone:
        return say(errors.trouble(Trouble.UNKNOWN_PLACE, ask.chat.language))
    return say(preferences.zone_set((await _kept(ask, zone=zone)).chat))


async def locate(ask: Ask, longitude: float, latitude: float) -> Reply:
    """A location was sent: live in its zone."""
    zone = get_tz(longitude, latitude)
    if not zone:
        return say(errors.trouble(Trouble.UNKNOWN_PLACE, ask.chat.language))
    return say(preferences.zone_set((await _kept(ask, zone=zone)).chat))


async def set_language(ask: Ask, action: choices.SetLanguage) -> Reply:
    """Speak another language."""
    return await _set(ask, language=action.code)


async def zones(ask: Ask, action: choices.Zones) -> Reply:
    """A page of cities."""
    return show(preferences.zones(ask.chat, action.page))


async def set_zone(ask: Ask, action: choices.SetZone) -> Reply:
    """Live in another zone."""
    if action.name not in preferences.ZONES:
        return nod(errors.toast(Trouble.OLD_BUTTON, ask.chat.language))
    return show(preferences.zone_set((await _kept(ask, zone=action.name)).chat))


async def set_quiet(ask: Ask, action: choices.SetQuiet) -> Reply:
    """Quiet hours."""
    kept = await _kept(ask, quiet_from=action.start, quiet_to=action.end)
    return show(preferences.quiet_menu(kept.chat), note(Note.CHANGED, ask.chat.language))


async def set_pictures(ask: Ask, action: choices.SetPictures) -> Reply:
    """Pictures on or off."""
    return await _set(ask, pictures=action.on)


async def set_layout(ask: Ask, action: choices.SetLayout) -> Reply:
    """Rich or plain; said in a new message, since the old one may be a blank bubble."""
    kept = await _kept(ask, layout=action.layout, rich_offered=True)
    answer = preferences.settings(kept.chat)
    return Reply((answer,), toast=note(Note.CHANGED, ask.chat.language))


async def digest_menu(ask: Ask) -> Reply:
    """/digest: now, when it comes, and how many stories wait for it."""
    async with ask.front.database.reading() as connection:
        items = await subscriptions.laid_up(connection, ask.chat.id, list(How))
    waiting = len({item.story.id for item in items})
    return say(preferences.digest_menu(ask.chat, waiting=waiting))


async def set_hour(ask: Ask, action: choices.SetDigestHour) -> Reply:
    """The digest's hour."""
    if not 0 <= action.hour < 24:
        return nod(errors.toast(Trouble.OLD_BUTTON, ask.chat.language))
    return await _digest_set(ask, digest_at=time(action.hour))


async def toggle_day(ask: Ask, action: choices.ToggleDigestDay) -> Reply:
    """The daily digest on this weekday or not."""
    days = set(ask.chat.digest_days) ^ {action.day % 7}
    return await _digest_set(ask, digest_days=tuple(sorted(days)))


async def set_weekly(ask: Ask, action: choices.SetWeeklyDay) -> Reply:
    """The weekly digest's weekday."""
    return await _digest_set(ask, weekly_day=action.day % 7)


async def set_digest_how(ask: Ask, action: choices.SetDigestHow) -> Reply:
    """Every digest subscription comes daily, or weekly."""
    async with ask.front.database.transaction() as connection:
        for one in await subscriptions.of_chat(connection, ask.chat.id):
            if one.how is not How.NOW:
                await subscriptions.change(connection, ask.chat.id, one.id, how=action.how)
    return show(preferences.digest_menu(ask.chat), note(Note.CHANGED, ask.chat.language))


async def digest_now(ask: Ask, _: choices.DigestNow) -> Reply:
    """What waits for the digest, at once, and the news of the last day on every subscription.

    It goes on waiting for its hour: an answer is not in the outbox, and one that got lost must lose no news.
    """
    async with ask.front.database.reading() as connection:
        items = await subscriptions.laid_up(connection, ask.chat.id, list(How))
        held = [one for one in await subscriptions.of_chat(connection, ask.chat.id) if not one.paused]
    found = [(item.subscription, item.story) for item in items]
    for one in held:
        query = replace(parse(one.query), since=DAY)
        found += [(one, story) for story in await newest(ask, query, OF_EACH)]
    if not found:
        return say(digest.nothing_new(ask.chat.language))
    today = ask.now.astimezone(ZoneInfo(ask.chat.zone)).date()
    return say(digest.front_page(sections(found), ask.chat.language, day=today, now=ask.now))


async def ask_delete(ask: Ask) -> Reply:
    """/deleteme: is everything to be erased?"""
    return say(menus.delete_ask(ask.chat.language))


async def delete(ask: Ask, action: choices.DeleteMe) -> Reply:
    """Erase everything about the chat, if it is sure."""
    if not action.sure:
        return show(menus.delete_ask(ask.chat.language))
    async with ask.front.database.transaction() as connection:
        await chats.erase(connection, ask.chat.id)
    await ask.front.database.forget_log()
    return show(menus.deleted(ask.chat.language))


async def _set(ask: Ask, **wishes: Any) -> Reply:  # noqa: ANN401  fields of Chat by name
    kept = await _kept(ask, **wishes)
    return show(preferences.settings(kept.chat), note(Note.CHANGED, kept.chat.language))


async def _digest_set(ask: Ask, **wishes: Any) -> Reply:  # noqa: ANN401  fields of Chat by name
    kept = await _kept(ask, **wishes)
    return show(preferences.digest_menu(kept.chat), note(Note.CHANGED, ask.chat.language))


async def _kept(ask: Ask, **wishes: Any) -> Ask:  # noqa: ANN401  fields of Chat by name
    """The wish, its chat as it is from now on."""
    async with ask.front.database.transaction() as connection:
        await chats.change(connection, ask.chat.id, **wishes)
    return replace(ask, chat=replace(ask.chat, **wishes))
