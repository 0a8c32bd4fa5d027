"""Feeds read in processes that can be killed."""

import asyncio
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from feeds.fetch import Fetched
from feeds.parse import NotAFeed, Parsed, Parser
from feeds.sandbox import Sandbox, WorkerDiedError
from model import Validators
from tests.feeds.test_parse import HERE, read, rss


@pytest.fixture
async def parser() -> AsyncIterator[Parser]:
    async with Parser(workers=1) as made:
        yield made


def answer(body: bytes) -> Fetched:
    return Fetched(HERE, body, "text/xml", "", Validators())


async def test_a_parser_gives_what_the_document_gives(parser: Parser) -> None:
    document = rss("<item><title>Хлопок</title><pubDate>2026-03-02</pubDate></item>").encode()
    assert await parser.read(answer(document)) == read(document)
    assert isinstance(await parser.read(answer(b"<html></html>")), NotAFeed)


async def test_many_feeds_wait_for_their_turn(parser: Parser) -> None:
    documents = [rss(f"<item><title>{number}</title></item>").encode() for number in range(50)]
    outcomes = await asyncio.gather(*(parser.read(answer(document)) for document in documents))
    titles = [outcome.entries[0].title for outcome in outcomes if isinstance(outcome, Parsed)]
    assert titles == [str(number) for number in range(50)]


async def test_a_long_author_is_no_trap(parser: Parser) -> None:
    """The pattern for e-mail addresses that feedparser applies to authors would need hours."""
    document = rss(f"<item><title>x</title><author>{'a' * 300_000}</author></item>").encode()
    assert isinstance(await parser.read(answer(document)), Parsed)


async def test_a_question_that_takes_too_long_is_given_up_and_the_next_one_answered() -> None:
    async with Sandbox("tests.feeds.traps:answer", workers=1, seconds=0.3) as sandbox:
        with pytest.raises(TimeoutError):
            await sandbox.ask(b"hang")
        assert await sandbox.ask(b"again") == b"again"


async def test_a_child_that_got_no_turn_has_longer() -> None:
    async with Sandbox("tests.feeds.traps:answer", workers=1, seconds=0.2) as sandbox:
        assert await sandbox.ask(b"doze") == b"awake"


async def test_even_a_child_that_only_sleeps_is_given_up() -> None:
    async with Sandbox("tests.feeds.traps:answer", workers=1, seconds=0.05) as sandbox:
        with pytest.raises(TimeoutError):
            await sandbox.ask(b"sleep")


async def test_a_child_that_dies_is_replaced() -> None:
    async with Sandbox("tests.feeds.traps:answer", workers=1) as sandbox:
        assert await sandbox.ask(b"hello") == b"hello"
        with pytest.raises(WorkerDiedError):
            await sandbox.ask(b"die")
        assert await sandbox.ask(b"again") == b"again"


@pytest.mark.skipif(sys.platform == "darwin", reason="macOS cannot limit the address space")
async def test_a_child_that_wants_too_much_memory_dies_of_it() -> None:
    async with Sandbox("tests.feeds.traps:answer", workers=1) as sandbox:
        with pytest.raises(WorkerDiedError):
            await sandbox.ask(b"memory")
        assert await sandbox.ask(b"again") == b"again"


async def test_a_child_writes_no_files(tmp_path: Path) -> None:
    async with Sandbox("tests.feeds.traps:answer", workers=1) as sandbox:
        assert await sandbox.ask(b"write " + str(tmp_path / "loot").encode()) == b"OSError"


async def test_a_child_that_cannot_start_is_a_death_too() -> None:
    async with Sandbox("tests.feeds.traps:nothing", workers=1) as sandbox:
        with pytest.raises(WorkerDiedError):
            await sandbox.ask(b"hello")


async def test_a_child_knows_no_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TELEGRAM_TOKEN", "12345:canary")
    async with Sandbox("tests.feeds.traps:answer", workers=1) as sandbox:
        assert b"canary" not in await sandbox.ask(b"environment")


async def test_a_cancelled_question_leaves_the_sandbox_usable() -> None:
    async with Sandbox("tests.feeds.traps:answer", workers=1) as sandbox:
        question = asyncio.create_task(sandbox.ask(b"hang"))
        await asyncio.sleep(0)
        question.cancel()
        with pytest.raises(asyncio.CancelledError):
            await question
        assert await sandbox.ask(b"again") == b"again"
