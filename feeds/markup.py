"""HTML as text: decoding, a parse whose cost is bounded, lines of clean words.

Both HTML parsers at hand need time in the square of a tag's attributes and of the depth of nesting (measured:
100,000 attributes 16 s, 200,000 open tags 94 s), without letting anybody else run. So every document is first
rebuilt by one linear pass, which drops scripts and bounds both.
"""

import codecs
import re
import unicodedata
from html import escape, unescape
from itertools import islice

from selectolax.lexbor import LexborHTMLParser, LexborNode

LARGEST = 10 * 1024 * 1024  # characters of a document that are looked at
_ATTRIBUTES = 50  # of one tag
_DEPTH = 400  # open tags; the web's deepest honest pages stay below 200
_FOREIGN = 4  # characters beyond ASCII for each byte that does not belong: then it is UTF-8 all the same
_MARKS = 2  # combining marks on one letter

_TOKEN = re.compile(
    r"""<!--(?:-?>|.*?-->|.*)"""
    r"""|<(?P<raw>script|style|svg|iframe|textarea|noembed|noframes|xmp)\b(?P<type>[^>]*+)>(?P<content>.*?)(?:</(?P=raw)\b[^>]*+>|\Z)"""
    r"""|<(?P<end>/?)(?P<name>[a-z][a-z0-9:-]{0,40})(?:(?P<attributes>(?:[^<>"']++|"[^"]{0,8192}+"|'[^']{0,8192}+')*+)>|[^>]*+(?:>|\Z))"""
    r"""|<[!?/][^>]*+(?:>|\Z)""",
    re.IGNORECASE | re.DOTALL,
)
_ATTRIBUTE = re.compile(r"""([^\s"'<>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?""")
_VOID = {
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr",
}  # fmt: skip
_CLOSED_BY_THE_NEXT = {"p", "li", "td", "th", "tr", "dd", "dt", "option", "tbody", "thead"}
_BLOCKS = (
    "address,article,aside,blockquote,br,dd,details,div,dl,dt,fieldset,figcaption,figure,footer,form,h1,h2,h3,"
    "h4,h5,h6,header,hr,li,main,nav,ol,p,pre,section,summary,table,tr,ul"
)
_BREAK, _NEXT_CELL = "\x1e", "\x1f"
_CODECS = re.compile(
    r"utf-?(8|16|32)([lb]e)?|windows-125\d|cp125\d|cp866|ibm866|iso-8859-\d+|latin-?\d|koi8-[rut]|"
    r"(x-)?mac-?cyrillic|gb2312|gbk|gb18030|big5|shift[_-]jis|euc-(jp|kr)",
    re.IGNORECASE,
)
_DECLARED = re.compile(rb"""charset\s*=\s*["']?([\w-]{3,20})|encoding=["']([\w-]{3,20})""", re.IGNORECASE)
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def decode(body: bytes, charset: str = "") -> str:
    """The bytes as text: byte order mark, valid UTF-8, `charset`, the document's own word, windows-1251."""
    for mark, name in _BOMS:
        if body.startswith(mark):
            return body.decode(name, "replace")
    own = _DECLARED.search(body[:4096])
    said = [charset, (own[1] or own[2]).decode("ascii", "replace") if own else ""]
    names = [_codec(name) for name in said]
    if b"\0" not in body[:64]:
        names.insert(0, "utf-8")
        if wounded := nearly_utf8(body):
            return wounded
    for name in filter(None, names):
        try:
            return body.decode(name)
        except (UnicodeError, LookupError):
            continue
    return body.decode(next(filter(None, names[1:]), "") or "windows-1251", "replace")


def nearly_utf8(body: bytes) -> str:
    """UTF-8 that was cut off or has a few foreign bytes, these as U+FFFD; "" for anything else."""
    text = body.decode("utf-8", "replace")
    strange = text.count("\ufffd")
    beyond_ascii = len(text) - len(text.encode("ascii", "ignore")) - strange
    return text if beyond_ascii > _FOREIGN * strange else ""


def _codec(name: str) -> str:
    name = name.strip().lower()
    if name in {"iso-8859-1", "latin1", "latin-1"}:
        return "windows-1252"
    return name.removeprefix("x-") if _CODECS.fullmatch(name) else ""


def parse(html: str) -> LexborHTMLParser:
    """The document without scripts, styles and comments (but with its JSON-LD), in linear time."""
    return LexborHTMLParser(_Rebuilt().text(html[:LARGEST]))


class _Rebuilt:
    """One pass over a document's tags, counting how many are open."""

    def __init__(self) -> None:
        self.depth = 0

    def text(self, html: str) -> str:
        return _TOKEN.sub(self._token, html.replace("\0", ""))

    def _token(self, match: re.Match[str]) -> str:
        if match["raw"]:
            return _data(match["content"]) if "ld+json" in match["type"].lower() else " "
        name = (match["name"] or "").lower()
        if name in {"", "plaintext"}:
            return ""
        if name not in _VOID and name not in _CLOSED_BY_THE_NEXT:
            self.depth = max(self.depth - 1, 0) if match["end"] else self.depth + 1
        if match["end"]:
            return f"</{name}>"
        return "" if self.depth > _DEPTH else f"<{name}{_attributes(match['attributes'] or '')}>"


def _data(content: str) -> str:
    return f'<script type="application/ld+json">{content.replace("<", " ")}</script>'


def _attributes(text: str) -> str:
    found = islice(_ATTRIBUTE.finditer(text), _ATTRIBUTES)
    return "".join(
        f' {m[1]}="{_quoted(next((value for value in m.groups()[1:] if value), ""))}"' for m in found
    )


def _quoted(value: str) -> str:
    return value.replace('"', "&quot;").replace("<", "&lt;").replace(">", "&gt;")


def lines(node: LexborNode) -> list[str]:
    """The words below `node`, a line a paragraph, cells of a row apart. Changes the tree: ask once."""
    for block in node.css(_BLOCKS):
        block.insert_before(_BREAK)
        block.insert_after(_BREAK)
    for cell in node.css("td + td, th + td, td + th, th + th"):
        cell.insert_before(" | ")
    found = (tame(line) for line in node.text(deep=True).split(_BREAK))
    return [line for line in found if line.strip("| ")]


def words(node: LexborNode | None) -> str:
    """The words below `node` in one line."""
    return "" if node is None else tame(node.text(deep=True, separator=" "))


def told(html: str) -> list[str]:
    """The words of a piece of markup as `lines` gives them, without making a tree: a fifth of the time."""
    if "<" in html:
        html = _UNSHOWN.sub(" ", html.replace("\0", ""))
        html = _TAG.sub("", _CELL.sub(_NEXT_CELL, _BLOCK.sub(_BREAK, html)))
    html = unescape(html) if "&" in html else html
    found = (tame(_row(line) if _NEXT_CELL in line else line) for line in html.split(_BREAK))
    return [line for line in found if line.strip("| ")]


def _row(line: str) -> str:
    first, *others = line.split(_NEXT_CELL)
    return " | ".join([first, *others] if first.strip() else others)


def plain(text: str) -> str:
    """A title or teaser that may hold markup or entities, as one line of words."""
    return tame(unescape(" ".join(told(text)) if "<" in text else text))


def tame(text: str) -> str:
    """One line that cannot disturb others: no controls, no overrides of direction, few combining marks."""
    line = text.strip()
    if "  " in line or not line.isprintable():  # of all spaces only the usual one is printable
        line = " ".join(_CONTROLS.sub(" ", _INVISIBLE.sub("", text)).split())
    if line.isascii():
        return line
    return " ".join(_STACKED.sub(r"\1", unicodedata.normalize("NFC", line)).split())


_REST = r"""(?:(?:[^<>"']++|"[^"]{0,8192}+"|'[^']{0,8192}+')*+>|[^>]*+(?:>|\Z))"""  # of a tag
_UNSHOWN = re.compile(
    r"<!--(?:-?>|.*?-->|.*)"
    r"|<(script|style|svg|iframe|textarea|noembed|noframes|xmp)\b[^>]*+>.*?(?:</\1\b[^>]*+>|\Z)",
    re.IGNORECASE | re.DOTALL,
)
_BLOCK = re.compile(rf"</?(?:{_BLOCKS.replace(',', '|')})(?![a-z0-9:-]){_REST}", re.IGNORECASE)
_CELL = re.compile(rf"<t[dh](?![a-z0-9:-]){_REST}", re.IGNORECASE)
_TAG = re.compile(rf"</?[a-z][a-z0-9:-]{{0,40}}{_REST}|<[!?/][^>]*+(?:>|\Z)", re.IGNORECASE)
_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")
_INVISIBLE = re.compile(
    r"[\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]"
)
_STACKED = re.compile(
    rf"([\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]{{{_MARKS}}})"
    r"[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]+"
)

__all__ = ["decode", "escape", "lines", "parse", "plain", "tame", "told", "words"]
