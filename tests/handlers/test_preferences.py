"""Settings, the digest's hour and days, and being forgotten."""

from datetime import time

import pytest
from sqlalchemy import select

from db import subscriptions
from db.schema import metadata
from people import How, Layout
from tests.handlers.talk import DANA, TIMUR, Talk, texts
from tests.handlers.test_first_steps import held, known


async def test_settings_show_what_is_set_and_a_button_for_each(talk: Talk) -> None:
    said = texts(await talk.say("/settings"))
    for word in ("English", "Tashkent", "plain", "08:00"):
        assert word in said


async def test_the_language_changes_everything_that_follows(talk: Talk) -> None:
    await talk.say("/settings")
    await talk.press("Language")
    said = await talk.press("Türkmen")
    assert "Sazlamalar" in texts(said)
    assert (await known(talk)).language == "tk"


@pytest.mark.parametrize("city", ["Ashgabat", "Ашхабад", "aşgabat", "Asia/Ashgabat"])
async def test_a_zone_is_set_by_the_name_of_its_city(talk: Talk, city: str) -> None:
    await talk.say(f"/settings {city}")
    assert (await known(talk)).zone == "Asia/Ashgabat"


async def test_an_unknown_city_is_said(talk: Talk) -> None:
    assert "do not know this place" in texts(await talk.say("/settings Atlantis"))
    assert (await known(talk)).zone == "Asia/Tashkent"


async def test_a_location_sets_the_zone(talk: Talk) -> None:
    talk.telegram.share_location(DANA, 40.41, 49.87)
    assert "Baku" in texts(await talk.heard())
    assert (await known(talk)).zone == "Asia/Baku"


async def test_a_zone_is_chosen_from_pages_of_cities(talk: Talk) -> None:
    await talk.say("/settings")
    await talk.press("Time zone")
    await talk.press("▶")
    await talk.press("Istanbul")
    assert (await known(talk)).zone == "Europe/Istanbul"


async def test_quiet_hours_are_set_and_dropped(talk: Talk) -> None:
    await talk.say("/settings")
    await talk.press("Quiet hours")
    await talk.press("22:00–07:00")
    assert ((await known(talk)).quiet_from, (await known(talk)).quiet_to) == (time(22), time(7))
    await talk.press("No quiet hours")
    assert (await known(talk)).quiet_from is None


async def test_pictures_and_layout_have_switches(talk: Talk) -> None:
    await talk.say("/settings")
    await talk.press("Hide pictures")
    assert not (await known(talk)).pictures
    await talk.press("Rich layout")
    sample = talk.telegram.messages(DANA)[-1]
    assert "rich_message" in sample, "the sample is rich, whatever the layout"
    await talk.send("cy:rich")
    assert (await known(talk)).layout is Layout.RICH
    said = await talk.say("/latest")
    assert "rich_message" in said[0]
    await talk.press("plain messages")
    assert (await known(talk)).layout is Layout.PLAIN
    assert "text" in (await talk.say("/latest"))[0]


async def test_the_digest_has_an_hour_days_and_a_weekday(talk: Talk) -> None:
    await talk.say("/digest")
    await talk.press("18:00")
    await talk.send("dd:6")
    await talk.send("dw:4")
    chat = await known(talk)
    assert (chat.digest_at, chat.digest_days, chat.weekly_day) == (time(18), (0, 1, 2, 3, 4, 5), 4)


async def test_all_digests_become_weekly_with_one_tap(talk: Talk) -> None:
    await talk.say("/subscribe gas")
    await talk.press("Daily digest")
    await talk.say("/subscribe urea")
    await talk.say("/digest")
    await talk.press("All weekly")
    assert [how.value for _, how in await held(talk)] == ["weekly", "now"]


async def test_a_digest_with_nothing_in_it_is_said(talk: Talk) -> None:
    await talk.say("/digest")
    assert "Nothing new" in texts(await talk.press("Digest now"))


async def test_a_digest_asked_for_holds_the_last_day_of_every_subscription(talk: Talk) -> None:
    await talk.say("/subscribe urea")
    await talk.say("/subscribe copper")
    await talk.say("/digest")
    said = texts(await talk.press("Digest now"))
    assert "urea" in said
    assert "smelter" not in said, "it is older than a day"


async def test_a_digest_asked_for_takes_nothing_from_the_one_to_come(talk: Talk) -> None:
    await talk.say("/subscribe urea")
    await talk.press("Daily digest")
    async with talk.database.transaction() as connection:
        (held,) = await subscriptions.of_chat(connection, DANA)
        await subscriptions.lay_up(connection, [held], 1, talk.clock())
    await talk.say("/digest")
    assert "urea" in texts(await talk.press("Digest now"))
    async with talk.database.reading() as connection:
        assert len(await subscriptions.laid_up(connection, DANA, list(How))) == 1


async def test_everything_can_be_paused_with_a_button(talk: Talk) -> None:
    await talk.say("/subscribe urea")
    await talk.say("/subscriptions")
    await talk.press("Pause everything")
    assert (await known(talk)).paused


async def test_being_forgotten_is_asked_for_twice_and_leaves_nothing(talk: Talk) -> None:
    await talk.say("/start", TIMUR)
    await talk.say("/subscribe gas")
    await talk.say("/search urea")
    await talk.press("Open")
    await talk.press("Save")
    await talk.say("/deleteme")
    await talk.press("No, keep it")
    assert (await known(talk)).id == DANA
    await talk.say("/deleteme")
    await talk.press("Yes, erase everything")
    async with talk.database.reading() as connection:
        for table in metadata.sorted_tables:
            for row in await connection.execute(select(table)):
                assert DANA not in row._mapping.values(), table.name
    assert (await known(talk, TIMUR)).id == TIMUR
