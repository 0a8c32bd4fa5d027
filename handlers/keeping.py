"""What a chat does with stories: save, look at what was saved, mute a thread, hear of it again."""

from datetime import timedelta

from db import saved, stories
from handlers.conversation import Ask, Reply, Swap, nod, say, show
from model import Story
from views import actions, errors
from views import saved as view
from views.buttons import press
from views.errors import Trouble
from views.i18n import words_in
from views.notes import Note, note

MUTED = timedelta(days=30)


async def save(ask: Ask, action: actions.Save) -> Reply:
    """Keep it; the button then leads to all that is kept."""
    if await _held(ask, action.story_id) is None:
        return nod(errors.toast(Trouble.GONE, ask.chat.language))
    async with ask.front.database.transaction() as connection:
        await stories.save(connection, ask.chat.id, action.story_id, ask.now)
    after = press(words_in(ask.chat.language)("button-saved"), actions.SavedStories(0))
    return Reply(toast=note(Note.SAVED, ask.chat.language), swap=Swap(action, after))


async def listed(ask: Ask) -> Reply:
    """/saved: the stories kept."""
    return say(*(await turn(ask, actions.SavedStories(0))).messages)


async def turn(ask: Ask, action: actions.SavedStories) -> Reply:
    """A page of the stories kept. From below a story it stands in a message of its own."""
    answer = await _page(ask, action.page)
    return answer if action.page else say(*answer.messages)


async def unsave(ask: Ask, action: actions.Unsave) -> Reply:
    """Keep it no more."""
    async with ask.front.database.transaction() as connection:
        await saved.drop(connection, ask.chat.id, action.story_id)
    return await _page(ask, action.page)


async def mute(ask: Ask, action: actions.Mute) -> Reply:
    """No more news of its thread for a while."""
    held = await _held(ask, action.story_id)
    if held is None:
        return nod(errors.toast(Trouble.GONE, ask.chat.language))
    async with ask.front.database.transaction() as connection:
        await stories.mute(connection, ask.chat.id, held.thread, ask.now + MUTED)
    after = press(words_in(ask.chat.language)("button-muted"), actions.Unmute(action.story_id))
    return Reply(toast=note(Note.MUTED, ask.chat.language, days=MUTED.days), swap=Swap(action, after))


async def unmute(ask: Ask, action: actions.Unmute) -> Reply:
    """Hear of the thread again."""
    held = await _held(ask, action.story_id)
    if held is None:
        return nod(errors.toast(Trouble.GONE, ask.chat.language))
    async with ask.front.database.transaction() as connection:
        await saved.unmute(connection, ask.chat.id, held.thread)
    before = press(words_in(ask.chat.language)("button-mute"), actions.Mute(action.story_id))
    return Reply(toast=note(Note.RESUMED, ask.chat.language), swap=Swap(action, before))


async def _held(ask: Ask, story_id: int) -> Story | None:
    async with ask.front.database.reading() as connection:
        return await stories.one(connection, story_id)


async def _page(ask: Ask, page: int) -> Reply:
    size = view.SAVED_ON_PAGE
    async with ask.front.database.reading() as connection:
        found = await saved.page(connection, ask.chat.id, size + 1, page * size)
    is_last = len(found) <= size
    return show(view.saved(found[:size], ask.chat.language, page=page, is_last=is_last, now=ask.now))
