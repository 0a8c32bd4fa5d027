"""Asking the archive: /search, /latest, plain words; turning pages; and an alert on what was asked."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection

from db import articles, chats, stories, subscriptions
from db import search as archive
from db.refusals import takes_nothing
from db.search_meant import meant
from handlers.conversation import Ask, Reply, nod, say, show
from handlers.subscribing import MOST, follow
from model import LabelKind, Report, Story
from news.needs import Need
from news.query import Query, parse
from news.ranking import Hit
from news.snippet import snippet
from news.summarise import headline
from news.text import label_token
from views import actions, errors, results
from views.errors import Trouble
from views.notes import Note, note

NEWEST = "sort:new"
LONGEST = 2.0  # seconds for which the archive is asked: a question that takes longer hinders everybody


@dataclass(frozen=True, slots=True)
class Answers:
    """A page of answers; `total` counts all pages, up to the most that is counted."""

    found: tuple[results.Found, ...]
    total: int


async def search(ask: Ask) -> Reply:
    """/search QUERY: a page of answers, or a sentence that helps."""
    query = parse(ask.words)
    if query.is_empty and query.sort == "best":
        if query.problems:
            return say(errors.broken_query(query.problems, ask.chat.language))
        return say(errors.trouble(Trouble.EMPTY_QUERY, ask.chat.language))
    return say(*(await _page(ask, query, 0)).messages)


async def again(ask: Ask, action: actions.Ask) -> Reply:
    """A button with a query of its own."""
    return await search(replace(ask, words=action.query))


async def turn(ask: Ask, action: actions.Results) -> Reply:
    """Another page of a question asked before."""
    async with ask.front.database.reading() as connection:
        text = await chats.asked(connection, ask.chat.id, action.question_id)
    if text is None:
        return nod(errors.toast(Trouble.OLD_BUTTON, ask.chat.language))
    return await _page(ask, parse(text), action.page)


async def alert(ask: Ask, action: actions.AlertMe) -> Reply:
    """Subscribe to a question asked before; from then on its news comes by itself."""
    async with ask.front.database.reading() as connection:
        text = await chats.asked(connection, ask.chat.id, action.question_id)
        held = await subscriptions.of_chat(connection, ask.chat.id)
    if text is None:
        return nod(errors.toast(Trouble.OLD_BUTTON, ask.chat.language))
    query = str(replace(parse(text), sort="best"))
    if any(one.query == query for one in held):
        return nod(note(Note.ALERT_KNOWN, ask.chat.language))
    if len(held) >= MOST:
        return nod(errors.toast(Trouble.TOO_MANY, ask.chat.language, limit=MOST))
    answer = await follow(ask, query)
    return replace(answer, edits=False, toast=note(Note.ALERT_SET, ask.chat.language))


async def latest(ask: Ask) -> Reply:
    """/latest: the newest stories."""
    return say(*(await turn_latest(ask, actions.Latest(0))).messages)


async def turn_latest(ask: Ask, action: actions.Latest) -> Reply:
    """Another page of the newest stories."""
    page = max(0, action.page)
    wanted = results.PAGE + 1  # one more tells whether there is another page
    async with ask.front.database.reading() as connection:
        hits = await archive.search(connection, parse(NEWEST), ask.now, wanted, page * results.PAGE)
        found = await _found(connection, hits[: results.PAGE], parse(NEWEST).need)
    is_last = len(hits) < wanted
    return show(results.latest(found, ask.chat.language, page=page, is_last=is_last, now=ask.now))


async def newest(ask: Ask, query: Query, limit: int) -> list[Story]:
    """The newest stories that answer a query."""
    async with ask.front.database.reading() as connection:
        hits = await archive.search(connection, replace(query, sort="new"), ask.now, limit)
        return await stories.several(connection, [hit.story_id for hit in hits if hit.story_id is not None])


async def _page(ask: Ask, query: Query, page: int) -> Reply:
    """A page of answers in the place of the pressed message; the question is kept for its buttons."""
    number = await _number(ask, query)
    answers = await _answers(ask, query, page)
    asked = results.Asked(
        number, str(query), page, answers.total, answers.total >= archive.MOST_COUNTED, query.problems
    )
    if not answers.found:
        async with ask.front.database.reading() as connection:
            suggestions = await meant(connection, query)
        return show(results.nothing(asked, ask.chat.language, suggestions=suggestions))
    return show(results.results(asked, answers.found, ask.chat.language, now=ask.now))


async def _number(ask: Ask, query: Query) -> int:
    """The question's number for its buttons; 0, which none has, while the database takes nothing."""
    try:
        async with ask.front.database.transaction() as connection:
            return await chats.ask(connection, ask.chat.id, str(query), ask.now)
    except DBAPIError as error:
        if takes_nothing(error):
            return 0
        raise


async def _answers(ask: Ask, query: Query, page: int) -> Answers:
    async with ask.front.database.reading(LONGEST) as connection:
        hits = await archive.search(connection, query, ask.now, results.PAGE, page * results.PAGE)
        return Answers(
            await _found(connection, hits, query.need), await archive.count(connection, query, ask.now)
        )


async def _found(connection: AsyncConnection, hits: Sequence[Hit], need: Need) -> tuple[results.Found, ...]:
    reports = {
        one.article.id: one for one in await articles.reports(connection, [h.article_id for h in hits])
    }
    return tuple(
        _shown(reports[hit.article_id], hit.story_id, need)
        for hit in hits
        if hit.article_id in reports and hit.story_id is not None
    )


def _shown(report: Report, story_id: int, need: Need) -> results.Found:
    verdict = report.understanding
    evidence = {label_token(label.kind, label.code): label.evidence for label in verdict.labels}
    return results.Found(
        story_id=story_id,
        headline=headline(report),
        language=verdict.language,
        outlet=report.article.outlet,
        url=report.article.url,
        published=report.article.published,
        snippet=snippet(" ".join(verdict.cleaned.body) or report.article.text, need, evidence),
        countries=verdict.codes(LabelKind.COUNTRY),
    )
