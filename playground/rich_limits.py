"""How large a rich message may be."""

from playground.markup import units
from playground.refusal import Json, bad_request
from playground.rich_lines import plain

MAX_TEXT, MAX_BLOCKS, MAX_DEPTH, MAX_MEDIA, MAX_COLUMNS = 32_768, 500, 16, 50, 20


def check_limits(blocks: list[Json]) -> None:
    """Refuses a document over 32,768 characters, 500 blocks, 16 levels, 50 media or 20 columns.

    Nested blocks, list items, table rows, quotes and details count as blocks.

    Raises:
        Refused: 400.
    """
    if _length(blocks) > MAX_TEXT:
        raise bad_request("RICH_MESSAGE_TEXT_TOO_LONG")
    if sum(map(_count, blocks)) > MAX_BLOCKS:
        raise bad_request("RICH_MESSAGE_BLOCKS_TOO_MANY")
    if max(map(_depth, blocks)) > MAX_DEPTH:
        raise bad_request("RICH_MESSAGE_DEPTH_INVALID")
    if sum(map(_media, blocks)) > MAX_MEDIA:
        raise bad_request("RICH_MESSAGE_MEDIA_TOO_MANY")
    if max(map(_columns, blocks)) > MAX_COLUMNS:
        raise bad_request("RICH_MESSAGE_TABLE_COLS_TOO_MANY")


def _inside(block: Json) -> list[Json]:
    items = [inner for item in block.get("items", []) for inner in item["blocks"]]
    return items + list(block.get("blocks", []))


def _length(value: object) -> int:
    """All words: of lines, labels of buttons, captions and cells."""
    if isinstance(value, list):
        return sum(map(_length, value))
    if not isinstance(value, dict):
        return 0
    lines = sum(
        units(plain(value[name])) for name in ("text", "summary", "credit", "expression") if name in value
    )
    nested = [value[name] for name in ("blocks", "items", "cells", "buttons") if name in value]
    caption = value.get("caption")
    words = (
        _length(caption)
        if isinstance(caption, dict) and "type" not in caption
        else units(plain(caption or ""))
    )
    return lines + words + sum(map(_length, nested))


def _count(block: Json) -> int:
    rows = len(block.get("items", [])) + len(block.get("cells", []))
    return 1 + rows + sum(map(_count, _inside(block)))


def _media(block: Json) -> int:
    return int(block["type"] == "photo") + sum(map(_media, _inside(block)))


def _columns(block: Json) -> int:
    own = max((sum(cell.get("colspan", 1) for cell in row) for row in block.get("cells", [])), default=0)
    return max([own, *map(_columns, _inside(block))])


def _depth(value: object) -> int:
    """Levels of blocks and of forms inside lines together."""
    if isinstance(value, list):
        return max(map(_depth, value), default=0)
    if not isinstance(value, dict):
        return 0
    level = 1 if "type" in value else 0
    return level + max(map(_depth, value.values()), default=0)
