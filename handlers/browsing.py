"""Looking around: topics by country and sector, the outlets, help and the menus that one button opens."""

import re
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace

from db import sources
from db import topics as counted
from db.own_sources import private
from handlers import channels, own_sources
from handlers.conversation import Ask, Reply, nod, say, show
from handlers.preferences import digest_menu, settings
from handlers.subscribing import listed
from model import LabelKind
from news.query_fields import code_named
from news.trends import Code, rises
from views import actions, choices, digest, errors, menus, preferences, start, topics, trends
from views.choices import Page
from views.errors import Trouble

DAYS = 30
WEEK, WEEKS_BEFORE = 7, 4  # days that are told, and how many weeks before them are the usual


async def browse(ask: Ask) -> Reply:
    """/topics: countries and sectors with counts."""
    async with ask.front.database.reading() as connection:
        countries = await counted.counts(connection, LabelKind.COUNTRY, ask.now, DAYS)
        sectors = await counted.counts(connection, LabelKind.SECTOR, ask.now, DAYS)
    return say(topics.topics(countries, sectors, ask.chat.language, days=DAYS))


async def country(ask: Ask, action: actions.TopicCountry) -> Reply:
    """A country's sectors."""
    label = (LabelKind.COUNTRY, action.code)
    total, counts = await _beside(ask, [label], LabelKind.SECTOR)
    return show(topics.country(action.code, counts, ask.chat.language, total=total, days=DAYS))


async def sector(ask: Ask, action: actions.TopicSector) -> Reply:
    """A sector's countries."""
    total, counts = await _beside(ask, [(LabelKind.SECTOR, action.code)], LabelKind.COUNTRY)
    return show(topics.sector(action.code, counts, ask.chat.language, total=total, days=DAYS))


async def topic(ask: Ask, action: actions.TopicTopic) -> Reply:
    """A topic's countries."""
    total, counts = await _beside(ask, [(LabelKind.TOPIC, action.code)], LabelKind.COUNTRY)
    return show(topics.topic(action.code, counts, ask.chat.language, total=total, days=DAYS))


async def pair(ask: Ask, action: actions.TopicPair) -> Reply:
    """What two countries do with each other: the sectors."""
    both = (action.first, action.second)
    total, counts = await _beside(ask, [(LabelKind.COUNTRY, code) for code in both], LabelKind.SECTOR)
    return show(topics.pair(both, counts, ask.chat.language, total=total, days=DAYS))


async def named_topic(ask: Ask) -> Reply:
    """/topic chemicals: a sector or a topic by its name in any language; without one, all of them."""
    if sector_code := code_named("sector", ask.words):
        return _anew(await sector(ask, actions.TopicSector(sector_code)))
    if topic_code := code_named("topic", ask.words):
        return _anew(await topic(ask, actions.TopicTopic(topic_code)))
    return (
        await browse(ask)
        if not ask.words
        else say(errors.unknown_name("topic", ask.words, ask.chat.language))
    )


async def named_country(ask: Ask) -> Reply:
    """/country tm: a country by its code or its name in any language; without one, all of them."""
    if code := code_named("country", ask.words):
        return _anew(await country(ask, actions.TopicCountry(code.upper())))
    return (
        await browse(ask)
        if not ask.words
        else say(errors.unknown_name("country", ask.words, ask.chat.language))
    )


async def named_pair(ask: Ask) -> Reply:
    """/between tm uz: two countries by their codes or names."""
    said = [word for word in re.split(r"[\s,;–—-]+", ask.words) if word]
    for place in range(1, len(said)):  # a name may be several words long
        first = code_named("country", " ".join(said[:place]))
        second = code_named("country", " ".join(said[place:]))
        if first and second and first != second:
            return _anew(await pair(ask, actions.TopicPair(first.upper(), second.upper())))
    return say(errors.trouble(Trouble.TWO_COUNTRIES, ask.chat.language))


async def what_rises(ask: Ask) -> Reply:
    """/trending: what rises this week against the usual."""
    return _anew(await trending(ask, actions.Trending()))


async def trending(ask: Ask, _: actions.Trending) -> Reply:
    """What rises, from below the topics."""
    recent: dict[Code, int] = {}
    earlier: dict[Code, int] = {}
    async with ask.front.database.reading() as connection:
        for kind in LabelKind:
            lately = dict(await counted.counts(connection, kind, ask.now, WEEK))
            before = dict(await counted.counts(connection, kind, ask.now, WEEK * (1 + WEEKS_BEFORE)))
            recent |= {(kind, code): count for code, count in lately.items()}
            earlier |= {(kind, code): count - lately.get(code, 0) for code, count in before.items()}
    return show(trends.trending(rises(recent, earlier, WEEKS_BEFORE), ask.chat.language, days=WEEK))


def _anew(answer: Reply) -> Reply:
    """The same in a message of its own."""
    return replace(answer, edits=False)


async def _beside(ask: Ask, labels: Sequence[counted.Code], kind: LabelKind) -> tuple[int, counted.Counts]:
    async with ask.front.database.reading() as connection:
        return await counted.beside(connection, labels, kind, ask.now, DAYS)


async def outlets(ask: Ask) -> Reply:
    """/sources: whom we read."""
    return say(*(await turn_outlets(ask, actions.Sources(0))).messages)


async def turn_outlets(ask: Ask, action: actions.Sources) -> Reply:
    """Another page of them."""
    async with ask.front.database.reading() as connection:
        states = await sources.every(connection)
        hidden = await private(connection)
    shown = [
        menus.Outlet(
            state.source.name, state.source.homepage or state.source.url, state.source.country,
            state.source.ownership, state.ok_at, state.problem, state.articles,
            state.next_poll_at - state.polled_at if state.polled_at else None,
        )
        for state in states if state.source.key not in hidden
    ]  # fmt: skip
    return show(menus.sources(shown, ask.chat.language, page=action.page, now=ask.now))


async def help_(ask: Ask) -> Reply:
    """/help."""
    return say(menus.help_page(ask.chat.language))


async def menu(ask: Ask, action: choices.Menu) -> Reply:
    """A menu in the place of the pressed message."""
    if action.page is Page.RICH:
        if not ask.front.telegram.can_be_rich:
            return nod(errors.toast(Trouble.NO_RICH, ask.chat.language))
        return say(digest.offer_rich(ask.chat.language))  # must stand alone: it may be a blank bubble
    if action.page is Page.START:
        return say(start.start_countries(choices.StartCountries(ask.chat.language)))
    answer = await _MENUS[action.page](ask)
    return show(answer.messages[0])


async def stay(_ask: Ask, _: choices.Stay) -> Reply:
    """A button that only shows something."""
    return nod("")


def _now(make: Callable[[Ask], Reply]) -> Callable[[Ask], Awaitable[Reply]]:
    async def answer(ask: Ask) -> Reply:
        return make(ask)

    return answer


_MENUS: dict[Page, Callable[[Ask], Awaitable[Reply]]] = {
    Page.SETTINGS: settings,
    Page.LANGUAGE: _now(lambda ask: say(preferences.language_menu(ask.chat.language))),
    Page.QUIET: _now(lambda ask: say(preferences.quiet_menu(ask.chat))),
    Page.DIGEST: digest_menu,
    Page.HELP: help_,
    Page.QUERIES: _now(lambda ask: say(menus.queries(ask.chat.language))),
    Page.SUBSCRIPTIONS: listed,
    Page.TOPICS: browse,
    Page.OWN_SOURCES: own_sources.listed,
    Page.CHANNELS: channels.listed,
    Page.DELETE: _now(lambda ask: say(menus.delete_ask(ask.chat.language))),
}
