"""Bytes of a feed -> text, whatever charset it claims, whatever it really has.

Byte order marks and the look of "<?" in wide encodings come first. What is valid UTF-8 is UTF-8, also when it
was cut off or has a few foreign bytes, unless it claims an encoding that hides other letters in plain ASCII.
Then come the claims, then the guesses of feeds/markup.py.
"""

import codecs
import re

from feeds.markup import decode, nearly_utf8

_WIDE = (
    (codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"),
    (b"<\0\0\0", "utf-32-le"), (b"\0\0\0<", "utf-32-be"), (b"<\0", "utf-16-le"), (b"\0<", "utf-16-be"),
)  # fmt: skip
_EBCDIC = b"\x4c\x6f\xa7\x94"  # "<?xm", the same in all its code pages
_CLAIM = re.compile(r"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]{1,40})")
_IN_ASCII = re.compile(r"iso-?2022|hz", re.IGNORECASE)
_NEVER = {"utf_7", "idna", "punycode", "unicode_escape", "raw_unicode_escape", "mbcs", "oem", "undefined"}
_LATIN = {"iso8859-1": "windows-1252", "ascii": "windows-1252"}  # what those who claim them mean


def text_of(body: bytes, charset: str) -> str:
    """The body as text; bytes that fit nowhere become U+FFFD. `charset` is what the header said, or ""."""
    for mark, name in _WIDE:
        if body.startswith(mark):
            return body.decode(name, "replace")
    for name in _candidates(body, charset):
        try:
            return body.decode(name)
        except UnicodeError:
            if name == "utf-8" and (wounded := nearly_utf8(body)):
                return wounded
    return decode(body, charset)


def _candidates(body: bytes, charset: str) -> list[str]:
    head = body[:300].decode("cp037" if body.startswith(_EBCDIC) else "latin-1")
    claim = _CLAIM.search(head)
    names = [name for name in (_codec(charset), _codec(claim[1] if claim else "")) if name]
    hidden = any(_IN_ASCII.match(name) for name in names)
    return names if hidden else ["utf-8", *names]


def _codec(name: str) -> str:
    """Python's name for an encoding of text; "" for none, unknown ones and those nobody honest uses."""
    try:
        info = codecs.lookup(name.strip().removeprefix("x-"))
    except (LookupError, ValueError):
        return ""
    is_text = getattr(info, "_is_text_encoding", True)
    known = info.name.replace("-", "_")
    return _LATIN.get(info.name, info.name) if is_text and known not in _NEVER else ""
