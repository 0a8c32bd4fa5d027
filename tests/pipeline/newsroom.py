"""What the tests of the stages share: hand-written stories, a real database, the in-process Telegram."""

import itertools
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import text
from telegram import Bot

from db import articles, chats, leaving, outbox, stories, subscriptions
from db.arrivals import NewArticle
from db.database import Database
from db.stories import Retold
from delivery.pace import Limits, Pace
from delivery.printer import LayAside
from delivery.telegram import Telegram as Line
from message import Message, Paragraph, Press, Text
from model import Cleaned, Figure, Label, LabelKind, Report, Story, SummarySentence, Telling, Understanding
from people import Chat, Delivery, How, Priority
from pipeline.deliver import deliver
from pipeline.digest import digest
from pipeline.publish import Wanted, publish
from playground.clock import Clock
from playground.request import PlaygroundRequest
from playground.telegram import Telegram

DANA, TIMUR, NILUFAR, MARAL = 101, 102, 103, 104
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


@dataclass(slots=True)
class Newsroom:
    """A house without outlets: stories are written by hand, everything after that is real."""

    database: Database
    clock: Clock
    telegram: Telegram
    request: PlaygroundRequest
    line: Line
    wanted: Wanted = field(default_factory=Wanted)
    number: "itertools.count[int]" = field(default_factory=lambda: itertools.count(1))

    # ------------------------------------------------------------ people

    async def meet(self, chat: Chat) -> None:
        """A chat as it is known after its first words."""
        async with self.database.transaction() as connection:
            await chats.greet(connection, chat, self.clock())

    async def change(self, chat_id: int, **wishes: Any) -> None:  # noqa: ANN401  fields of people.Chat
        async with self.database.transaction() as connection:
            await chats.change(connection, chat_id, **wishes)

    async def subscribe(self, chat_id: int, query: str, how: How = How.NOW) -> int:
        async with self.database.transaction() as connection:
            return await subscriptions.subscribe(connection, chat_id, query, how, self.clock())

    def received(self, chat_id: int) -> list[dict[str, Any]]:
        """What the bot has said in the chat."""
        return [one for one in self.telegram.messages(chat_id) if one["from"]["is_bot"]]

    def texts(self, chat_id: int) -> list[str]:
        return [one.get("text", "") for one in self.received(chat_id)]

    # ------------------------------------------------------------ news

    async def write(
        self,
        headline: str,
        *figures: Figure,
        topics: tuple[str, ...] = (),
        story: int | None = None,
        announce: bool = True,
        source: str = "s",
    ) -> int:
        """One more report, of a new story or of an old one: the story's number."""
        now, number = self.clock(), next(self.number)
        url = f"https://outlet{number}.example/{number}"
        entry = NewArticle(source, f"Outlet {number}", f"g{number}", url, headline, "", now, text=headline)
        labels = tuple(Label(LabelKind.TOPIC, topic, topic) for topic in topics)
        verdict = Understanding("en", Cleaned((headline,)), labels, figures)
        async with self.database.transaction() as connection:
            await articles.add(connection, entry, now)
            (waiting,) = await articles.unjudged(connection, 1)
            before = await stories.one(connection, story) if story else None
            told = self._told(before, waiting.article.id, url, headline, figures, topics)
            opened = story or await stories.open_story(connection, now, None)
            report = Report(waiting.article, verdict)
            await articles.mark_understood(connection, report, opened, "", "{}")
            await articles.label(connection, [report])
            numbered = replace(told, id=opened, thread=before.thread if before else opened)
            await stories.rewrite(connection, [Retold(numbered, waiting=announce)])
        return opened

    def _told(
        self,
        before: Story | None,
        article: int,
        url: str,
        headline: str,
        figures: tuple[Figure, ...],
        topics: tuple[str, ...],
    ) -> Story:
        now = self.clock()
        telling = Telling(article, f"Outlet {article}", url, headline, "en", now)
        return Story(
            0,
            0,
            before.headline if before else headline,
            "en",
            (SummarySentence(headline, article),),
            (*(before.tellings if before else ()), telling),
            before.first_at if before else now,
            now,
            topics=tuple(dict.fromkeys((*(before.topics if before else ()), *topics))),
            figures=(*(before.figures if before else ()), *figures),
        )

    # ------------------------------------------------------------ the stages

    async def publish(self) -> int:
        return await publish(self.database, self.wanted, self.clock)

    async def digest(self) -> int:
        return await digest(self.database, self.clock)

    async def deliver(self, may: Callable[[], bool] = lambda: True) -> int:
        return await deliver(self.database, self.line, self.clock, may=may)

    async def work(self) -> None:
        """Every stage until nothing is left to do."""
        while await self.publish() + await self.digest() + await self.deliver():
            pass

    async def pass_time(self, by: timedelta, step: timedelta = MINUTE) -> None:
        """The clock goes on and the stages are woken at each step."""
        for _ in range(int(by / step)):
            self.clock.push(step)
            await self.work()

    def restart(self) -> None:
        """A new process: it remembers nothing but the database."""
        self.wanted = Wanted()
        self.line = line_to(self.request, self.clock)


async def no_rest(chat: Chat, rest: Message) -> Press:
    """Where the rest of a long message would be kept."""
    return Press("More", f"more:{chat.id}")


def line_to(
    request: PlaygroundRequest, clock: Clock, limits: Limits | None = None, rest: LayAside = no_rest
) -> Line:
    """The way to the in-process Telegram, on a clock that moves when somebody waits."""
    bot = Bot("1:playground", request=request, get_updates_request=request)

    async def pause(seconds: float) -> None:
        clock.push(timedelta(seconds=seconds))

    return Line(bot, Pace(limits or Limits()), rest, seconds_of(clock), pause)


def seconds_of(clock: Clock) -> Callable[[], float]:
    start: datetime = clock()
    return lambda: (clock() - start).total_seconds() + 1000.0


def word(said: str) -> Message:
    return Message((Paragraph((Text(said),)),))


async def lease_first(room: Newsroom, lasting: timedelta) -> None:
    """What is due first is on its way from another process."""
    now = room.clock()
    async with room.database.transaction() as connection:
        owed = [one.owed async for one in leaving.due(connection, now, now - DAY)]
        await leaving.lease(connection, owed[:1], now, lasting)


async def owe(newsroom: Newsroom, chat: int, *words: str, priority: Priority = Priority.PUSH) -> None:
    """Owe a chat these words, a message each."""
    now = newsroom.clock()
    owed = [Delivery(0, chat, f"word:{said}", word(said), priority, now) for said in words]
    async with newsroom.database.transaction() as connection:
        await outbox.owe(connection, owed, now)


async def states(newsroom: Newsroom) -> dict[str, int]:
    """How many deliveries are in each state."""
    async with newsroom.database.reading() as connection:
        return await outbox.depth(connection)


async def rows(newsroom: Newsroom, sql: str) -> list[Any]:
    async with newsroom.database.reading() as connection:
        return list((await connection.execute(text(sql))).all())


async def digests(newsroom: Newsroom, chat: int) -> list[str]:
    """Keys of the digests and bundles that the chat was owed, in order."""
    async with newsroom.database.reading() as connection:
        asked = text("SELECT key FROM outbox WHERE chat_id = :chat AND key NOT LIKE 'story:%' ORDER BY id")
        return list((await connection.execute(asked, {"chat": chat})).scalars())


async def until(newsroom: Newsroom, moment: datetime) -> None:
    """The clock goes on to this moment and the stages are woken once."""
    newsroom.clock.push(moment - newsroom.clock())
    await newsroom.work()


MORNING = datetime(2026, 11, 25, 3, tzinfo=UTC)  # 08:00 in Tashkent, a Wednesday
