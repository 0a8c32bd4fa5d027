"""/export QUERY: the answers as a file, up to 5,000 of them, with their figures."""

import asyncio
from collections.abc import Callable, Sequence

from db import chats, exports
from db import search as archive
from delivery.files import Row, as_csv, as_xlsx
from handlers.conversation import Ask, Attachment, Reply, nod, say
from news.query import Query, parse
from views import choices, errors
from views import exports as view
from views.errors import Trouble

MOST = 5_000
FORMS: dict[str, Callable[[Sequence[str], Sequence[Row]], bytes]] = {"xlsx": as_xlsx, "csv": as_csv}


async def export(ask: Ask) -> Reply:
    """/export QUERY: as an Excel workbook; a button below gives it as CSV."""
    query = parse(ask.words)
    if query.wish is None:
        if query.problems:
            return say(errors.broken_query(query.problems, ask.chat.language))
        return say(view.export_how(ask.chat.language, most=MOST))
    return await _sent(ask, query, "xlsx")


async def again(ask: Ask, action: choices.Export) -> Reply:
    """The same in another form."""
    async with ask.front.database.reading() as connection:
        text = await chats.asked(connection, ask.chat.id, action.question_id)
    if text is None or action.form not in FORMS:
        return nod(errors.toast(Trouble.OLD_BUTTON, ask.chat.language))
    return await _sent(ask, parse(text), action.form)


async def _sent(ask: Ask, query: Query, form: str) -> Reply:
    language = ask.chat.language
    async with ask.front.database.reading() as connection:
        hits = await archive.search(connection, query, ask.now, MOST, by_story=False)
        rows = await exports.table(connection, hits)
        counted = await archive.count(connection, query, ask.now) if len(rows) == MOST else 0
    if not rows:
        return say(view.nothing_to_export(str(query), language))
    async with ask.front.database.transaction() as connection:
        number = await chats.ask(connection, ask.chat.id, str(query), ask.now)
    # In a thread: a workbook of thousands of rows takes a second, and others' answers must not wait.
    content = await asyncio.to_thread(FORMS[form], exports.HEAD, rows)
    caption = view.exported(
        str(query), len(rows), language, total=max(len(rows), counted), question_id=number
    )
    return Reply(attachment=Attachment(view.file_name(str(query), form), content, caption))
