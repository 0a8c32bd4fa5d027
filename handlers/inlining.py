"""Inline mode: `@bot trade uz` in any chat gives the answers of /search as cards to send."""

from collections.abc import Sequence
from functools import partial
from typing import Any

import structlog
from telegram import (
    InlineKeyboardMarkup,
    InlineQuery,
    InlineQueryResultArticle,
    InlineQueryResultsButton,
    InputTextMessageContent,
    LinkPreviewOptions,
    Update,
)
from telegram.constants import ParseMode
from telegram.error import TelegramError
from telegram.ext import BaseHandler, InlineQueryHandler

from db import chats, stories
from db import search as archive
from delivery.telegram import button
from handlers.conversation import Context, Front
from handlers.searching import LONGEST
from message import Open
from model import Story
from news.query import parse
from views import cards
from views.html import plain
from views.i18n import LANGUAGES

CARDS = 10  # to a page
KEPT = 30  # seconds that Telegram may give the same answer to the same person

log = structlog.get_logger()


def handlers(front: Front) -> Sequence[BaseHandler[Update, Context, Any]]:
    """What the library calls."""
    return (InlineQueryHandler(partial(answer, front)),)


async def answer(front: Front, update: Update, _: Context) -> None:
    """A page of cards; scrolled further, the next one."""
    asked = update.inline_query
    if asked is None:
        return
    language = await _language(front, asked)
    offset = int(asked.offset) if asked.offset.isdecimal() else 0
    query = parse(asked.query if asked.query.strip() else "sort:new")
    now = front.clock()
    async with front.database.reading(LONGEST) as connection:
        hits = await archive.search(connection, query, now, CARDS + 1, offset)
        found = await stories.several(connection, [hit.story_id for hit in hits[:CARDS] if hit.story_id])
    further = str(offset + CARDS) if len(hits) > CARDS else ""
    shown = [_card(one, cards.card(one, language, now=now)) for one in found]
    try:
        # Personal: the words around the news are in the asker's language.
        await asked.answer(
            shown,
            cache_time=KEPT,
            is_personal=True,
            next_offset=further,
            button=_alert(str(query), language) if asked.query.strip() else None,
        )
    except TelegramError as error:  # the person typed on: the answer came too late
        log.info("inline answer not taken", reason=str(error))


async def _language(front: Front, asked: InlineQuery) -> str:
    """The language that the person chose, or that of their Telegram."""
    async with front.database.reading() as connection:
        known = await chats.one(connection, asked.from_user.id)
    spoken = known.language if known else (asked.from_user.language_code or "")[:2]
    return spoken if spoken in LANGUAGES else "en"


def _card(story: Story, card: cards.Card) -> InlineQueryResultArticle:
    printed = plain(card.message)
    links = [[button(one) for one in row if isinstance(one, Open)] for row in printed.keyboard]
    preview = LinkPreviewOptions(url=printed.preview or None, is_disabled=not printed.preview)
    content = InputTextMessageContent(printed.html, parse_mode=ParseMode.HTML, link_preview_options=preview)
    return InlineQueryResultArticle(
        str(story.id),
        card.title,
        content,
        description=card.description,
        reply_markup=InlineKeyboardMarkup([row for row in links if row]) if any(links) else None,
    )


def _alert(query: str, language: str) -> InlineQueryResultsButton | None:
    """A button above the cards: into the private chat, where the query becomes an alert."""
    payload = cards.deep_link(query)
    label = cards.alert_label(language)
    return InlineQueryResultsButton(label, start_parameter=payload) if payload else None
