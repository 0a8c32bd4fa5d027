"""`@bot trade uz` in any chat."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.handlers.talk import DANA, TIMUR, Talk, texts
from tests.handlers.test_first_steps import held
from views.cards import LONGEST_LINK, deep_link, query_in


async def cards(talk: Talk, query: str, who: int = DANA, offset: str = "") -> dict[str, Any]:
    """The answer that the person's list shows."""
    asked = talk.telegram.inline(who, query, offset)
    since = talk._read
    await talk.heard()
    for event in await talk.telegram.changes(since):
        if event["kind"] == "inline" and event["query_id"] == asked:
            return event
    raise AssertionError("no answer")


async def test_a_query_gives_the_answers_of_search_as_cards(talk: Talk) -> None:
    shown = await cards(talk, "trade")
    titles = [one["title"] for one in shown["results"]]
    assert any("urea" in title for title in titles)
    assert any("Товарооборот" in title for title in titles)


async def test_an_empty_query_gives_the_newest(talk: Talk) -> None:
    shown = await cards(talk, "")
    assert shown["results"][0]["id"] == "1"


async def test_a_picked_card_becomes_the_story_with_a_link_to_read(talk: Talk) -> None:
    shown = await cards(talk, "copper")
    asked = talk.telegram.inline(DANA, "copper")
    await talk.heard()
    sent = talk.telegram.choose(DANA, DANA, asked, shown["results"][0]["id"])
    assert "smelter" in texts([sent])
    assert sent["reply_markup"]["inline_keyboard"][0][0]["url"].startswith("https://")


async def test_the_words_around_are_in_the_askers_language(talk: Talk) -> None:
    shown = await cards(talk, "copper", TIMUR)
    assert "назад" in shown["results"][0]["description"]


async def test_a_query_that_finds_nothing_gives_no_card_but_an_answer(talk: Talk) -> None:
    assert (await cards(talk, "zeppelin"))["results"] == []


async def test_a_link_with_a_query_becomes_an_alert(talk: Talk) -> None:
    await talk.say(f"/start {deep_link('copper country:kz')}")
    assert [query for query, _ in await held(talk)] == ["copper country:kz"]


@pytest.mark.parametrize("payload", ["q", "q!!", "qAAA", "xyz", "q" + "_" * 30])
async def test_a_link_that_holds_nothing_begins_as_usual(talk: Talk, payload: str) -> None:
    assert "Which country?" in texts(await talk.say(f"/start {payload}"))


@given(st.text(min_size=1))
def test_what_fits_into_a_link_comes_out_of_it(query: str) -> None:
    try:
        query.encode()
    except UnicodeEncodeError:
        return
    payload = deep_link(query)
    assert len(payload) <= LONGEST_LINK
    assert not payload or query_in(payload) == query
