from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from db import articles, candidates, chats, saved, stories, subscriptions
from db.arrivals import NewArticle
from db.database import Database
from db.stories import Retold
from model import Cleaned, Figure, Report, Story, Telling, Understanding
from people import Chat, How

NOW = datetime(2026, 11, 24, 8, tzinfo=UTC)
DAY = timedelta(days=1)
PLAIN = Understanding("en", Cleaned(("It opened.",)))
WINDOW = (NOW - 6 * DAY, NOW + 6 * DAY)


def story(number: int, at: datetime = NOW) -> Story:
    telling = Telling(number, "Orient", f"https://orient.example/{number}", "t", "en", at)
    return Story(0, 0, f"story {number}", "en", (), (telling,), at, at, figures=(Figure("5 t", 5.0, "t"),))


@pytest.fixture
async def told(database: Database) -> Database:
    """Three stories of one article each; the third is three weeks old and of the first one's thread."""
    async with database.transaction() as connection:
        for number, (at, thread) in enumerate([(NOW, None), (NOW, None), (NOW - 20 * DAY, 1)], 1):
            entry = NewArticle(
                "s", "Orient", f"g{number}", f"https://orient.example/{number}", "t", "", at, text="x"
            )
            await articles.add(connection, entry, NOW)
            (waiting,) = await articles.unjudged(connection, 1)
            opened = await stories.open_story(connection, at, thread)
            told = replace(story(number, at), id=opened, thread=thread or opened)
            await stories.rewrite(connection, [Retold(told)])
            await articles.mark_understood(connection, Report(waiting.article, PLAIN), opened, "", "{}")
            keys = [("cement", 1.0), (f"#{number}t", 2.0)]
            await candidates.put(connection, waiting.article.id, at, keys)
        for number in (1, 2):
            await chats.greet(connection, Chat(number), NOW)
    return database


async def test_a_story_without_a_thread_begins_its_own(told: Database) -> None:
    async with told.reading() as connection:
        found = await stories.several(connection, [3, 99, 1])
        assert [(one.id, one.thread, one.headline) for one in found] == [(3, 1, "story 3"), (1, 1, "story 1")]
        assert await stories.one(connection, 99) is None
        assert [one.id for one in await stories.of_thread(connection, found[1])] == [3]
        assert [one.id for one in await stories.of_thread(connection, found[0])] == [1]


async def test_near_articles_are_those_of_the_window_that_share_most(told: Database) -> None:
    async with told.reading() as connection:
        near = await candidates.near(connection, ["cement", "#2t"], WINDOW, 10)
        assert [(one.story_id, one.shared) for one in near] == [(2, 3.0), (1, 1.0)]
        assert len(await candidates.near(connection, ["cement"], WINDOW, 1)) == 1
        assert await candidates.frequencies(connection, ["cement", "#3t"], WINDOW) == {"cement": 2}


async def test_terms_of_articles_outside_the_window_are_forgotten(told: Database) -> None:
    async with told.transaction() as connection:
        await candidates.forget(connection, NOW - DAY)
        assert await candidates.frequencies(connection, ["#3t"], (NOW - 30 * DAY, NOW)) == {}


async def test_publish_looks_at_a_story_once_for_each_piece_of_news(told: Database) -> None:
    async with told.transaction() as connection:
        assert await stories.waiting(connection, 10) == []
        assert await stories.news_of(connection, 1) is None
        (first,) = await stories.several(connection, [1])
        await stories.rewrite(connection, [Retold(replace(first, headline="new"), waiting=True)])
        assert await stories.waiting(connection, 10) == [1]
        news = await stories.news_of(connection, 1)
        assert news == stories.Waiting(replace(first, headline="new"), None, ())
        await stories.mark_seen(connection, 1)
        await stories.mark_published(connection, 1, first.figures, ["contract", "launch"], NOW)
        assert await stories.waiting(connection, 10) == []
        await stories.rewrite(connection, [Retold(first, waiting=True)])
        again = await stories.news_of(connection, 1)
    assert again == stories.Waiting(first, NOW, first.figures, ("contract", "launch"))


async def test_a_chat_is_told_a_story_once_and_we_know_in_which_message_first(told: Database) -> None:
    async with told.transaction() as connection:
        await stories.tell(connection, 1, {1: "trade"}, NOW)
        await stories.tell(connection, 1, {1: "chemicals"}, NOW)
        await stories.tell(connection, 1, {}, NOW)
        await stories.told_in(connection, [(1, 1, 77), (2, 1, 78)])
        await stories.told_in(connection, [(1, 1, 99)])
        (one,) = await stories.who_was_told(connection, 1)
    assert (one.chat_id, one.message_id, one.why) == (1, 77, "trade")


async def test_a_muted_thread_is_quiet_until_its_time(told: Database) -> None:
    async with told.transaction() as connection:
        await stories.mute(connection, 1, 1, NOW + DAY)
        await stories.mute(connection, 1, 1, NOW + 2 * DAY)
        assert await stories.muting(connection, 1, NOW + DAY) == {1}
        assert await stories.muting(connection, 1, NOW + 2 * DAY) == set()


async def test_saving_twice_saves_once(told: Database) -> None:
    async with told.transaction() as connection:
        await stories.save(connection, 1, 1, NOW)
        await stories.save(connection, 1, 1, NOW)
        assert len(await saved.page(connection, 1, 10, 0)) == 1


async def test_subscribing_again_changes_how_it_is_delivered(told: Database) -> None:
    async with told.transaction() as connection:
        number = await subscriptions.subscribe(connection, 1, "trade", How.NOW, NOW)
        await subscriptions.change(connection, 1, number, paused=True)
        assert await subscriptions.subscribe(connection, 1, "trade", How.DAILY, NOW) == number
        (one,) = await subscriptions.of_chat(connection, 1)
        assert (one.how, one.paused) == (How.DAILY, False)
        assert await subscriptions.count(connection, 1) == 1
        assert await subscriptions.one(connection, 2, number) is None
        assert await subscriptions.one(connection, 1, number) == one


async def test_nobody_changes_another_chat_s_subscription(told: Database) -> None:
    async with told.transaction() as connection:
        number = await subscriptions.subscribe(connection, 1, "trade", How.NOW, NOW)
        await subscriptions.change(connection, 2, number, paused=True)
        await subscriptions.remove(connection, 2, number)
        known = await subscriptions.several(connection, [number])
        assert not known[number].paused


async def test_paused_and_gone_chats_want_nothing(told: Database) -> None:
    async with told.transaction() as connection:
        first = await subscriptions.subscribe(connection, 1, "trade", How.NOW, NOW)
        second = await subscriptions.subscribe(connection, 2, "trade", How.NOW, NOW)
        await chats.change(connection, 1, paused=True)
        await chats.leave(connection, 2, "blocked")
        known = await subscriptions.several(connection, [first, second, second + 1])
        assert {number: one.paused for number, one in known.items()} == {first: True, second: True}


async def test_a_number_is_given_once_and_what_came_after_it_is_found(told: Database) -> None:
    async with told.transaction() as connection:
        first = await subscriptions.subscribe(connection, 1, "trade", How.NOW, NOW)
        gone = await subscriptions.subscribe(connection, 1, "cement", How.NOW, NOW)
        await subscriptions.remove(connection, 1, gone)
        last = await subscriptions.subscribe(connection, 1, "gas", How.NOW, NOW)
        assert last > gone
        assert await subscriptions.saved_after(connection, 0, 9) == [(first, "trade"), (last, "gas")]
        assert await subscriptions.saved_after(connection, gone, 9) == [(last, "gas")]
        assert await subscriptions.saved_after(connection, 0, 1) == [(first, "trade")]


async def test_what_waits_for_a_digest_waits_once_and_goes_with_its_subscription(told: Database) -> None:
    async with told.transaction() as connection:
        number = await subscriptions.subscribe(connection, 1, "trade", How.DAILY, NOW)
        wish = await subscriptions.one(connection, 1, number)
        assert wish is not None
        for _ in range(2):
            await subscriptions.lay_up(connection, [wish], 1, NOW)
        await subscriptions.lay_up(connection, [], 1, NOW)
        await subscriptions.lay_up(connection, [wish], 2, NOW)
        items = await subscriptions.laid_up(connection, 1, [How.DAILY, How.WEEKLY])
        assert [(item.story.id, item.subscription) for item in items] == [(1, wish), (2, wish)]
        assert await subscriptions.laid_up(connection, 1, [How.NOW]) == []
        await subscriptions.clear_up(connection, items[:1])
        assert len(await subscriptions.laid_up(connection, 1, [How.DAILY])) == 1
        await subscriptions.remove(connection, 1, number)
        assert await subscriptions.laid_up(connection, 1, [How.DAILY]) == []
