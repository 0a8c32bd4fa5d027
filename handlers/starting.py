"""The first steps: three taps to the first subscription, then the latest three stories at once."""

from dataclasses import replace

from db import chats
from handlers.conversation import Ask, Reply, in_language, say, show
from handlers.searching import newest
from handlers.subscribing import follow, subscribe
from news.query import parse
from views import choices, start
from views import story as story_view
from views.cards import query_in
from views.i18n import LANGUAGES

LATEST = 3


async def begin(ask: Ask) -> Reply:
    """/start: which country? Whoever had paused everything is welcome back.

    A link may have brought a query along: that becomes an alert.
    """
    async with ask.front.database.transaction() as connection:
        await chats.change(connection, ask.chat.id, paused=False)
    if (brought := query_in(ask.words)) and parse(brought).wish is not None:
        return await subscribe(replace(ask, words=brought))
    return say(start.start_countries(choices.StartCountries(ask.chat.language)))


async def countries(ask: Ask, action: choices.StartCountries) -> Reply:
    """Which countries, in which language?"""
    await _speak(ask, action.language)
    return show(start.start_countries(action))


async def sectors(_ask: Ask, action: choices.StartSectors) -> Reply:
    """Which sectors?"""
    return show(start.start_sectors(action))


async def often(_ask: Ask, action: choices.StartOften) -> Reply:
    """How often?"""
    return show(start.start_often(action))


async def done(ask: Ask, action: choices.StartDone) -> Reply:
    """Subscribed; and the latest three, so that nobody stares at silence."""
    speaking = await _speak(ask, action.language)
    query = parse(start.start_query(action.countries, action.sectors))
    await follow(speaking, str(query), action.how)
    stories = await newest(speaking, query, LATEST)
    first = start.started(
        action, digest_at=ask.chat.digest_at, weekly_day=ask.chat.weekly_day, has_latest=bool(stories)
    )
    language = speaking.chat.language
    shown = (story_view.story(one, language, now=ask.now) for one in stories)
    return Reply((first, *(replace(one, silent=True) for one in shown)), edits=True)


async def _speak(ask: Ask, language: str) -> Ask:
    """Speak this language from now on."""
    if language not in LANGUAGES or language == ask.chat.language:
        return ask
    async with ask.front.database.transaction() as connection:
        await chats.change(connection, ask.chat.id, language=language)
    return in_language(ask, language)
