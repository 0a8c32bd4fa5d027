"""The methods that ask about chats or say something about the bot: commands, descriptions, answers."""

import json
import re
from datetime import timedelta

from playground.chats import Chat, member
from playground.content import text_content
from playground.keyboards import check_markup
from playground.refusal import Json, bad_request
from playground.rich import rich_content
from playground.sending import Sending
from playground.world import Query, World

PATIENCE = timedelta(seconds=30)  # how long a client waits for the answer to a press
_ACTIONS = {
    "typing", "upload_photo", "record_video", "upload_video", "record_voice", "upload_voice",
    "upload_document", "choose_sticker", "find_location", "record_video_note", "upload_video_note",
}  # fmt: skip
_SCOPES = {
    "default": set(), "all_private_chats": set(), "all_group_chats": set(),
    "all_chat_administrators": set(), "chat": {"chat_id"}, "chat_administrators": {"chat_id"},
    "chat_member": {"chat_id", "user_id"},
}  # fmt: skip


class Asking:
    """What the server does with getX, setX and answerX."""

    def __init__(self, world: World, sending: Sending) -> None:
        self.world = world
        self.sending = sending

    # ------------------------------------------------------------ about the bot

    def get_me(self, _: Json) -> Json:
        """`getMe`."""
        rights = {
            "can_join_groups": True, "can_read_all_group_messages": False, "supports_inline_queries": True,
            "can_connect_to_business": False, "has_main_web_app": False, "has_topics_enabled": False,
        }  # fmt: skip
        return self.world.me.user() | rights

    def set_webhook(self, args: Json) -> bool:
        """`setWebhook`: remembers the address, so that getUpdates is refused; nothing is delivered there."""
        if args["url"] and not args["url"].startswith("https://"):
            raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
        self.world.updates.webhook = args["url"]
        self.world.updates.allow(args.get("allowed_updates"))
        return self._drop(args)

    def delete_webhook(self, args: Json) -> bool:
        """`deleteWebhook`."""
        self.world.updates.webhook = ""
        return self._drop(args)

    def _drop(self, args: Json) -> bool:
        if args.get("drop_pending_updates"):
            self.world.updates.clear()
        return True

    def get_webhook(self, _: Json) -> Json:
        """`getWebhookInfo`."""
        updates = self.world.updates
        info = {"url": updates.webhook, "has_custom_certificate": False}
        return info | {"pending_update_count": len(updates)}

    def set_commands(self, args: Json) -> bool:
        """`setMyCommands`."""
        if len(args["commands"]) > 100:
            raise bad_request("BOT_COMMANDS_TOO_MUCH")
        for command in args["commands"]:
            if not re.fullmatch(r"[a-z0-9_]{1,32}", command["command"].removeprefix("/")):
                raise bad_request("BOT_COMMAND_INVALID")
            if not 1 <= len(command["description"]) <= 256:
                raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
        self.world.commands[_scope(args)] = args["commands"]
        self.world.changes.add("commands", {})
        return True

    def get_commands(self, args: Json) -> list[Json]:
        """`getMyCommands`."""
        return self.world.commands.get(_scope(args), [])

    def delete_commands(self, args: Json) -> bool:
        """`deleteMyCommands`."""
        self.world.commands.pop(_scope(args), None)
        self.world.changes.add("commands", {})
        return True

    def set_description(self, args: Json) -> bool:
        """`setMyDescription`: at most 512 characters."""
        return self._describe("description", args, 512)

    def set_short_description(self, args: Json) -> bool:
        """`setMyShortDescription`: at most 120 characters."""
        return self._describe("short_description", args, 120)

    def _describe(self, name: str, args: Json, most: int) -> bool:
        words = args.get(name, "")
        if len(words) > most:
            raise bad_request(f"bot {name.replace('_', ' ')} is too long")
        self.world.descriptions[name, _language(args)] = words
        return True

    def set_menu_button(self, args: Json) -> bool:
        """`setChatMenuButton`: commands or default."""
        button = args.get("menu_button", {"type": "default"})
        if button["type"] not in {"default", "commands"}:
            raise bad_request("MenuButton has an unsupported type")
        if "chat_id" in args and not self.world.chat(args["chat_id"]).is_private:
            raise bad_request("private chat identifier expected")
        self.world.menu_buttons[args.get("chat_id", 0)] = button
        return True

    # ------------------------------------------------------------ about chats

    def chat_action(self, args: Json) -> bool:
        """`sendChatAction`."""
        chat = self.world.open_chat(args["chat_id"])
        if args["action"] not in _ACTIONS:
            raise bad_request("wrong parameter action in request")
        self.world.changes.add("action", {"chat_id": chat.id, "action": args["action"]})
        return True

    def get_chat(self, args: Json) -> Json:
        """`getChat`."""
        return self.world.chat(args["chat_id"]).full()

    def get_member(self, args: Json) -> Json:
        """`getChatMember`."""
        chat = self.world.open_chat(args["chat_id"])
        if args["user_id"] not in self.world.people:
            raise bad_request("PARTICIPANT_ID_INVALID")
        inside = chat.is_private and self.world.is_member(chat, args["user_id"])
        status = chat.members.get(args["user_id"], "member" if inside else "left")
        posts = chat.may_post if chat.is_channel else None
        return member(self.world.people[args["user_id"]], status, may_post=posts)

    def get_administrators(self, args: Json) -> list[Json]:
        """`getChatAdministrators`."""
        chat = self.world.open_chat(args["chat_id"])
        if chat.is_private:
            raise bad_request("there are no administrators in the private chat")
        chiefs = {"creator", "administrator"}
        return [
            member(self.world.people[u], status) for u, status in chat.members.items() if status in chiefs
        ]

    def get_file(self, args: Json) -> Json:
        """`getFile`: `file_path` is the file's own id; the content is fetched as from the real server."""
        file = self.world.files.get(args["file_id"])
        if file is None:
            raise bad_request("wrong file_id or the file is temporarily unavailable")
        names = {"file_id": args["file_id"], "file_unique_id": f"{args['file_id']}-u"}
        return names | {"file_size": len(file.content), "file_path": args["file_id"]}

    def leave(self, args: Json) -> bool:
        """`leaveChat`."""
        chat = self.world.open_chat(args["chat_id"])
        if chat.is_private:
            raise bad_request("chat member status can't be changed in private chats")
        self.world.set_status(chat, "left")
        return True

    # ------------------------------------------------------------ answers

    def answer_press(self, args: Json) -> bool:
        """`answerCallbackQuery`: once, within 30 seconds, at most 200 characters."""
        query = self._query(args["callback_query_id"])
        if len(args.get("text", "")) > 200:
            raise bad_request("MESSAGE_TOO_LONG")
        answer = {"text": args.get("text", ""), "alert": args.get("show_alert", False)}
        event = {"query_id": args["callback_query_id"], "user": query.user, "url": args.get("url", "")}
        self.world.changes.add("answer", event | answer)
        return True

    def _query(self, query_id: str) -> Query:
        query = self.world.queries.get(query_id)
        if query is None or query.answered or self.world.clock() - query.asked > PATIENCE:
            raise bad_request("query is too old and response timeout expired or query ID is invalid")
        query.answered = True
        return query

    def answer_inline(self, args: Json) -> bool:
        """`answerInlineQuery`: at most 50 articles, each a text or a rich message."""
        results = args["results"]
        if len(results) > 50:
            raise bad_request("RESULTS_TOO_MUCH")
        if len({result["id"] for result in results}) < len(results):
            raise bad_request("RESULT_ID_DUPLICATE")
        if len(args.get("next_offset", "").encode()) > 64:
            raise bad_request("NEXT_OFFSET_INVALID")
        for result in results:
            self.result_content(result)
        query = self._query(args["inline_query_id"])
        query.results = results
        event = {"query_id": args["inline_query_id"], "user": query.user, "results": results}
        self.world.changes.add("inline", event | {"next_offset": args.get("next_offset", "")})
        return True

    def result_content(self, result: Json) -> Json:
        """The message that an inline result becomes.

        Raises:
            Refused: 400: no article, or a message that could not be sent.
        """
        if result["type"] != "article" or not 1 <= len(result["id"].encode()) <= 64:
            raise bad_request("RESULT_TYPE_INVALID")
        said, markup = result["input_message_content"], result.get("reply_markup", {})
        check_markup(markup)
        below = {"reply_markup": markup} if markup else {}
        if "rich_message" in said and self.sending.knows_rich:
            return {"rich_message": rich_content(said["rich_message"], self.world.clock())} | below
        text = said | {"text": said.get("message_text", "")}
        return text_content(text, knows_time=self.sending.knows_rich) | below

    def commands_for(self, user: int, chat: Chat) -> list[Json]:
        """The command menu that the person sees in the chat: the narrowest scope, their language first."""
        status = chat.members.get(user, "member")
        here: Json = {"chat_id": chat.id}
        scopes: list[Json] = [{"type": "chat_member"} | here | {"user_id": user}]
        if status in {"creator", "administrator"}:
            scopes += [{"type": "chat_administrators"} | here]
        scopes += [{"type": "chat"} | here]
        if status in {"creator", "administrator"}:
            scopes += [{"type": "all_chat_administrators"}]
        scopes += [
            {"type": "all_private_chats" if chat.is_private else "all_group_chats"},
            {"type": "default"},
        ]
        for scope in scopes:
            for language in (self.world.people[user].language, ""):
                if found := self.world.commands.get((json.dumps(scope, sort_keys=True), language)):
                    return found
        return []


def _scope(args: Json) -> tuple[str, str]:
    scope = args.get("scope", {"type": "default"})
    if scope["type"] not in _SCOPES or scope.keys() - {"type"} != _SCOPES[scope["type"]]:
        raise bad_request("can't parse BotCommandScope")
    return json.dumps(scope, sort_keys=True), _language(args)


def _language(args: Json) -> str:
    language: str = args.get("language_code", "")
    if language and not re.fullmatch(r"[a-z]{2}", language):
        raise bad_request("LANG_CODE_INVALID")
    return language
