"""How fast saved queries meet a new article, beside a loop over all of them.

Both are timed in seconds of the processor, so that a busy machine does not decide.

Run: python -m bench.match [QUERIES ...]   (1,000 10,000 100,000 unless told)
"""

import random
import sys
import time
from collections.abc import Sequence
from itertools import islice

from bench.archive import COUNTRIES, NOW, SECTORS, articles, vocabulary
from news.match import Saved
from news.needs import Held, holds
from news.query import Query, parse
from news.text import Indexed

ARTICLES = 400
CHECKED = 1_000  # queries whose answers are compared with the loop's
LOOPED = 200_000  # matches that the naive loop is timed over


def queries(count: int) -> list[Query]:
    """Selective questions, as people save them: names and rarer words, with a country or sector at times."""
    chance, words = random.Random(4), vocabulary()[500:]
    made: dict[str, Query] = {}
    while len(made) < count:
        one, other = chance.choice(words), chance.choice(words)
        text = chance.choice(
            (
                f"{one} {other}",
                f'"{one} {other}"',
                f"{one} country:{chance.choice(COUNTRIES).lower()}",
                f"{one} sector:{chance.choice(SECTORS)} -{other}",
                f"({one} OR {other}) has:figures",
            )
        )
        made[text] = parse(text)
    return list(made.values())


def indexed_per_second(saved: Saved, held: Sequence[Indexed]) -> float:
    start = time.process_time()
    for article in held:
        saved.wants(article, NOW)
    return len(held) / (time.process_time() - start)


def looped_per_second(asked: Sequence[Query], held: Sequence[Indexed]) -> float:
    """The loop as quick as a loop can be: what queries need is known, an article is laid out once."""
    needs = [query.need for query in asked]
    several = held[: max(1, LOOPED // len(asked))]
    start = time.process_time()
    for article in several:
        laid_out = Held(article)
        _ = [number for number, need in enumerate(needs) if holds(need, laid_out)]
    return len(several) / (time.process_time() - start)


def bench(count: int) -> None:
    asked = queries(count)
    held = list(islice(articles(ARTICLES), ARTICLES))
    saved = Saved()
    for number, query in enumerate(asked):
        saved.add(number, query)
    for article in held[:3]:
        naive = [number for number, query in enumerate(asked[:CHECKED]) if query.matches(article, NOW)]
        assert [number for number in saved.wants(article, NOW) if number < CHECKED] == naive
    quick, slow = indexed_per_second(saved, held), looped_per_second(asked, held)
    print(
        f"{count:>9,} queries: {quick:9.0f} articles/s, naive loop {slow:9.2f}: {quick / slow:6.0f} x; "
        f"{saved.size() / count:4.0f} bytes of index a query"
    )


if __name__ == "__main__":
    for number in map(int, sys.argv[1:] or (1_000, 10_000, 100_000)):
        bench(number)
