"""Feeds that live as feeds do: renamed, edited, reordered, moved, with reports that vanish and come back.

python -m tests.pipeline.histories 1000      what was announced of so many; exit 1 when a report was twice
"""

import asyncio
import random
import sys
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from sqlalchemy import select

from db.arrivals import Arriving, take_in
from db.database import Database
from db.schema import articles
from db.sources import SourceState
from feeds.reader import Listed
from feeds.timing import SILENT
from model import Entry, Source, SourceKind, Validators
from pipeline.keeping import ANNOUNCED
from pipeline.poll import arriving
from pipeline.standing import Patience, after

START = datetime(2026, 11, 24, 8, tzinfo=UTC)
POLLS, SHOWN = 12, 14
QUIET = Patience(900.0, 0.0)
NAMES = ("rename", "no guids", "one guid", "https", "other links", "move")
EVENTS = (
    *NAMES, "nothing", "edit", "flip", "other dates", "no dates", "reorder", "vanish", "storm",
)  # fmt: skip


@dataclass(slots=True)
class Report:
    number: int
    title: str
    published: datetime
    edited: int = 0  # times
    flipped: bool = False


@dataclass(slots=True)
class Feed:
    """One feed under a seed. What it says of a report changes; that it is this report stands in the text."""

    seed: int
    chance: random.Random = field(init=False)
    reports: list[Report] = field(default_factory=list)
    guids: str = "g"  # how they begin; "": it has none, "same": one for all
    scheme: str = "http"
    path: str = "news"
    dated: timedelta | None = timedelta(0)  # added to every date; None: it has none

    def __post_init__(self) -> None:
        self.chance = random.Random(self.seed)
        self.write(SHOWN, START)

    def write(self, many: int, now: datetime) -> list[int]:
        """So many new reports: their numbers."""
        first = len(self.reports)
        for number in range(first, first + many):
            title = f"Plant {number} of region {self.seed} opens line {self.chance.randrange(10**6)}"
            self.reports.append(Report(number, title, now - timedelta(minutes=self.chance.randrange(60))))
        return list(range(first, first + many))

    def live(self, now: datetime) -> tuple[str, list[int], list[Entry]]:
        """What happens until now: by its name, with the new reports, and what the feed lists then."""
        event = self.chance.choice(EVENTS)
        new = self.write(self.chance.randrange(25, 40) if event == "storm" else self.chance.randrange(4), now)
        shown = self.reports[-max(SHOWN, len(new)) :]
        if event in NAMES:
            self.rename(event)
        else:
            self.change(event, shown)
        if event == "vanish":
            shown = [one for one in shown if one.number in new or self.chance.random() < 0.6]
        return event, new, [self.entry(one) for one in reversed(shown)]

    def rename(self, event: str) -> None:
        """All that names the reports changes in one way; where guids and links do both, titles stay."""
        fresh = f"n{self.chance.randrange(10**6)}-"
        match event:
            case "no guids":
                self.guids = ""
            case "one guid":
                self.guids = "same"
            case "https":
                self.scheme = "https" if self.scheme == "http" else "http"
            case "rename":
                self.guids = fresh
            case "other links":
                self.path = fresh
            case "move":
                self.guids, self.path = fresh, fresh

    def change(self, event: str, shown: list[Report]) -> None:
        """What is said of some reports changes, or when, or in which order."""
        match event:
            case "edit" | "flip":
                for one in self.chance.sample(shown, 3):
                    one.edited += event == "edit"
                    one.flipped ^= event == "flip"
            case "other dates":
                self.dated = timedelta(hours=self.chance.randrange(-90, 90))
            case "no dates":
                self.dated = None
            case "reorder":
                self.chance.shuffle(shown)

    def entry(self, one: Report) -> Entry:
        guid = self.guids if self.guids in {"", "same"} else f"{self.guids}{one.number}"
        title = one.title + (" (updated)" if one.flipped else "") + "!" * one.edited
        return Entry(
            guid=guid,
            url=f"{self.scheme}://o{self.seed}.example/{self.path}/{one.number}",
            title=title,
            published=None if self.dated is None else one.published + self.dated,
            text=f"{self.seed}/{one.number}",
        )


@dataclass(slots=True)
class Told:
    """What was announced: how often each report, how many of one list at most, and what should have been."""

    times: Counter[str] = field(default_factory=Counter)
    at_once: int = 0
    owed: set[str] = field(default_factory=set)
    events: dict[str, list[str]] = field(default_factory=dict)

    def twice(self) -> list[str]:
        return sorted(name for name, times in self.times.items() if times > 1)

    def missed(self) -> list[str]:
        return sorted(self.owed - self.times.keys())


async def live(seeds: range) -> Told:
    """Let so many feeds live side by side, through the rules of the poll and into a database."""
    feeds = [Feed(seed) for seed in seeds]
    states = [_source(feed) for feed in feeds]
    told, now = Told(), START
    async with Database("sqlite+aiosqlite://") as database:
        for poll in range(POLLS):
            lists, listed = [], []
            for feed, state in zip(feeds, states, strict=True):
                event, new, entries = feed.live(now) if poll else ("first", [], _first(feed))
                told.events.setdefault(str(feed.seed), []).append(event)
                said = Listed(tuple(entries), Validators(), SILENT, listed=len(entries))
                arrived = arriving(state, said, now)
                lists.append(Arriving(arrived, len(entries), ANNOUNCED, is_first=not state.greeted))
                listed.append(said)
                if len(new) <= ANNOUNCED and feed.dated == timedelta(0):
                    told.owed |= {f"{feed.seed}/{number}" for number in new}
            async with database.transaction() as connection:
                await take_in(connection, lists, now)
            states = [after(state, said, now, QUIET) for state, said in zip(states, listed, strict=True)]
            now += timedelta(hours=1)
            await _count(database, told, now - timedelta(hours=1))
    return told


def _first(feed: Feed) -> list[Entry]:
    return [feed.entry(one) for one in feed.reports]


def _source(feed: Feed) -> SourceState:
    source = Source(f"s{feed.seed}", "Outlet", SourceKind.FEED, f"https://o{feed.seed}.example/feed")
    return SourceState(source, Validators(), START)


async def _count(database: Database, told: Told, now: datetime) -> None:
    """What of the articles that came in now is announced."""
    asked = select(articles.c.source, articles.c.teaser).where(articles.c.announce, articles.c.seen == now)
    async with database.reading() as connection:
        rows = (await connection.execute(asked)).all()
    told.times.update(row.teaser for row in rows)
    told.at_once = max([told.at_once, *Counter(row.source for row in rows).values()])


def main(many: int, first: int = 0) -> int:
    """Print what was announced; 1 if a report was announced twice, or more than ten of one list."""
    told = asyncio.run(live(range(first, first + many)))
    twice, missed = told.twice(), told.missed()
    print(f"{many} feeds, {POLLS} polls each, {len(told.times):,} reports announced")  # noqa: T201
    print(f"twice: {len(twice)}, never: {len(missed)}, of one list at most {told.at_once}")  # noqa: T201
    for name in (*twice, *missed)[:10]:
        print(name, told.events[name.partition("/")[0]])  # noqa: T201
    return int(bool(twice or missed) or told.at_once > ANNOUNCED)


if __name__ == "__main__":
    sys.exit(main(*(int(one) for one in sys.argv[1:])))
