"""Sources of one's own: a wish becomes a row; the stage that may ask the network answers with a preview."""

from db import own_sources
from db.own_sources import MOST, Added
from db.sources import SourceState
from handlers.conversation import Ask, Reply, nod, say, show
from views import choices, errors
from views import own_sources as view
from views.errors import Trouble

LONGEST = 2_048  # characters of an address


async def wish(ask: Ask) -> Reply:
    """/addsource ADDRESS: look at it; the preview follows."""
    language = ask.chat.language
    if not ask.words or len(ask.words) > LONGEST:
        return say(view.refused(ask.words, "bad-url" if ask.words else "", language))
    async with ask.front.database.transaction() as connection:
        number = await own_sources.wish(connection, ask.chat.id, ask.words, ask.now)
    if number is None:
        return say(errors.trouble(Trouble.ADDRESSES, language, limit=own_sources.MOST_A_DAY))
    return say(view.looking(ask.words, language))


async def add(ask: Ask, action: choices.AddSource) -> Reply:
    """Read what the preview showed, and hear of what it brings."""
    language = ask.chat.language
    async with ask.front.database.transaction() as connection:
        found = await own_sources.found(connection, ask.chat.id, action.question_id)
        if found is None:
            return nod(errors.toast(Trouble.GONE, language))
        became = await own_sources.add(connection, ask.chat.id, found, ask.now)
    match became:
        case Added.ADDED:
            return show(view.added(found.name, language))
        case Added.KNOWN:
            return show(view.known(found.name, language))
        case Added.FULL:
            return show(view.too_many(MOST, language))
        case Added.MINE:
            return await listed(ask)


async def listed(ask: Ask) -> Reply:
    """/removesource: the chat's own sources, each with its button."""
    async with ask.front.database.reading() as connection:
        held = await own_sources.of(connection, ask.chat.id)
    return say(view.own([_shown(one) for one in held], ask.chat.language, now=ask.now))


async def remove(ask: Ask, action: choices.RemoveSource) -> Reply:
    """Read it no more, once the person is sure; what it brought stays."""
    async with ask.front.database.transaction() as connection:
        held = {one.source.key: one for one in await own_sources.of(connection, ask.chat.id)}
        if action.key not in held:
            return nod(errors.toast(Trouble.GONE, ask.chat.language))
        if not action.sure:
            return show(view.remove_ask(_shown(held[action.key]), ask.chat.language))
        await own_sources.remove(connection, ask.chat.id, action.key)
    answer = await listed(ask)
    return show(answer.messages[0])


def _shown(state: SourceState) -> view.Own:
    source = state.source
    return view.Own(source.key, source.name, source.homepage or source.url, state.problem, state.ok_at)
