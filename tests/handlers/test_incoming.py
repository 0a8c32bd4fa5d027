"""What comes in: unknown, twice, too fast, broken; and the command menu."""

from datetime import timedelta

import pytest
from sqlalchemy import text
from telegram import Update

import handlers
from handlers.flood import BURST
from tests.handlers.talk import DANA, MARAL, NILUFAR, TIMUR, Talk, texts
from tests.handlers.test_first_steps import held
from tests.refusing import refusing
from views.actions import Action
from views.i18n import LANGUAGES
from views.menus import COMMANDS, OPERATORS


async def test_a_misspelt_command_is_told_which_was_meant(talk: Talk) -> None:
    assert "Did you mean /subscribe?" in texts(await talk.say("/subscibe gas"))


async def test_an_unknown_command_gets_a_helpful_sentence(talk: Talk) -> None:
    said = await talk.say("/frobnicate now")
    assert "do not know this command" in texts(said)
    assert "Help" in talk.labels(DANA)


@pytest.mark.parametrize("command", COMMANDS)
async def test_every_command_answers_in_every_language(talk: Talk, command: str) -> None:
    for language in LANGUAGES:
        await talk.send_language(language)
        assert await talk.say(f"/{command}"), language
        talk.clock.push(timedelta(seconds=9))


async def test_an_update_that_comes_twice_changes_nothing_twice(talk: Talk) -> None:
    talk.telegram.say(DANA, DANA, "/subscribe gas")
    (*_, raw) = await talk.telegram.world.updates.get(0, 100, 0)
    for _ in range(3):
        await talk.app.process_update(Update.de_json(raw, talk.app.bot))
    assert len(await talk.fresh()) == 1
    assert len(await held(talk)) == 1


async def test_an_edited_question_is_not_asked_again(talk: Talk) -> None:
    await talk.say("/search urea")
    mine = next(m for m in talk.telegram.messages(DANA) if m["from"]["id"] == DANA)
    talk.telegram.edit(DANA, DANA, mine["message_id"], "/search copper")
    assert await talk.heard() == []


async def test_whoever_asks_too_fast_is_told_once_and_others_are_not_kept_waiting(talk: Talk) -> None:
    said = []
    for _ in range(int(BURST) + 5):
        said += await talk.say("/help")
    assert len(said) == int(BURST) + 1
    assert "That was fast" in texts(said[-1:])
    assert await talk.say("/help", TIMUR)
    talk.clock.push(timedelta(seconds=3))
    assert await talk.say("/help")


async def test_whoever_asks_too_fast_costs_no_writing(talk: Talk) -> None:
    for _ in range(200):
        talk.telegram.say(DANA, DANA, "/help")
    await talk.heard()
    async with talk.database.reading() as connection:
        heard = await connection.execute(text("SELECT count(*) FROM inbox"))
    assert heard.scalar_one() == BURST + 1


async def test_a_group_has_a_bucket_of_its_own_and_one_group_takes_nothing_from_another(talk: Talk) -> None:
    everybody = dict.fromkeys((DANA, TIMUR, NILUFAR, MARAL), "member")
    loud, calm = (talk.telegram.add_group(name, everybody) for name in ("loud", "calm"))
    for group in (loud, calm):
        talk.telegram.add_to_group(DANA, group)
    await talk.heard()
    for turn in range(int(BURST) + 5):
        talk.telegram.say(list(everybody)[turn % 4], loud, "/help")
    said = await talk.heard()
    assert len(said) == BURST + 1
    assert await talk.say("/help", TIMUR, calm)
    assert await talk.say("/help", NILUFAR)


async def test_what_breaks_on_our_side_is_said_kindly(talk: Talk) -> None:
    async with talk.database.transaction() as connection:
        await connection.exec_driver_sql("DROP TABLE questions")
    assert "Something broke on my side" in texts(await talk.say("/search urea"))


async def test_while_nothing_can_be_written_people_search_on_and_are_told_what_has_to_wait(
    talk: Talk,
) -> None:
    async with refusing(talk.database):
        assert "60,000 tonnes" in texts(await talk.say("/search urea"))
        for wish in ("/subscribe gas", "/deleteme"):
            assert "cannot write anything down right now" in texts(await talk.say(wish))
        await talk.press("Alert me")
        assert "cannot write anything down right now" in talk.answers[-1]
        assert "Aktogay" in texts(await talk.say("/latest", TIMUR)), "also to somebody new"
    assert "Subscribed" in texts(await talk.say("/subscribe gas"))


async def test_a_search_that_took_too_long_is_told_how_to_ask(talk: Talk) -> None:
    await talk.say("/help")
    talk.telegram.say(DANA, DANA, "/search everything")
    (*_, raw) = await talk.telegram.world.updates.get(talk.seen, 100, 0)
    await talk.app.process_error(Update.de_json(raw, talk.app.bot), TimeoutError())
    assert "takes too long" in texts(await talk.fresh())


def test_every_button_that_can_be_made_does_something() -> None:
    assert set(handlers.PRESSES) == set(Action.__args__)


def test_every_command_that_is_offered_exists() -> None:
    assert list(handlers.COMMANDS) == [*COMMANDS, *OPERATORS]


async def test_the_menu_is_published_in_every_language(talk: Talk) -> None:
    await handlers.publish_commands(talk.app.bot, [MARAL])
    for who, language in ((101, "en"), (102, "ru"), (103, "uz"), (104, "tk")):
        offered = talk.telegram.commands_for(who, who)
        wanted = [*COMMANDS, *OPERATORS] if who == MARAL else list(COMMANDS)
        assert [one["command"] for one in offered] == wanted, language
    said = {name: call for name, call in talk.telegram.calls if name.endswith("Description")}
    assert len(said["setMyShortDescription"]["short_description"]) <= 120
    group = talk.telegram.add_group("Desk", {DANA: "administrator", TIMUR: "member"})
    assert "subscribe" not in {one["command"] for one in talk.telegram.commands_for(TIMUR, group)}
    assert "subscribe" in {one["command"] for one in talk.telegram.commands_for(DANA, group)}
