"""The part of the Bot API that the stand-in speaks: methods, their parameters and the objects in them.

One line a method: `name!` must be there, the type follows the colon, in the notation of the Bot API's
machine-readable description. What is not in the table is refused, though the real server knows more
(business connections, forum topics, ephemeral messages): a bot that uses it needs it here first.
"""

import json
import re
from dataclasses import dataclass
from typing import cast

from playground.refusal import Json, Refused, bad_request, not_found

_SEND = (
    "chat_id!:int|str message_thread_id:int disable_notification:bool protect_content:bool "
    "allow_paid_broadcast:bool reply_parameters:ReplyParameters reply_markup:ReplyMarkup"
)
_CAPTION = "caption:str parse_mode:str caption_entities:list[MessageEntity]"
_EDITED = "chat_id:int|str message_id:int inline_message_id:str reply_markup:InlineKeyboardMarkup"
_SCOPE = "scope:BotCommandScope language_code:str"
_TEXT = "parse_mode:str entities:list[MessageEntity] link_preview_options:LinkPreviewOptions"

_METHODS = f"""
getMe
getUpdates offset:int limit:int timeout:int allowed_updates:list[str]
setWebhook url!:str ip_address:str max_connections:int allowed_updates:list[str] drop_pending_updates:bool \
secret_token:str
deleteWebhook drop_pending_updates:bool
getWebhookInfo
sendMessage text!:str {_TEXT} {_SEND}
sendRichMessage rich_message!:InputRichMessage {_SEND}
sendPhoto photo!:InputFile {_CAPTION} show_caption_above_media:bool has_spoiler:bool {_SEND}
sendDocument document!:InputFile {_CAPTION} disable_content_type_detection:bool {_SEND}
editMessageText text:str rich_message:InputRichMessage {_TEXT} {_EDITED}
editMessageReplyMarkup {_EDITED}
editMessageCaption {_CAPTION} show_caption_above_media:bool {_EDITED}
deleteMessage chat_id!:int|str message_id!:int
answerCallbackQuery callback_query_id!:str text:str show_alert:bool url:str cache_time:int
answerInlineQuery inline_query_id!:str results!:list[InlineQueryResult] cache_time:int is_personal:bool \
next_offset:str button:InlineQueryResultsButton
setMyCommands commands!:list[BotCommand] {_SCOPE}
getMyCommands {_SCOPE}
deleteMyCommands {_SCOPE}
setMyDescription description:str language_code:str
setMyShortDescription short_description:str language_code:str
setChatMenuButton chat_id:int menu_button:MenuButton
sendChatAction chat_id!:int|str action!:str
getChat chat_id!:int|str
getChatMember chat_id!:int|str user_id!:int
getChatAdministrators chat_id!:int|str return_bots:bool
getFile file_id!:str
leaveChat chat_id!:int|str
"""

_OBJECTS = f"""
InlineKeyboardMarkup inline_keyboard!:list[list[InlineKeyboardButton]]
InlineKeyboardButton text!:str style:str url:str callback_data:str switch_inline_query:str \
switch_inline_query_current_chat:str switch_inline_query_chosen_chat:SwitchInlineQueryChosenChat \
copy_text:CopyTextButton
CopyTextButton text!:str
SwitchInlineQueryChosenChat query:str allow_user_chats:bool allow_bot_chats:bool allow_group_chats:bool \
allow_channel_chats:bool
ReplyKeyboardMarkup keyboard!:list[list[KeyboardButton]] is_persistent:bool resize_keyboard:bool \
one_time_keyboard:bool input_field_placeholder:str selective:bool
KeyboardButton text!:str request_contact:bool request_location:bool
ReplyKeyboardRemove remove_keyboard!:bool selective:bool
ForceReply force_reply!:bool input_field_placeholder:str selective:bool
LinkPreviewOptions is_disabled:bool url:str prefer_small_media:bool prefer_large_media:bool \
show_above_text:bool
ReplyParameters message_id:int chat_id:int|str allow_sending_without_reply:bool
MessageEntity type!:str offset!:int length!:int url:str language:str custom_emoji_id:str unix_time:int \
date_time_format:str
InputRichMessage html:str markdown:str blocks:list[InputRichBlock] is_rtl:bool skip_entity_detection:bool
BotCommand command!:str description!:str
BotCommandScope type!:str chat_id:int|str user_id:int
MenuButton type!:str
InlineQueryResult type!:str id!:str title!:str input_message_content!:InputMessageContent \
reply_markup:InlineKeyboardMarkup url:str description:str thumbnail_url:str thumbnail_width:int \
thumbnail_height:int
InputMessageContent message_text:str {_TEXT} rich_message:InputRichMessage
InlineQueryResultsButton text!:str start_parameter:str
"""
_MARKUPS = {
    "inline_keyboard": "InlineKeyboardMarkup",
    "keyboard": "ReplyKeyboardMarkup",
    "remove_keyboard": "ReplyKeyboardRemove",
    "force_reply": "ForceReply",
}
_EMPTY = {
    "chat_id": "chat_id is empty",
    "text": "message text is empty",
    "photo": "there is no photo in the request",
}


@dataclass(frozen=True, slots=True)
class Field:
    """A parameter of a method or a field of an object."""

    name: str
    type: str
    required: bool


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that came with the request."""

    name: str
    content: bytes


Table = dict[str, dict[str, Field]]


def _field(word: str) -> Field:
    name, _, kind = word.partition(":")
    return Field(name.rstrip("!"), kind, name.endswith("!"))


def _table(text: str) -> Table:
    rows = [line.split() for line in text.strip().splitlines()]
    return {row[0]: {field.name: field for field in map(_field, row[1:])} for row in rows}


METHODS: Table = _table(_METHODS)
OBJECTS: Table = _table(_OBJECTS)
_BY_LOWER = {name.lower(): name for name in METHODS}  # the server does not mind the case


def canonical(method: str) -> str:
    """The method's proper name.

    Raises:
        Refused: 404, there is no such method.
    """
    if method.lower() not in _BY_LOWER:
        raise not_found()
    return _BY_LOWER[method.lower()]


def arguments(method: str, given: Json, files: dict[str, Upload], *, strict: bool = True) -> Json:
    """The parameters with their types, read from what a client sends (JSON values, or strings of a form).

    An `InputFile` becomes an Upload or stays the str it is (an address or a file_id).

    Raises:
        Refused: 400: unknown (when strict), missing, or of a wrong type.
    """
    fields = METHODS[method]
    values = {name: value for name, value in {**given, **files}.items() if value not in (None, "")}
    for name in fields:
        if fields[name].required and name not in values and given.get(name) != "":
            raise bad_request(_EMPTY.get(name, f'parameter "{name}" is required'))
    return _checked(fields, values | _kept_empty(fields, given), f"{method}", strict)


def _kept_empty(fields: dict[str, Field], given: Json) -> Json:
    """An empty string says something where a text may be emptied."""
    return {
        name: ""
        for name, value in given.items()
        if value == "" and fields.get(name, Field("", "", False)).type == "str"
    }


def _checked(fields: dict[str, Field], values: Json, where: str, strict: bool) -> Json:
    checked: Json = {}
    for name, value in values.items():
        if name in fields:
            checked[name] = read(fields[name].type, value, f"{where}.{name}", strict)
        elif strict:
            raise bad_request(f'"{name}" is unknown in {where} (the real server may ignore it)')
    for field in fields.values():
        if field.required and field.name not in checked:
            raise bad_request(f"can't parse {where}: Can't find field \"{field.name}\"")
    return checked


def read(kind: str, value: object, where: str, strict: bool = True) -> object:
    """The value as the type says; `where` names it in complaints.

    Raises:
        Refused: 400, it is none.
    """
    if kind.startswith("list["):
        items = _parsed(value, where)
        if not isinstance(items, list):
            raise _wrong(where, "Array")
        return [read(kind[5:-1], item, f"{where}[{place}]", strict) for place, item in enumerate(items)]
    if kind in _SCALARS:
        return _scalar(kind, value, where)
    if kind == "InputFile":
        return value if isinstance(value, Upload) else _scalar("str", value, where)
    body = _parsed(value, where)
    if not isinstance(body, dict):
        raise _wrong(where, "Object")
    if kind == "ReplyMarkup":
        kind = next((_MARKUPS[key] for key in body if key in _MARKUPS), "")
        if not kind:
            raise bad_request("object expected as reply markup")
    return _checked(OBJECTS[kind], body, kind, strict) if kind in OBJECTS else body


_SCALARS = {"int", "str", "bool", "float", "int|str"}
_TRUE, _FALSE = {"true", "1", "yes"}, {"false", "0", "no"}


def _scalar(kind: str, value: object, where: str) -> int | str | float:
    text = str(value).lower()
    match kind:
        case "str" if isinstance(value, str):
            return value
        case "bool" if text in _TRUE | _FALSE:
            return text in _TRUE
        case "int" | "int|str" if re.fullmatch(r"-?[0-9]{1,18}", text) and not isinstance(value, bool):
            return int(text)
        case "int|str" if text.startswith("@"):
            return cast(str, value)
        case "float" if re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", text):
            return float(text)
    raise _wrong(where, kind)


def _parsed(value: object, where: str) -> object:
    if not isinstance(value, str):
        return value
    try:
        return json.loads(value)
    except ValueError:
        raise bad_request(f"can't parse {where}: JSON expected") from None


def _wrong(where: str, kind: str) -> Refused:
    return bad_request(f"can't parse {where}: it must be of type {kind}")
