"""Documents with wounds: seeded, so that whatever breaks can be looked at again.

    python -m tests.feeds.mutants 200000         what `make fuzz` runs; prints a table, exit 1 for any finding
    python -m tests.feeds.mutants 20000 60000    the mutants from 60,000 on: a part of the same

Where ../shared/data/feeds is present, its feeds of the open web and of other projects are used beside ours.
"""

import asyncio
import random
import resource
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from feeds.fetch import Fetched
from feeds.parse import Parsed, Parser, Unreadable
from model import Entry, Validators

CORPUS = Path(__file__).parents[3] / "shared" / "data" / "feeds"
OURS = Path(__file__).parent / "documents"
LARGEST = 60_000  # bytes of a document that is mutilated: larger ones are the same wounds at more cost
LONGEST = 5.0  # seconds of one parse
SALT = (
    b"&#x110000;", b"&#xD800;", b"&#0;", b"<![CDATA[", b"]]>", b"<!--", b"<item>", b"<entry>", b"<id>",
    b"\0", b"\xff\xfe", b"\xed\xa0\x80", b"&lt;", b'xml:base="', b"<link href='http://[",
    b"<?xml version='1.0' encoding='x'?>", b"<!DOCTYPE a [<!ENTITY b 'c'>]>", b"<enclosure url=''/>",
    b"<media:content url='/x.jpg'>", b"{", b"</", b"<geo:lat>", b"<dc:date>",
    b"9" * 400, b"(" * 300, b"\xe2\x80\xae", b"-07:00 (" * 40, b"a@b." * 200, b"&amp;" * 200,
    b'{"a":' * 300, b'"\\ud800"', b"[" * 500, b"<content type='xhtml'><div>", b"<author>" + b"a" * 3_000,
)  # fmt: skip


@cache
def bodies() -> tuple[bytes, ...]:
    """The documents that are mutilated, in a fixed order."""
    files = [path for folder in (OURS, CORPUS) if folder.exists() for path in sorted(folder.rglob("*"))]
    found = [path.read_bytes() for path in files if path.is_file() and path.name != "SOURCE.md"]
    return tuple(body for body in found if len(body) < LARGEST)


def mutant(seed: int) -> bytes:
    """One of the documents, wounded."""
    chance = random.Random(seed)
    return wounded(chance, chance.choice(bodies()), chance.randint(1, 8))


def wounded(chance: random.Random, body: bytes, wounds: int) -> bytes:
    """A document with so many wounds: flipped, cut, doubled and foreign bytes."""
    made = bytearray(body)
    for _ in range(wounds):
        place, end = chance.randrange(len(made) + 1), chance.randrange(1, 60)
        match chance.randrange(7):
            case 0 if place < len(made):
                made[place] = chance.randrange(256)
            case 1:
                del made[place : place + end]
            case 2:
                made[place:place] = chance.randbytes(end % 8)
            case 3:
                made[place:place] = made[end : end * 4]
            case 4:
                made[place:place] = chance.choice(SALT)
            case 5 if chance.random() < 0.2:
                made[place:place] = made[place : place + end * 20] * chance.randrange(2, 40)
            case _ if chance.random() < 0.2:
                del made[place:]
            case _:
                continue
    return bytes(made)


def is_clean(entry: Entry) -> bool:
    """Whether an entry can be stored and shown: valid UTF-8, no NUL, a title of bounded length."""
    words = entry.title + entry.html + entry.text + entry.guid + entry.url + entry.image
    words.encode("utf-8")
    return "\0" not in words and len(entry.title) <= 1_024


@dataclass(slots=True)
class Findings:
    """What became of mutants: outcomes by code, the seeds that broke something, the longest parse."""

    codes: Counter[str] = field(default_factory=Counter)
    broken: list[str] = field(default_factory=list)
    slowest: float = 0.0
    slowest_seed: int = -1
    lags: list[float] = field(default_factory=list)  # seconds by which the loop came back late


async def feed_to(parser: Parser, seeds: Iterator[int], findings: Findings) -> None:
    """Let the parser read the mutants of these seeds, one after the other."""
    for seed in seeds:
        answer = Fetched("http://outlet.example/feed", mutant(seed), "", "", Validators())
        begun = time.perf_counter()
        read = await parser.read(answer)
        took = time.perf_counter() - begun
        if took > findings.slowest:
            findings.slowest, findings.slowest_seed = took, seed
        findings.codes["entries" if isinstance(read, Parsed) else read.code] += 1
        if isinstance(read, Unreadable):
            problem = read.detail if read.code == "too-costly" else ""
        else:
            problem = "" if all(is_clean(entry) for entry in read.entries) else "an entry that is not clean"
        if problem:
            findings.broken.append(f"seed {seed}: {problem}")


async def fuzz(many: int, first: int = 0) -> Findings:
    """Read so many mutants in two children."""
    findings = Findings()
    seeds = iter(range(first, first + many))
    watching = asyncio.create_task(watch(findings.lags))
    async with Parser(workers=2) as parser:
        await asyncio.gather(*(feed_to(parser, seeds, findings) for _ in range(2)))
    watching.cancel()
    return findings


async def watch(lags: list[float]) -> None:
    """Note how much later than wished the loop comes back, every ten milliseconds."""
    while True:
        begun = time.perf_counter()
        await asyncio.sleep(0.01)
        lags.append(time.perf_counter() - begun - 0.01)


def main(many: int = 200_000, first: int = 0) -> int:
    """Print what became of so many mutants; 1 if anything broke."""
    findings = asyncio.run(fuzz(many, first))
    for code, count in findings.codes.most_common():
        print(f"{code:20} {count:9,}")  # noqa: T201
    late, megabytes = sorted(findings.lags)[len(findings.lags) * 99 // 100], 1024
    memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / megabytes
    print(f"loop lag p99 {late * 1e3:.1f} ms, largest child {memory:.0f} MiB")  # noqa: T201
    slowest = f"slowest {findings.slowest:.2f} s (seed {findings.slowest_seed})"
    print(f"{len(bodies())} documents, {many:,} mutants, {slowest}", *findings.broken, sep="\n")  # noqa: T201
    return int(bool(findings.broken) or findings.slowest > LONGEST)


if __name__ == "__main__":
    sys.exit(main(*(int(one) for one in sys.argv[1:])))
