"""What operators may: look at the house, write to everybody, open somebody's source to all.

To others these commands do not exist.
"""

from db import broadcast, chats, health, own_sources, search, sources
from handlers.conversation import Ask, Reply, nod, say, show
from views import errors, operators
from views.choices import Broadcast
from views.errors import Trouble

MOST_ADOPTABLE = 20  # own sources in one list


async def show_health(ask: Ask) -> Reply:
    """/health: sources, outbox, rates, the last errors."""
    async with ask.front.database.reading() as connection:
        states = await sources.every(connection)
        counted = await health.numbers(connection, ask.now)
        held, stale = await search.count_held(connection), await search.count_stale(connection)
    silent = tuple(
        operators.Silent(state.source.name, state.problem, state.ok_at) for state in states if state.problem
    )
    shown = operators.Health(
        version=ask.front.version,
        started=ask.front.started,
        sources=len(states),
        silent=silent,
        chats=counted.chats,
        subscriptions=counted.subscriptions,
        waiting=counted.waiting,
        oldest=counted.oldest,
        dead=counted.dead,
        sent=counted.sent,
        failed=counted.failed,
        reports=counted.reports,
        understood_at=counted.understood_at,
        errors=tuple(ask.front.errors()),
        indexed=1 - stale / held if held else 1.0,
    )
    return say(operators.health(shown, ask.chat.language, now=ask.now))


async def preview(ask: Ask) -> Reply:
    """/broadcast TEXT: as people will see it, and whether it shall go out."""
    if not ask.words:
        return say(operators.broadcast_how(ask.chat.language))
    async with ask.front.database.transaction() as connection:
        number = await chats.lay_aside(connection, ask.chat.id, operators.broadcast(ask.words), ask.now)
        count = await broadcast.audience(connection)
    return say(*operators.broadcast_preview(ask.words, count, number, ask.chat.language))


async def send(ask: Ask, action: Broadcast) -> Reply:
    """Owe it to everybody, once however often the button is pressed."""
    async with ask.front.database.transaction() as connection:
        text = await chats.laid_aside(connection, ask.chat.id, action.document_id)
        if text is None:
            return nod(errors.toast(Trouble.GONE, ask.chat.language))
        count = await broadcast.owe_all(connection, f"broadcast:{action.document_id}", text, ask.now)
    return show(operators.broadcast_done(count, ask.chat.language))


async def adopt(ask: Ask) -> Reply:
    """/adopt: what people read of their own; /adopt KEY: read it for everybody."""
    language = ask.chat.language
    if not ask.words:
        async with ask.front.database.reading() as connection:
            read = await own_sources.adoptable(connection, MOST_ADOPTABLE)
        return say(operators.adoptable(read, language))
    async with ask.front.database.transaction() as connection:
        done = await own_sources.adopt(connection, ask.words, ask.now)
    return say((operators.adopted if done else operators.not_adopted)(ask.words, language))
