"""Lists of feeds: the chat's own sources as OPML, and such a file taken in."""

from typing import Any

from telegram import Document
from telegram.error import TelegramError

from db import own_sources
from db.own_sources import Wanted
from handlers.conversation import Ask, Attachment, Reply, say
from message import Message, Paragraph, Text
from views import errors
from views import own_sources as view
from views.errors import Trouble
from views.i18n import words_in

LARGEST = 1_000_000  # bytes: five hundred feeds need a tenth of it


async def opml(ask: Ask) -> Reply:
    """/opml: the chat's own sources as a list that every reader takes."""
    async with ask.front.database.reading() as connection:
        held = await own_sources.of(connection, ask.chat.id)
    if not held:
        return say(view.own((), ask.chat.language, now=ask.now))
    content = ask.front.opml([state.source for state in held]).encode()
    said = Message((Paragraph((Text(words_in(ask.chat.language)("source-mine")),)),))
    return Reply(attachment=Attachment("chapar.opml", content, said))


async def take_list(ask: Ask, document: Document) -> Reply:
    """A list of feeds was sent: a wish, so that each is added as far as there is room."""
    language = ask.chat.language
    if (document.file_size or 0) > LARGEST:
        return say(view.refused("OPML", "too-large", language))
    try:
        held: Any = await document.get_file()
        content = bytes(await held.download_as_bytearray()).decode("latin-1")  # it names its own charset
    except TelegramError:
        return say(errors.trouble(Trouble.INTERNAL, language))
    async with ask.front.database.transaction() as connection:
        number = await own_sources.wish(connection, ask.chat.id, content, ask.now, Wanted.LIST)
    if number is None:
        return say(errors.trouble(Trouble.ADDRESSES, language, limit=own_sources.MOST_A_DAY))
    return say(view.looking("OPML", language))
