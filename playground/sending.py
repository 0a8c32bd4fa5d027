"""The methods that put messages into chats, change them and take them away."""

import re
from datetime import timedelta

from playground.api import Upload
from playground.chats import Chat
from playground.content import caption_content, not_modified, text_content
from playground.keyboards import check_markup
from playground.markup import valid_url
from playground.refusal import Json, bad_request
from playground.rich import parts_of, rich_content
from playground.world import StoredFile, World

_PHOTO_SIZES = ((90, 60), (320, 213), (800, 533))
_CONTENT = {"text", "entities", "link_preview_options", "rich_message"}
_BAD_FILE = "wrong file identifier/HTTP URL specified"


class Sending:
    """What the server does with sendX, editX and deleteMessage. `knows_rich=False` is an older server."""

    def __init__(self, world: World, *, knows_rich: bool) -> None:
        self.world = world
        self.knows_rich = knows_rich
        self.photos_fail = False

    # ------------------------------------------------------------ sending

    def send_message(self, args: Json) -> Json:
        """`sendMessage`."""
        return self._send(args, text_content(args, knows_time=self.knows_rich))

    def send_rich_message(self, args: Json) -> Json:
        """`sendRichMessage`.

        Raises:
            Refused: 404 on an older server, 400 for a document that is not right.
        """
        return self._send(args, self._rich(args["rich_message"]))

    def send_photo(self, args: Json) -> Json:
        """`sendPhoto`: an address is judged by its form only and never fetched.

        Raises:
            Refused: 400, also for every photo while `photos_fail` is on.
        """
        if self.photos_fail:
            raise bad_request(_BAD_FILE)
        caption = caption_content(args, knows_time=self.knows_rich)
        file_id = self._file(args["photo"], "photo.jpg")
        sizes = [
            {"file_id": file_id, "file_unique_id": f"{file_id}-{width}", "width": width, "height": height}
            for width, height in _PHOTO_SIZES
        ]
        spoiler = {"has_media_spoiler": True} if args.get("has_spoiler") else {}
        return self._send(args, {"photo": sizes} | caption | spoiler)

    def send_document(self, args: Json) -> Json:
        """`sendDocument`."""
        caption = caption_content(args, knows_time=self.knows_rich)
        file_id = self._file(args["document"], "document")
        file = self.world.files[file_id]
        document = {"file_id": file_id, "file_unique_id": f"{file_id}-u", "file_name": file.name}
        return self._send(args, {"document": document | {"file_size": len(file.content)}} | caption)

    def _file(self, given: str | Upload, name: str) -> str:
        if isinstance(given, Upload):
            if not given.content:
                raise bad_request("file must be non-empty")
            return self.world.keep_file(StoredFile(given.name or name, content=given.content))
        if given in self.world.files:
            return given
        if not re.match(r"https?://", given) or not valid_url(given):
            raise bad_request(_BAD_FILE)
        return self.world.keep_file(StoredFile(given.rpartition("/")[2] or name, url=given))

    def _rich(self, given: Json) -> Json:
        """A rich document; its pictures, named by their addresses, are kept as files."""
        document = rich_content(given, self.world.clock())
        for part in parts_of(document):
            if "file_id" in part and self.photos_fail:
                raise bad_request("RICH_MESSAGE_PHOTO_NO_MEDIA_FOUND")
            if "file_id" in part:
                part["file_id"] = self._file(part["file_id"], "photo.jpg")
                part["file_unique_id"] = f"{part['file_id']}-u"
        return {"rich_message": document}

    def _send(self, args: Json, content: Json) -> Json:
        world = self.world
        chat = world.writable(args["chat_id"])
        if "message_thread_id" in args:
            raise bad_request("message thread not found")
        markup = args.get("reply_markup", {})
        check_markup(markup)
        content |= self._reply(chat, args.get("reply_parameters"))
        paid = args.get("allow_paid_broadcast", False)
        world.flood.send(chat.id, world.clock(), group=not chat.is_private, paid=paid)
        if args.get("protect_content"):
            content["has_protected_content"] = True
        if markup.get("inline_keyboard"):
            content["reply_markup"] = markup
        message = world.post(chat, world.me, content)
        if markup and "inline_keyboard" not in markup:
            chat.keyboard = markup
            world.changes.add("keyboard", {"chat_id": chat.id, "keyboard": markup})
        return message

    def _reply(self, chat: Chat, reply: Json | None) -> Json:
        if not reply:
            return {}
        replied = chat.messages.get(reply.get("message_id", 0))
        if replied is None and not reply.get("allow_sending_without_reply"):
            raise bad_request("message to be replied not found")
        return {"reply_to_message": _without_reply(replied)} if replied else {}

    # ------------------------------------------------------------ changing

    def edit_text(self, args: Json) -> Json | bool:
        """`editMessageText`, with `text` or `rich_message`."""
        if self.knows_rich and ("rich_message" in args) == ("text" in args):
            raise bad_request("message text is empty")
        if self.knows_rich and "rich_message" in args:
            content = self._rich(args["rich_message"])
        else:
            content = text_content(args, knows_time=self.knows_rich)
        return self._edit(args, content, _CONTENT, "text")

    def edit_caption(self, args: Json) -> Json | bool:
        """`editMessageCaption`."""
        content = caption_content(args, knows_time=self.knows_rich)
        return self._edit(
            args, content, {"caption", "caption_entities", "show_caption_above_media"}, "caption"
        )

    def edit_markup(self, args: Json) -> Json | bool:
        """`editMessageReplyMarkup`; without a keyboard the old one goes."""
        return self._edit(args, {}, set(), "")

    def _edit(self, args: Json, content: Json, replaced: set[str], what: str) -> Json | bool:
        chat, message = self._editable(args, what)
        markup = args.get("reply_markup", {})
        check_markup(markup)
        fixed = {k: v for k, v in message.items() if k not in replaced | {"reply_markup", "edit_date"}}
        edited = fixed | content | ({"reply_markup": markup} if markup.get("inline_keyboard") else {})
        if edited == {k: v for k, v in message.items() if k != "edit_date"}:
            raise not_modified()
        return self.world.replace(chat, message, edited)

    def _editable(self, args: Json, what: str) -> tuple[Chat, Json]:
        if "inline_message_id" in args:
            raise bad_request("MESSAGE_ID_INVALID")
        if "chat_id" not in args or "message_id" not in args:
            raise bad_request("message identifier is not specified")
        chat = self.world.open_chat(args["chat_id"])
        message = self.world.message(chat, args["message_id"], "edit")
        if self._is_foreign(message):
            raise bad_request("message can't be edited")
        if what == "text" and not message.keys() & {"text", "rich_message"}:
            raise bad_request("there is no text in the message to edit")
        if what == "caption" and not message.keys() & {"photo", "document"}:
            raise bad_request("there is no caption in the message to edit")
        return chat, message

    def _is_foreign(self, message: Json) -> bool:
        """Whether somebody else wrote it; in a channel only the bot does."""
        return "from" in message and message["from"]["id"] != self.world.me.id

    def delete(self, args: Json) -> bool:
        """`deleteMessage`: within 48 hours; others' messages only in private chats or as an administrator."""
        world = self.world
        chat = world.writable(args["chat_id"])
        message = world.message(chat, args["message_id"], "delete")
        foreign = self._is_foreign(message)
        old = world.now() - message["date"] > timedelta(hours=48).total_seconds()
        if old or (foreign and not self._may_delete(chat)):
            raise bad_request("message can't be deleted for everyone")
        del chat.messages[args["message_id"]]
        world.changes.add("delete", {"chat_id": chat.id, "message_id": args["message_id"]})
        return True

    def _may_delete(self, chat: Chat) -> bool:
        return chat.is_private or chat.members[self.world.me.id] == "administrator"


def _without_reply(message: Json) -> Json:
    return {name: value for name, value in message.items() if name != "reply_to_message"}
