"""Looking around: topics by country and sector, the outlets, help and the menus that one button opens."""

from collections.abc import Awaitable, Callable

from db import sources
from db import topics as counted
from handlers.conversation import Ask, Reply, nod, say, show
from handlers.preferences import digest_menu, settings
from handlers.subscribing import listed
from model import LabelKind
from views import actions, choices, digest, errors, menus, preferences, topics
from views.choices import Page
from views.errors import Trouble

DAYS = 30


async def browse(ask: Ask) -> Reply:
    """/topics: countries and sectors with counts."""
    async with ask.front.database.reading() as connection:
        countries = await counted.counts(connection, LabelKind.COUNTRY, ask.now, DAYS)
        sectors = await counted.counts(connection, LabelKind.SECTOR, ask.now, DAYS)
    return say(topics.topics(countries, sectors, ask.chat.language, days=DAYS))


async def country(ask: Ask, action: actions.TopicCountry) -> Reply:
    """A country's sectors."""
    label = (LabelKind.COUNTRY, action.code)
    async with ask.front.database.reading() as connection:
        total, counts = await counted.beside(connection, label, LabelKind.SECTOR, ask.now, DAYS)
    return show(topics.country(action.code, counts, ask.chat.language, total=total, days=DAYS))


async def sector(ask: Ask, action: actions.TopicSector) -> Reply:
    """A sector's countries."""
    label = (LabelKind.SECTOR, action.code)
    async with ask.front.database.reading() as connection:
        total, counts = await counted.beside(connection, label, LabelKind.COUNTRY, ask.now, DAYS)
    return show(topics.sector(action.code, counts, ask.chat.language, total=total, days=DAYS))


async def outlets(ask: Ask) -> Reply:
    """/sources: whom we read."""
    return say(*(await turn_outlets(ask, actions.Sources(0))).messages)


async def turn_outlets(ask: Ask, action: actions.Sources) -> Reply:
    """Another page of them."""
    async with ask.front.database.reading() as connection:
        states = await sources.every(connection)
    shown = [
        menus.Outlet(
            state.source.name, state.source.homepage or state.source.url, state.source.country,
            state.source.ownership, state.ok_at, state.problem, state.articles,
        )
        for state in states
    ]  # fmt: skip
    return show(menus.sources(shown, ask.chat.language, page=action.page, now=ask.now))


async def help_(ask: Ask) -> Reply:
    """/help."""
    return say(menus.help_page(ask.chat.language))


async def menu(ask: Ask, action: choices.Menu) -> Reply:
    """A menu in the place of the pressed message."""
    if action.page is Page.RICH:
        if not ask.front.telegram.can_be_rich:
            return nod(errors.toast(Trouble.REFUSED, ask.chat.language))
        return say(digest.offer_rich(ask.chat.language))  # must stand alone: it may be a blank bubble
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
    Page.DELETE: _now(lambda ask: say(menus.delete_ask(ask.chat.language))),
}
