from dataclasses import replace
from datetime import UTC, datetime, timedelta

from db import articles, stories, topics
from db.arrivals import NewArticle
from db.database import Database
from model import (
    Attribution,
    Cleaned,
    Figure,
    Label,
    LabelKind,
    Page,
    Report,
    Understanding,
)

NOW = datetime(2026, 11, 24, 8, tzinfo=UTC)
ENTRY = NewArticle(
    source="orient",
    outlet="Orient",
    guid="g1",
    url="https://orient.example/1",
    title="Urea plant opens",
    teaser="A plant opened.",
    published=NOW - timedelta(hours=1),
    declared=("ru", "tk"),
    country="TM",
)
VERDICT = Understanding(
    language="en",
    cleaned=Cleaned(("It opened.",), ("Recall that it was planned.",), ("Also read: more",)),
    labels=(
        Label(LabelKind.COUNTRY, "TM", "Garabogaz", implied=True),
        Label(LabelKind.SECTOR, "chemicals", "urea"),
    ),
    figures=(
        Figure("1.155 million tons", 1155000.0, "t", "urea", "2026", "up", "It makes 1.155 million tons."),
    ),
    attribution=Attribution("Turkmenhimiya", evidence="Turkmenhimiya says"),
)


async def take_in(database: Database, *entries: NewArticle) -> list[str]:
    async with database.transaction() as connection:
        return [await articles.add(connection, entry, NOW) for entry in entries]


async def test_an_entry_comes_in_once(database: Database) -> None:
    assert await take_in(database, ENTRY, ENTRY) == ["new", "known"]


async def test_the_same_report_by_another_feed_is_the_same_article(database: Database) -> None:
    assert await take_in(database, ENTRY, replace(ENTRY, source="twin", guid="other", title="Twin")) == [
        "new",
        "known",
    ]


async def test_an_entry_that_moved_is_known_by_its_guid(database: Database) -> None:
    assert await take_in(database, ENTRY, replace(ENTRY, url="https://orient.example/moved")) == [
        "new",
        "known",
    ]


async def test_an_entry_that_says_something_else_is_read_again(database: Database) -> None:
    assert await take_in(database, ENTRY) == ["new"]
    async with database.transaction() as connection:
        await articles.mark_read(connection, 1, Page("old text"))
    assert await take_in(database, replace(ENTRY, title="Urea plant opens late")) == ["edited"]
    async with database.reading() as connection:
        (unread,) = await articles.unread(connection, NOW, 10)
    assert unread.article.title == "Urea plant opens late"


async def test_a_report_that_came_with_its_text_needs_no_page(database: Database) -> None:
    await take_in(database, replace(ENTRY, text="All of it."))
    async with database.reading() as connection:
        assert await articles.unread(connection, NOW, 10) == []
        (waiting,) = await articles.unjudged(connection, 10)
        assert await articles.count_unjudged(connection) == 1
    assert (waiting.article.text, waiting.announce, waiting.story_id) == ("All of it.", True, None)
    assert await take_in(database, replace(ENTRY, text="All of it, edited.")) == ["edited"]


async def test_a_page_that_cannot_be_had_is_asked_again_later(database: Database) -> None:
    await take_in(database, ENTRY)
    async with database.transaction() as connection:
        await articles.read_later(connection, 1, NOW + timedelta(minutes=5))
        assert await articles.unread(connection, NOW, 10) == []
        (unread,) = await articles.unread(connection, NOW + timedelta(minutes=5), 10)
    assert unread.attempts == 1


async def test_a_page_adds_text_and_picture(database: Database) -> None:
    await take_in(database, replace(ENTRY, image="https://x.example/feed.png"))
    async with database.transaction() as connection:
        await articles.mark_read(connection, 1, Page("One.\nTwo.", image="https://x.example/page.png"))
        (waiting,) = await articles.unjudged(connection, 10)
        await articles.mark_read(connection, 1, Page("One."))
        (again,) = await articles.unjudged(connection, 10)
    assert (waiting.article.text, waiting.article.image) == ("One.\nTwo.", "https://x.example/page.png")
    assert again.article.image == "https://x.example/page.png"


async def understand(database: Database, entry: NewArticle, verdict: Understanding) -> Report:
    await take_in(database, replace(entry, text="text"))
    async with database.transaction() as connection:
        (waiting,) = await articles.unjudged(connection, 10)
        report = Report(waiting.article, verdict)
        story = await stories.open_story(connection, NOW, None)
        await articles.mark_understood(connection, report, story, "opened", "{}")
        await articles.label(connection, [report])
    return replace(report, article=replace(report.article, language=verdict.language))


async def test_a_verdict_is_kept_with_all_its_reasons(database: Database) -> None:
    report = await understand(database, ENTRY, VERDICT)
    async with database.reading() as connection:
        assert await articles.reports(connection, [report.article.id]) == [report]
        assert await articles.of_story(connection, 1) == [report]


async def test_stories_are_counted_by_label_over_the_last_weeks(database: Database) -> None:
    await understand(database, ENTRY, VERDICT)
    old = replace(ENTRY, guid="g2", url="https://orient.example/2", published=NOW - timedelta(days=40))
    await understand(database, old, VERDICT)
    async with database.reading() as connection:
        assert await topics.counts(connection, LabelKind.COUNTRY, NOW, 30) == [("TM", 1)]
        assert await topics.counts(connection, LabelKind.SECTOR, NOW, 60) == [("chemicals", 2)]


async def test_a_new_verdict_replaces_the_labels_of_the_old_one(database: Database) -> None:
    report = await understand(database, ENTRY, VERDICT)
    async with database.transaction() as connection:
        await articles.label(connection, [Report(report.article, replace(VERDICT, labels=()))])
        assert await topics.counts(connection, LabelKind.COUNTRY, NOW, 30) == []
