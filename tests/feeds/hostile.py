"""Servers that mean no good: what each says, and as what it must end. "" is an ordinary answer."""

import gzip
import zlib
from dataclasses import dataclass

from tests.feeds.hosts import Script, drip, flood, raw, reply

OK = b"HTTP/1.1 200 OK\r\n"
CLOSE = b"Connection: close\r\n"
CHUNKED = OK + b"Transfer-Encoding: chunked\r\n\r\n"
GZIPPED = OK + b"Content-Encoding: gzip\r\n\r\n"
FEED = b"<rss><channel/></rss>"
TWENTY_MEGABYTES = bytes(20_000_000)
BOMB = gzip.compress(TWENTY_MEGABYTES)
_MOVED = b"HTTP/1.1 302 Found\r\nContent-Length: 0\r\nLocation: "


@dataclass(frozen=True)
class Trap:
    """A hostile server; `kind` and `name` stand in the table of docs/OPERATING.md."""

    kind: str
    name: str
    script: Script
    reason: str


def _deflated() -> bytes:
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(TWENTY_MEGABYTES) + packer.flush()


def _endless_gzip() -> bytes:
    packer = zlib.compressobj(wbits=31)
    return packer.compress(TWENTY_MEGABYTES) + packer.flush(zlib.Z_FULL_FLUSH)


SLOW = (
    Trap("slow", "silence", drip(b"", b""), "timeout"),
    Trap("slow", "a drip of the first line", drip(b"HTTP/1.1 200 ", b"O"), "timeout"),
    Trap("slow", "a drip of headers", drip(OK + b"X: ", b"y"), "timeout"),
    Trap("slow", "a drip of 100 Continue", drip(b"", b"HTTP/1.1 100 Continue\r\n\r\n"), "timeout"),
    Trap("slow", "a drip of body", drip(OK + b"\r\n", b"x"), "timeout"),
    Trap("slow", "a drip of chunks", drip(CHUNKED, b"1\r\nx\r\n"), "timeout"),
    Trap("slow", "a drip of one chunk's size", drip(CHUNKED, b"0"), "timeout"),
    Trap("slow", "a drip in gzip", drip(GZIPPED + gzip.compress(FEED)[:10], b""), "timeout"),
    Trap("slow", "silence in the body", drip(OK + b"Content-Length: 9999\r\n\r\n", b""), "timeout"),
    Trap("slow", "a drip of an address to go to", drip(_MOVED + b"http://", b"a"), "timeout"),
)
ENDLESS = (
    Trap("endless", "a body", flood(OK + b"\r\n", b"x" * 65_536), "too-large"),
    Trap("endless", "chunks", flood(CHUNKED, b"190\r\n" + b"x" * 400 + b"\r\n"), "too-large"),
    Trap("endless", "gzip", flood(GZIPPED, _endless_gzip()), "too-large"),
    Trap("endless", "headers", flood(OK, b"X: y\r\n" * 1_000), "protocol"),
    Trap("endless", "one header", flood(OK + b"X: ", b"y" * 65_536), "protocol"),
    Trap("endless", "100 Continue", flood(b"", b"HTTP/1.1 100 Continue\r\n\r\n" * 100), "protocol"),
    Trap("endless", "a chunk's size", flood(CHUNKED, b"0" * 65_536), "protocol"),
    Trap("endless", "trailers", flood(CHUNKED + b"0\r\n", b"X: y\r\n" * 1_000), "protocol"),
    Trap("endless", "a first line", flood(b"HTTP/1.1 200 ", b"O" * 65_536), "protocol"),
    Trap("endless", "redirects to itself", reply(status=302, location="?"), "redirects"),
)
BOMBS = (
    Trap("bomb", "gzip", reply(BOMB, content_encoding="gzip"), "too-large"),
    Trap("bomb", "gzip in many parts", reply(BOMB * 20, content_encoding="gzip"), "too-large"),
    Trap("bomb", "zlib", reply(zlib.compress(TWENTY_MEGABYTES), content_encoding="deflate"), "too-large"),
    Trap("bomb", "deflate", reply(_deflated(), content_encoding="deflate"), "too-large"),
    Trap("bomb", "gzip in gzip", reply(gzip.compress(BOMB), content_encoding="gzip, gzip"), "encoding"),
    Trap("bomb", "brotli, unasked", reply(b"\x81", content_encoding="br"), "encoding"),
    Trap("bomb", "zstd, unasked", reply(b"\x81", content_encoding="zstd"), "encoding"),
    Trap("bomb", "two headers of encoding",
         raw(OK + b"Content-Encoding: gzip\r\nContent-Encoding: gzip\r\n\r\n" + BOMB), "encoding"),
    Trap("bomb", "an encoding nobody knows", reply(FEED, content_encoding="x-snappy"), "encoding"),
)  # fmt: skip
LIES = (
    Trap("lie", "gzip that is none", reply(b"no gzip at all", content_encoding="gzip"), "protocol"),
    Trap("lie", "a body cut short", reply(b"short", content_length="500"), "protocol"),
    Trap("lie", "chunks that are none", raw(CHUNKED + b"zz\r\n"), "protocol"),
    Trap("lie", "a chunk of negative size", raw(CHUNKED + b"-4\r\nxxxx\r\n"), "protocol"),
    Trap("lie", "chunks without an end", raw(CHUNKED + b"4\r\nxxxx\r\n"), "protocol"),
    Trap("lie", "a negative length", raw(OK + b"Content-Length: -1\r\n\r\n" + FEED), "protocol"),
    Trap("lie", "a length of words", raw(OK + b"Content-Length: all\r\n\r\n" + FEED), "protocol"),
    Trap("lie", "two lengths", raw(OK + b"Content-Length: 1\r\nContent-Length: 2\r\n\r\nxx"), "protocol"),
    Trap("lie", "a terabyte announced", reply(FEED, content_length=str(10**12)), "protocol"),
    Trap("lie", "a NUL among headers", raw(OK + b"X: \0\r\n\r\n"), "protocol"),
    Trap("lie", "a header without a name", raw(OK + b": x\r\n\r\n"), "protocol"),
    Trap("lie", "a status that is no number", raw(b"HTTP/1.1 OK OK\r\n\r\n"), "protocol"),
    Trap("lie", "another protocol", raw(b"SSH-2.0-OpenSSH\r\n"), "protocol"),
    Trap("lie", "HTTP/2 unasked", raw(b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"), "protocol"),
    Trap("lie", "a page without a head", raw(b"<html></html>\r\n\r\n"), "protocol"),
    Trap("lie", "hung up", raw(b""), "connect"),
    Trap("lie", "hung up after a line", raw(OK), "connect"),
    Trap("lie", "nothing new, unasked", reply(status=304), "http-304"),
    Trap("lie", "more after the end", raw(OK + b"Content-Length: 21\r\n\r\n" + FEED + b"HTTP/1.1 200"), ""),
)
REDIRECTS = (
    Trap("redirect", "to nowhere", reply(status=302), "http-302"),
    Trap("redirect", "to a file", reply(status=302, location="file:///etc/passwd"), "bad-scheme"),
    Trap("redirect", "to gopher", reply(status=301, location="gopher://127.0.0.1:70/"), "bad-scheme"),
    Trap("redirect", "to a port of mail", reply(status=307, location="http://127.0.0.1:25/"), "bad-port"),
    Trap("redirect", "with a password", reply(status=302, location="http://u:p@127.0.0.1/"), "bad-url"),
    Trap("redirect", "to an address of 8 KB", reply(status=302, location="/" + "x" * 8_000), "bad-url"),
    Trap("redirect", "to what is no address", reply(status=302, location="http://[::1/"), "bad-url"),
)
TRAPS = (*SLOW, *ENDLESS, *BOMBS, *LIES, *REDIRECTS)
