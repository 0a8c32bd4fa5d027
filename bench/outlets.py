"""A thousand outlets on loopback for bench/poll.py.

    python bench/outlets.py MANY PORT

Each stands at an address of its own and has thirty reports of two to eight kilobytes, in RSS. GET /turn at
127.0.0.1 gives every fifth one a new report.
"""

import asyncio
import random
import sys
from email.utils import formatdate
from functools import cache

ITEMS = 30
WORDS = (  # noqa: SIM905  words read best so
    "cotton fibre export grew by percent in the first quarter the ministry said plant near the river will "
    "make thousand tons of urea a year under contract signed with a company railway cargo through the port"
).split()


def address(number: int) -> str:
    """The loopback address of an outlet."""
    return f"127.1.{number // 250}.{number % 250 + 1}"


def paragraph(chance: random.Random, outlet: int, number: int) -> str:
    """A paragraph as the editors of websites make them."""
    words = " ".join(chance.choices(WORDS, k=45))
    link = f'class="external" href="https://o{outlet}.example/tag/{number}?a=1&amp;b=2" rel="noopener"'
    picture = f'width="1024" height="683" src="/uploads/{number}.jpg" alt="{words[:40]}" decoding="async"'
    inside = (
        f'<a {link} target="_blank">more</a> <span style="font-weight: 400;">{words}</span>',
        f"<strong>{words}</strong>",
        f'<figure class="wp-block-image size-large"><img {picture} /></figure>{words}',
    )
    style = 'class="wp-block-paragraph" style="text-align: justify;"'
    return f"<p {style}>{words} {chance.choice(inside)}.</p>\n"


@cache
def item(outlet: int, number: int) -> str:
    chance = random.Random(outlet * 1_000 + number)
    text = "".join(paragraph(chance, outlet, number) for _ in range(chance.randint(4, 14)))
    title = " ".join(chance.choices(WORDS, k=9))
    tags = "".join(f"<category><![CDATA[{word}]]></category>" for word in chance.choices(WORDS, k=4))
    return (
        f"<item><title>{title} {outlet}-{number}</title><link>https://o{outlet}.example/news/{number}</link>"
        f"<guid isPermaLink='false'>o{outlet}-{number}</guid><dc:creator>Desk</dc:creator>{tags}"
        f"<pubDate>{formatdate(1_790_000_000 + number * 3_600)}</pubDate>"
        f"<description><![CDATA[<p>{' '.join(chance.choices(WORDS, k=50))}</p>]]></description>"
        f"<content:encoded><![CDATA[{text}]]></content:encoded></item>"
    )


@cache
def feed(outlet: int, generation: int) -> bytes:
    items = "".join(item(outlet, number) for number in range(generation + ITEMS, generation, -1))
    return (
        '<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" '
        'xmlns:content="http://purl.org/rss/1.0/modules/content/" '
        f'xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Outlet {outlet}</title>'
        f"<link>https://o{outlet}.example/</link>{items}</channel></rss>"
    ).encode()


class Outlets:
    def __init__(self) -> None:
        self.generation = 0

    async def answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while head := await reader.readuntil(b"\r\n\r\n"):
                writer.write(self.said(head.decode("latin-1"), writer.get_extra_info("sockname")[0]))
                await writer.drain()
                if b"GET /turn" in head:
                    break
        except (asyncio.IncompleteReadError, OSError):
            pass
        writer.close()

    def said(self, head: str, here: str) -> bytes:
        if head.startswith("GET /turn"):
            self.generation += 1
            return b"HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n"
        _, _, high, low = here.split(".")
        outlet = int(high) * 250 + int(low) - 1
        generation = self.generation if outlet % 5 == 0 else 0
        tag = f'"{outlet}-{generation}"'
        if "/unchanged" in head or tag in head:
            return f"HTTP/1.1 304 Not Modified\r\nETag: {tag}\r\n\r\n".encode()
        body = feed(outlet, generation)
        kind = f"Content-Type: application/rss+xml\r\nETag: {tag}"
        return f"HTTP/1.1 200 OK\r\n{kind}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body


async def main(many: int, port: int) -> None:
    for number in range(many):
        for generation in (0, 1) if number % 5 == 0 else (0,):
            feed(number, generation)  # made before anybody asks
    places = ["127.0.0.1", *map(address, range(many))]
    server = await asyncio.start_server(Outlets().answer, places, port, backlog=1_000)
    print("ready", flush=True)
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1]), int(sys.argv[2])))
