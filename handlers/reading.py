"""A story and what lies behind it: background, more like this, why; the rest of a message."""

from db import articles, chats, saved, stories
from db import search as archive
from handlers.conversation import Ask, Reply, nod, say
from model import Story
from news.agreement import shared
from views import actions, behind, errors
from views import story as view
from views.errors import Trouble

RELATED = 5


async def open_story(ask: Ask, action: actions.OpenStory) -> Reply:
    """The story whole."""
    held = await _held(ask, action.story_id)
    if held is None:
        return _gone(ask)
    async with ask.front.database.reading() as connection:
        kept = view.Kept(*await saved.state(connection, ask.chat.id, held, ask.now))
    return say(view.story(held, ask.chat.language, now=ask.now, kept=kept))


async def background(ask: Ask, action: actions.Background) -> Reply:
    """What came before it and since: its own background and its thread."""
    held = await _held(ask, action.story_id)
    if held is None:
        return _gone(ask)
    async with ask.front.database.reading() as connection:
        thread = await stories.of_thread(connection, held)
    return say(behind.background(held, thread, ask.chat.language, now=ask.now))


async def related(ask: Ask, action: actions.Related) -> Reply:
    """More like it."""
    held = await _held(ask, action.story_id)
    if held is None or not held.tellings:
        return _gone(ask)
    async with ask.front.database.reading() as connection:
        near = await archive.like(connection, held.tellings[0].article_id, RELATED)
        others = await stories.of_articles(connection, near)
    return say(behind.related(held, others, ask.chat.language, now=ask.now))


async def why(ask: Ask, action: actions.Why) -> Reply:
    """Why it came."""
    held = await _held(ask, action.story_id)
    if held is None:
        return _gone(ask)
    async with ask.front.database.reading() as connection:
        query = await stories.why_told(connection, ask.chat.id, action.story_id)
        reports = await articles.of_story(connection, action.story_id)
    labels = [label for report in reports for label in report.understanding.labels]
    return say(behind.why(held, query, ask.chat.language, labels=labels, shared=shared(reports)))


async def more(ask: Ask, action: actions.More) -> Reply:
    """The rest of a message that was too long."""
    async with ask.front.database.reading() as connection:
        rest = await chats.laid_aside(connection, ask.chat.id, action.document_id)
    return say(rest) if rest else _gone(ask)


async def _held(ask: Ask, story_id: int) -> Story | None:
    async with ask.front.database.reading() as connection:
        return await stories.one(connection, story_id)


def _gone(ask: Ask) -> Reply:
    return nod(errors.toast(Trouble.GONE, ask.chat.language))
