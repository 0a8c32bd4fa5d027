"""Small pictures for the sample reports, drawn when asked for: a few bars on a flat ground, as PNG."""

import struct
import zlib
from functools import lru_cache

WIDTH, HEIGHT = 320, 180
_GROUNDS = ((22, 60, 92), (38, 84, 66), (110, 62, 30), (84, 40, 72), (52, 56, 66), (124, 96, 36))
_BARS = 7


@lru_cache(maxsize=64)
def png(seed: str) -> bytes:
    """A PNG of 320 x 180 pixels; the same seed always gives the same bytes."""
    noise = zlib.crc32(seed.encode())
    ground = _GROUNDS[noise % len(_GROUNDS)]
    bar = tuple(min(255, part + 90) for part in ground)
    tops = [HEIGHT - 24 - (noise >> (3 * n) & 7) * 17 for n in range(_BARS)]
    rows = b"".join(b"\0" + _row(y, tops) for y in range(HEIGHT))
    return b"".join(
        (
            b"\x89PNG\r\n\x1a\n",
            _chunk(b"IHDR", struct.pack(">IIBBBBB", WIDTH, HEIGHT, 8, 3, 0, 0, 0)),
            _chunk(b"PLTE", bytes((*ground, *bar))),
            _chunk(b"IDAT", zlib.compress(rows, 9)),
            _chunk(b"IEND", b""),
        )
    )


def _row(y: int, tops: list[int]) -> bytes:
    """One line of palette indexes: 1 inside a bar, 0 elsewhere."""
    slot = WIDTH // _BARS
    inside = (bytes([1] * (slot - 14)) if top <= y < HEIGHT - 16 else bytes(slot - 14) for top in tops)
    line = b"".join(bytes(7) + bar + bytes(7) for bar in inside)
    return line.ljust(WIDTH, b"\0")


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
