"""Keyboards under a message: what Telegram takes and what it refuses."""

from playground.markup import valid_url
from playground.refusal import Json, bad_request

ACTIONS = {
    "url", "callback_data", "switch_inline_query", "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat", "copy_text",
}  # fmt: skip
STYLES = {"primary", "success", "danger"}
MAX_BUTTONS, MAX_IN_ROW = 100, 8


def check_markup(markup: Json) -> None:
    """Refuses what the server would: too many buttons, none, or a button that is wrong in itself.

    Raises:
        Refused: 400.
    """
    rows = markup.get("inline_keyboard")
    if rows is None:
        return
    if any(len(row) > MAX_IN_ROW for row in rows) or sum(map(len, rows)) > MAX_BUTTONS:
        raise bad_request("REPLY_MARKUP_TOO_LONG")
    for button in (button for row in rows for button in row):
        check_button(button, STYLES)


def check_button(button: Json, styles: set[str]) -> None:
    """Refuses a button without text or action, with data that is too long, or an address that opens nothing.

    Raises:
        Refused: 400.
    """
    if not str(button["text"]).strip():
        raise bad_request('can\'t parse inline keyboard button: Field "text" must be non-empty')
    actions = [name for name in button if name in ACTIONS]
    if not actions:
        raise bad_request(
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"
        )
    if len(actions) > 1:
        raise bad_request("can't parse inline keyboard button: exactly one action expected")
    check_action(actions[0], button[actions[0]])
    if button.get("style", next(iter(styles))) not in styles:
        raise bad_request(f'can\'t parse inline keyboard button: invalid style "{button["style"]}"')


def check_action(action: str, value: object) -> None:
    """Refuses an action whose value Telegram would not take.

    Raises:
        Refused: 400.
    """
    match action:
        case "callback_data" if not 1 <= len(str(value).encode()) <= 64:
            raise bad_request("BUTTON_DATA_INVALID")
        case "url" if not valid_url(str(value)):
            raise bad_request(f"inline keyboard button URL '{value}' is invalid: Wrong HTTP URL")
        case "copy_text" if isinstance(value, dict) and not 1 <= len(str(value.get("text", ""))) <= 256:
            raise bad_request("BUTTON_COPY_TEXT_INVALID")
        case "switch_inline_query" | "switch_inline_query_current_chat" if len(str(value)) > 256:
            raise bad_request("BUTTON_SWITCH_QUERY_INVALID")
