"""An outlet corrects itself: whoever was told sees it, and nobody's phone rings again."""

from datetime import timedelta
from typing import Any

import pytest

from db import articles, stories
from db.arrivals import NewArticle
from news.taxonomy import Taxonomy
from people import How
from pipeline.correct import FRESH, correct
from pipeline.understand import Desk, understand
from tests.pipeline.newsroom import DANA, TIMUR, Newsroom

WAS = "The plant at Garabogaz makes 300,000 tonnes of urea a year. It belongs to the chemical concern."
NOW = WAS.replace("300,000", "350,000")
URL = "https://kapital.example/urea"
PICTURE = "https://kapital.example/urea.png"


async def tell(newsroom: Newsroom, text: str, image: str = "") -> None:
    entry = NewArticle(
        "kapital", "Kapital", "g1", URL, "Urea plant opens at Garabogaz", "", newsroom.clock(),
        text=text, image=image, declared=("en",),
    )  # fmt: skip
    async with newsroom.database.transaction() as connection:
        await articles.add(connection, entry, newsroom.clock())
    while await understand(newsroom.database, Desk({}, Taxonomy.default()), newsroom.clock):
        pass
    await correct(newsroom.database, newsroom.clock)
    await newsroom.work()


def sent(newsroom: Newsroom) -> list[tuple[str, dict[str, Any]]]:
    said = ("sendMessage", "sendPhoto", "editMessageText", "editMessageCaption")
    return [(name, call) for name, call in newsroom.telegram.calls if name in said]


@pytest.mark.parametrize("image", ["", PICTURE])
async def test_the_message_that_told_it_is_edited_and_marked(newsroom: Newsroom, image: str) -> None:
    await newsroom.subscribe(DANA, "urea")
    await tell(newsroom, WAS, image)
    newsroom.clock.push(timedelta(hours=3))
    await tell(newsroom, NOW, image)
    (message,) = newsroom.received(DANA)
    said = message.get("text") or message["caption"]
    assert "350,000 tonnes" in said
    assert "was 300,000 tonnes" in said
    assert [name.startswith("edit") for name, _ in sent(newsroom)] == [False, True]


async def test_a_corrected_name_is_told_like_a_corrected_figure(newsroom: Newsroom) -> None:
    was = f"{WAS} Its director is Merdan Saparov, the ministry said."
    await newsroom.subscribe(DANA, "urea")
    await tell(newsroom, was)
    await tell(newsroom, was.replace("Merdan Saparov", "Kakajan Orazov"))
    (message,) = newsroom.received(DANA)
    assert "Kakajan Orazov" in message["text"]
    assert "was Merdan Saparov" in message["text"]
    assert [name.startswith("edit") for name, _ in sent(newsroom)] == [False, True]


async def test_only_those_who_were_told_see_an_edit(newsroom: Newsroom) -> None:
    await newsroom.subscribe(DANA, "urea")
    await tell(newsroom, WAS)
    await newsroom.subscribe(TIMUR, "urea")
    await tell(newsroom, NOW)
    assert newsroom.received(TIMUR) == []


async def test_what_was_told_two_days_ago_is_left_alone(newsroom: Newsroom) -> None:
    await newsroom.subscribe(DANA, "urea")
    await tell(newsroom, WAS)
    newsroom.clock.push(FRESH + timedelta(minutes=1))
    await tell(newsroom, NOW)
    (message,) = newsroom.received(DANA)
    assert "300,000" in message["text"]


async def test_a_digest_is_not_turned_into_a_story(newsroom: Newsroom) -> None:
    await newsroom.subscribe(DANA, "urea", How.DAILY)
    await tell(newsroom, WAS)
    await newsroom.pass_time(timedelta(days=1), timedelta(hours=1))
    before = newsroom.texts(DANA)
    await tell(newsroom, NOW)
    assert newsroom.texts(DANA) == before


async def test_the_story_keeps_its_corrections_for_whoever_opens_it(newsroom: Newsroom) -> None:
    await tell(newsroom, WAS)
    await tell(newsroom, NOW)
    await tell(newsroom, NOW.replace("350,000", "360,000"))
    async with newsroom.database.reading() as connection:
        story = await stories.one(connection, 1)
    assert story is not None
    assert [(one.was, one.now) for one in story.corrections] == [
        ("300,000 tonnes", "350,000 tonnes"),
        ("350,000 tonnes", "360,000 tonnes"),
    ]


@pytest.mark.parametrize("image", ["", PICTURE])
async def test_a_correction_reaches_a_message_whose_words_no_longer_fit_below_its_picture(
    newsroom: Newsroom, image: str
) -> None:
    line = "Its second line was built by {} for the chemical concern in the town of Garabogaz near the sea."
    await newsroom.subscribe(DANA, "urea")
    for letter in "ABCDE":
        name = " ".join(f"{first}{letter.lower() * 22}" for first in "KLMNO")
        await tell(newsroom, f"{WAS} {line.format(name)}", image)
    (message,) = newsroom.received(DANA)
    assert "is Keeee" in (message.get("text") or message["caption"])
    assert not newsroom.telegram.refusals


async def test_a_message_that_is_edited_keeps_what_its_reader_did(newsroom: Newsroom) -> None:
    await newsroom.subscribe(DANA, "urea")
    await tell(newsroom, WAS)
    async with newsroom.database.transaction() as connection:
        await stories.save(connection, DANA, 1, newsroom.clock())
    await tell(newsroom, NOW)
    (message,) = newsroom.received(DANA)
    assert "Saved" in str(message["reply_markup"])


async def test_another_wording_is_no_correction(newsroom: Newsroom) -> None:
    await newsroom.subscribe(DANA, "urea")
    await tell(newsroom, WAS)
    await tell(newsroom, WAS.replace("It belongs to", "Its owner is"))
    assert len(sent(newsroom)) == 1
