"""A channel gets what it is owed without buttons that only one person could mean."""

from dataclasses import replace

import pytest

from db import outbox, own_sources, sources, subscriptions
from message import Bullets, Message, Open, Press, Text
from model import Source, SourceKind
from people import CHANNEL, Chat, Delivery, How, Priority
from pipeline.rest import lay_aside
from tests.pipeline.newsroom import DANA, DAY, HOUR, Newsroom, digests, line_to, owe, states, word

SOURCE = Source("own-desk", "Desk", SourceKind.FEED, "https://desk.example/rss")


@pytest.fixture
async def channel(newsroom: Newsroom) -> int:
    """A channel in which the bot may post."""
    made = newsroom.telegram.add_group("Gas desk", {DANA: "creator"}, "channel")
    newsroom.telegram.add_to_channel(DANA, made)
    await newsroom.meet(Chat(made, CHANNEL))
    return made


async def owe_one(newsroom: Newsroom, chat: int, message: Message) -> None:
    async with newsroom.database.transaction() as connection:
        owed = Delivery(0, chat, "word:one", message, Priority.PUSH, newsroom.clock())
        await outbox.owe(connection, [owed], newsroom.clock())


async def test_only_links_stand_below_a_post(newsroom: Newsroom, channel: int) -> None:
    keyboard = ((Press("Save", "s:1"), Open("Read", "https://outlet.example/1")), (Press("Mute", "m:1"),))
    said = replace(word("Gas flows"), keyboard=keyboard)
    for chat in (channel, DANA):
        await owe_one(newsroom, chat, said)
    await newsroom.deliver()
    (post,) = newsroom.telegram.messages(channel)
    below = post["reply_markup"]["inline_keyboard"]
    assert [[button["text"] for button in row] for row in below] == [["Read"]]
    (told,) = [one for one in newsroom.received(DANA) if one.get("text") == "Gas flows"]
    assert len(told["reply_markup"]["inline_keyboard"]) == 2


async def test_what_does_not_fit_follows_as_the_next_post_once(newsroom: Newsroom, channel: int) -> None:
    rest = lay_aside(newsroom.database, newsroom.clock)
    newsroom.line = line_to(newsroom.request, newsroom.clock, rest=rest)
    long = Message(tuple(Bullets(((Text(f"{place} {'word ' * 100}"),),)) for place in range(20)))
    await owe_one(newsroom, channel, long)
    await newsroom.work()
    posts = [one["text"] for one in newsroom.telegram.messages(channel)]
    assert len(posts) > 1
    assert all("reply_markup" not in one for one in newsroom.telegram.messages(channel))
    told = " ".join(posts).split()
    assert [one for one in told if one.isdecimal()] == [str(place) for place in range(20)]
    assert await states(newsroom) == {"sent": len(posts)}


async def test_a_channel_is_never_offered_the_rich_sample(newsroom: Newsroom, channel: int) -> None:
    for chat in (channel, DANA):
        await newsroom.subscribe(chat, "topic:tender", How.DAILY)
    await newsroom.write("A tender for a plant", topics=("tender",))
    await newsroom.work()
    await newsroom.pass_time(DAY, 2 * HOUR)
    assert len(await digests(newsroom, channel)) == 1
    assert len(await digests(newsroom, DANA)) == 2


async def test_without_the_right_to_post_nothing_is_tried_again_and_again(
    newsroom: Newsroom, channel: int
) -> None:
    newsroom.telegram.add_to_channel(DANA, channel, may_post=False)
    await owe(newsroom, channel, "one", "two")
    await newsroom.deliver()
    assert [method for method, _ in newsroom.telegram.refusals] == ["sendMessage"]
    assert await states(newsroom) == {"dropped": 2}


async def test_a_dead_source_is_not_mourned_before_a_channels_readers(
    newsroom: Newsroom, channel: int
) -> None:
    async with newsroom.database.transaction() as connection:
        for chat in (channel, DANA):
            await own_sources.add(connection, chat, SOURCE, newsroom.clock())
        assert [one.query for one in await subscriptions.of_chat(connection, channel)] == ["source:desk"]
        states = [replace(one, ended="gone") for one in await sources.every(connection)]
        await sources.keep(connection, states)
        mourners = await own_sources.silent(connection, newsroom.clock())
    assert [chat for chat, _ in mourners] == [DANA]
