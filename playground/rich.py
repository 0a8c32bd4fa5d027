"""The parser of rich-message HTML: an InputRichMessage in, a RichMessage of blocks out, limits held.

`markdown` and `blocks` are refused: the bot writes HTML. Media are photos by http(s) address only. Stricter
than the real server where it shows the reader something else than was meant: an empty line, a block inside
a line, a button in a table cell (dead on some clients), a link without an address.
"""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

from playground.refusal import Json, bad_request
from playground.rich_detect import with_found_everywhere
from playground.rich_limits import check_limits
from playground.rich_lines import RichText, button, joined, line, plain, rich_text
from playground.rich_tree import BLOCKS, HEADINGS, INLINE_TAGS, Node, tree
from playground.tags import MarkupError

_LATEST = timedelta(days=1098)  # a date further ahead is refused


def rich_content(given: Json, now: datetime) -> Json:
    """The RichMessage for an InputRichMessage.

    Raises:
        Refused: 400 with the server's words: unreadable, empty, or over a limit.
    """
    if "html" not in given or given.keys() & {"markdown", "blocks"}:
        raise bad_request("RICH_MESSAGE_INVALID: exactly html is expected here")
    try:
        blocks = _blocks(tree(given["html"]))
    except MarkupError as error:
        raise bad_request(f"can't parse entities: {error}") from None
    if not blocks:
        raise bad_request("RICH_MESSAGE_CONTENT_REQUIRED")
    if not given.get("skip_entity_detection"):
        blocks = with_found_everywhere(blocks)
    check_limits(blocks)
    latest = (now + _LATEST).timestamp()
    if any(part.get("unix_time", 0) > latest for part in parts_of(blocks)):
        raise bad_request("RICH_MESSAGE_DATE_INVALID")
    return {"blocks": blocks} | ({"is_rtl": True} if given.get("is_rtl") else {})


def parts_of(value: object) -> Iterator[Json]:
    """Every object inside, outermost first."""
    if isinstance(value, dict):
        yield value
        for inner in value.values():
            yield from parts_of(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from parts_of(inner)


def buttons_in(message: Json) -> list[Json]:
    """All buttons of a RichMessage, in order."""
    found = []
    for part in parts_of(message.get("blocks", [])):
        if part.get("type") == "button":
            found.append(part["button"])
        elif part.get("type") == "buttons":
            found.extend(part["buttons"])
    return found


def _blocks(parent: Node) -> list[Json]:
    """The blocks inside a tag; words between them become paragraphs."""
    blocks: list[Json] = []
    words: list[RichText] = []
    for child in parent.children:
        if isinstance(child, str) or child.name in INLINE_TAGS:
            words.append(rich_text(child, parent))
            continue
        if child.name not in BLOCKS:
            raise child.wrong("Misplaced tag")
        blocks += _paragraph(words)
        words = []
        blocks.append(_block(child))
    return blocks + _paragraph(words)


def _paragraph(words: list[RichText]) -> list[Json]:
    text = joined(words)
    return [{"type": "paragraph", "text": text}] if plain(text).strip() else []


def _filled(node: Node) -> RichText:
    text = line(node)
    if not plain(text).strip():
        raise bad_request("RICH_MESSAGE_CONTENT_REQUIRED")
    return text


def _block(node: Node) -> Json:
    if node.name in HEADINGS:
        return {"type": "heading", "text": _filled(node), "size": int(node.name[1])}
    return _MAKERS[node.name](node)


def _list(node: Node) -> Json:
    items = []
    for place, item in enumerate(node.nodes(), node.number("start")):
        if item.name != "li":
            raise item.wrong("Only list items belong into a list, but found one")
        ordered: Json = {"label": f"{place}.", "value": place} if node.name == "ol" else {"label": "•"}
        items.append(ordered | {"blocks": _blocks(item) or _nothing()})
    return {"type": "list", "items": items or _nothing()}


def _nothing() -> list[Json]:
    raise bad_request("RICH_MESSAGE_CONTENT_REQUIRED")


def _pre(node: Node) -> Json:
    inner = node.children[0] if len(node.children) == 1 else ""
    language = inner.attribute("class").removeprefix("language-") if isinstance(inner, Node) else ""
    return {"type": "pre", "text": _filled(node)} | ({"language": language} if language else {})


def _credited(node: Node) -> tuple[Node, Json]:
    """The node without its <cite>, and the credit in it."""
    cites = [child for child in node.children if isinstance(child, Node) and child.name == "cite"]
    rest = Node(node.tag, [child for child in node.children if child not in cites])
    return rest, {"credit": line(cites[0])} if cites else {}


def _quote(node: Node) -> Json:
    rest, credit = _credited(node)
    if node.has("expandable"):
        return {"type": "expandable_blockquote", "text": _filled(rest)} | credit
    return {"type": "blockquote", "blocks": _blocks(rest) or _nothing()} | credit


def _aside(node: Node) -> Json:
    rest, credit = _credited(node)
    return {"type": "pullquote", "text": _filled(rest)} | credit


def _details(node: Node) -> Json:
    children = [child for child in node.children if not isinstance(child, str) or child.strip()]
    summary = children[0] if children else ""
    if not isinstance(summary, Node) or summary.name != "summary":
        raise node.wrong("The first thing must be a summary")
    opened = {"is_open": True} if node.has("open") else {}
    blocks = _blocks(Node(node.tag, children[1:])) or _nothing()
    return {"type": "details", "summary": _filled(summary), "blocks": blocks} | opened


def _table(node: Node) -> Json:
    table: Json = {"type": "table", "cells": []}
    table |= {f"is_{name}": True for name in ("bordered", "striped", "compact") if node.has(name)}
    for part in node.nodes():
        if part.name == "caption":
            table["caption"] = _filled(part)
        elif part.name in {"thead", "tbody"}:
            table["cells"] += [_row(row) for row in part.nodes()]
        else:
            table["cells"].append(_row(part))
    filled = sum(any("text" in cell for cell in row) for row in table["cells"])
    if not filled:
        _nothing()
    if filled < 2:
        table["cells"] = _without_links(table["cells"])
    return table


def _without_links(value: object) -> object:
    """The server loses the links of a table with fewer than two filled rows; so do we."""
    if isinstance(value, list):
        return [_without_links(inner) for inner in value]
    if not isinstance(value, dict):
        return value
    if value.get("type") == "url":
        return _without_links(value["text"])
    return {name: _without_links(inner) for name, inner in value.items()}


def _row(node: Node) -> list[Json]:
    if node.name != "tr":
        raise node.wrong("Only rows belong into a table, but found one")
    return [_cell(cell) for cell in node.nodes()]


def _cell(node: Node) -> Json:
    if node.name not in {"td", "th"}:
        raise node.wrong("Only cells belong into a row, but found one")
    text = line(node)
    if buttons_in({"blocks": [text]}):
        raise node.wrong("Buttons do not work inside a table")
    usual = "center" if node.name == "th" else "left"
    cell: Json = {"align": node.attribute("align") or usual, "valign": node.attribute("valign") or "middle"}
    if cell["align"] not in {"left", "center", "right"} or cell["valign"] not in {"top", "middle", "bottom"}:
        raise node.wrong("Unknown alignment")
    spans = {name: node.number(name) for name in ("colspan", "rowspan") if node.has(name)}
    header = {"is_header": True} if node.name == "th" else {}
    return cell | spans | header | ({"text": text} if plain(text).strip() else {})


def _figure(node: Node) -> Json:
    picture, caption = None, {}
    for part in node.nodes():
        if part.name == "img":
            picture = _photo(part)
        elif part.name == "figcaption":
            rest, credit = _credited(part)
            caption = {"caption": {"text": _filled(rest)} | credit}
        else:
            raise part.wrong("Only an img and a figcaption belong into a figure, but found one")
    if picture is None:
        raise node.wrong("No picture")
    return picture | caption


def _photo(node: Node) -> Json:
    url = node.attribute("src")
    if not url.startswith(("http://", "https://")):
        raise node.wrong("An http address is needed")
    size = {"file_id": url, "file_unique_id": url, "width": 800, "height": 533}
    return {"type": "photo", "photo": [size]}


def _button_row(node: Node) -> Json:
    buttons = [button(part) for part in node.nodes() if part.name == "tg-button" or _foreign(part)]
    if not 1 <= len(buttons) <= 8:
        raise node.wrong("From 1 to 8 buttons are expected")
    align = node.attribute("align")
    if align not in {"", "left", "center", "right"}:
        raise node.wrong("Unknown alignment")
    return {"type": "buttons", "buttons": buttons} | ({"align": align} if align else {})


def _foreign(part: Node) -> bool:
    raise part.wrong("Only buttons belong into a row of buttons, but found one")


_MAKERS: dict[str, Callable[[Node], Json]] = {
    "p": lambda node: {"type": "paragraph", "text": _filled(node)},
    "footer": lambda node: {"type": "footer", "text": _filled(node)},
    "hr": lambda _: {"type": "divider"},
    "tg-math-block": lambda node: {"type": "mathematical_expression", "expression": plain(_filled(node))},
    "ul": _list, "ol": _list, "pre": _pre, "blockquote": _quote, "aside": _aside, "details": _details,
    "table": _table, "figure": _figure, "img": _photo, "tg-button-row": _button_row,
}  # fmt: skip
