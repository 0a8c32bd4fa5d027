"""What a message says: text, caption or rich document, read and checked as the server does."""

from playground.detect import with_found
from playground.markup import parse_html, trimmed, units
from playground.refusal import Json, Refused, bad_request
from playground.tags import MarkupError

MAX_TEXT, MAX_CAPTION, MAX_ENTITIES = 4096, 1024, 100


def formatted(args: Json, text: str, entities: str, *, knows_time: bool = True) -> tuple[str, list[Json]]:
    """The text under the parameter `text` and its entities, with those that Telegram finds by itself.

    Only parse_mode HTML is read. More than 100 entities are refused; the real server drops the rest silently.

    Raises:
        Refused: 400.
    """
    words, mode = args.get(text, ""), args.get("parse_mode", "")
    if mode.lower() not in {"", "html"}:
        raise bad_request("unsupported parse_mode")
    if mode:
        try:
            words, marked = parse_html(words, knows_time=knows_time)
        except MarkupError as error:
            raise bad_request(f"can't parse entities: {error}") from None
    else:
        words, marked = trimmed(words, _inside(words, args.get(entities, [])))
    if len(marked) > MAX_ENTITIES:
        raise bad_request(f"too many entities: {len(marked)}, the most is {MAX_ENTITIES}")
    return words, with_found(words, marked)


def _inside(text: str, entities: list[Json]) -> list[Json]:
    whole = units(text)
    if any(e["offset"] < 0 or e["length"] < 1 or e["offset"] + e["length"] > whole for e in entities):
        raise bad_request("ENTITY_BOUNDS_INVALID")
    return entities


def text_content(args: Json, *, knows_time: bool = True) -> Json:
    """The fields `text`, `entities` and `link_preview_options` of a message.

    Raises:
        Refused: 400: empty, longer than 4,096 UTF-16 units, or unreadable.
    """
    text, entities = formatted(args, "text", "entities", knows_time=knows_time)
    if not text:
        raise bad_request("message text is empty")
    if units(text) > MAX_TEXT:
        raise bad_request("message is too long")
    preview = args.get("link_preview_options")
    return _filled({"text": text, "entities": entities, "link_preview_options": preview})


def caption_content(args: Json, *, knows_time: bool = True) -> Json:
    """The fields `caption` and `caption_entities` of a message.

    Raises:
        Refused: 400: longer than 1,024 UTF-16 units, or unreadable.
    """
    caption, entities = formatted(args, "caption", "caption_entities", knows_time=knows_time)
    if units(caption) > MAX_CAPTION:
        raise bad_request("message caption is too long")
    above = args.get("show_caption_above_media")
    return _filled({"caption": caption, "caption_entities": entities, "show_caption_above_media": above})


def _filled(fields: Json) -> Json:
    return {name: value for name, value in fields.items() if value}


def not_modified() -> Refused:
    """400: the edit would change nothing."""
    return bad_request(
        "message is not modified: specified new message content and reply markup are exactly the same "
        "as a current content and reply markup of the message"
    )
