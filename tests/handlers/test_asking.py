"""Asking the archive: answers, pages, alerts."""

import pytest

from news.query import parse
from news.snippet import snippet
from tests.handlers.talk import DANA, TIMUR, Talk, texts
from tests.handlers.test_first_steps import held


async def test_search_answers_in_every_language_with_ten_words_outlet_and_age(talk: Talk) -> None:
    said = await talk.say("/search trade")
    answer = texts(said)
    assert "urea" in answer
    assert "Товарооборот" in answer
    assert "Деловой Туран" in answer
    assert "2 h ago" in answer
    assert "smelter" not in answer


async def test_plain_words_are_a_search(talk: Talk) -> None:
    assert "smelter" in texts(await talk.say("copper kazakhstan"))


async def test_what_was_asked_for_stands_in_bold_also_in_another_language(talk: Talk) -> None:
    (answer,) = await talk.say("/search copper")
    units = answer["text"].encode("utf-16-le")
    units = answer["text"].encode("utf-16-le")
    bold = [e for e in answer["entities"] if e["type"] == "bold"]
    spans = [units[2 * e["offset"] : 2 * (e["offset"] + e["length"])].decode("utf-16-le") for e in bold]
    assert "copper" in spans


async def test_nothing_found_offers_help_and_an_alert(talk: Talk) -> None:
    said = await talk.say("/search zeppelin")
    assert "Nothing found" in texts(said)
    await talk.press("Tell me when")
    assert [query for query, _ in await held(talk)] == ["zeppelin"]


async def test_an_alert_is_one_tap_and_is_set_once(talk: Talk) -> None:
    await talk.say("/search country:kz copper")
    said = await talk.press("Alert me")
    assert "Subscribed" in texts(said)
    assert talk.answers == ["Alert set"]
    assert [query for query, _ in await held(talk)] == ["country:kz copper"]
    await talk.say("/search country:kz copper")
    assert await talk.press("Alert me") == []
    assert talk.answers == ["You have this alert already"]


async def test_the_order_of_answers_is_no_part_of_an_alert(talk: Talk) -> None:
    await talk.say("/search copper sort:new")
    await talk.press("Alert me")
    assert [query for query, _ in await held(talk)] == ["copper"]


@pytest.mark.parametrize("empty", ["/search", "/search    ", "/subscribe"])
async def test_an_empty_query_gets_a_helpful_sentence(talk: Talk, empty: str) -> None:
    assert "What shall I look for" in texts(await talk.say(empty))


@pytest.mark.parametrize("broken", ["/search OR", "/subscribe ((("])
async def test_a_broken_query_is_shown_with_what_is_wrong(talk: Talk, broken: str) -> None:
    said = texts(await talk.say(broken))
    assert "could not make a search" in said
    assert "⚠" in said


async def test_a_field_that_names_nothing_is_pointed_out(talk: Talk) -> None:
    said = texts(await talk.say("/search country:atlantis"))
    assert "I know no country" in said


async def test_pages_turn_in_place(talk: Talk) -> None:
    await talk.say("/latest")
    assert "◀" not in talk.labels(DANA)
    said = await talk.say("/search country:kz OR country:tm")
    assert "1 of 1" not in texts(said)


async def test_a_button_of_another_chat_opens_nothing(talk: Talk) -> None:
    await talk.say("/search trade")
    data = [one for one in talk.data(DANA) if one.startswith(("p:", "a:"))]
    await talk.say("/help", TIMUR)
    for one in data:
        assert await talk.send(one, TIMUR) == []
    assert await held(talk, TIMUR) == []


async def test_latest_shows_the_newest_first(talk: Talk) -> None:
    said = texts(await talk.say("/latest"))
    assert said.index("urea") < said.index("Товарооборот") < said.index("smelter")


async def test_the_evidence_of_a_label_is_shown_only_where_no_word_answers() -> None:
    text = "The ministers agreed on a plan. Later they spoke of trade and cement."
    need, evidence = parse("trade").need, {"sector:trade": "agreed"}
    assert [said for said, hit in snippet(text, need, evidence) if hit] == ["trade"]
    assert [said for said, hit in snippet("They agreed on a plan.", need, evidence) if hit] == ["agreed"]
