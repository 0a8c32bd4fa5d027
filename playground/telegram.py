"""An in-process Telegram, strict as the real one: the bot calls, people write and press, a page watches."""

import copy
import re
from collections import deque
from collections.abc import Callable
from datetime import datetime
from itertools import chain

from playground.api import Upload, arguments, canonical
from playground.asking import Asking
from playground.chats import Chat, Person, member
from playground.detect import with_found
from playground.flood import Limits
from playground.methods import Result, methods
from playground.refusal import Json, Refused, not_found
from playground.rich import buttons_in
from playground.sending import Sending
from playground.world import Query, StoredFile, World


class Telegram:
    """The stand-in for Telegram.

    `clock` gives the moment (timezone-aware); limits and ages are judged by it, only getUpdates waits in real
    time. `strict` also refuses parameters that the real server would ignore. `knows_rich=False` is an older
    server: no sendRichMessage, no tg-time. To be switched while it runs: `sending.knows_rich` and
    `sending.photos_fail` (no photo address works).
    """

    def __init__(
        self,
        clock: Callable[[], datetime],
        *,
        token: str = "1:playground",  # noqa: S107  no secret
        limits: Limits | None = None,
        knows_rich: bool = True,
        strict: bool = True,
    ) -> None:
        self.world = World(clock, token, limits or Limits())
        self.sending = Sending(self.world, knows_rich=knows_rich)
        self.asking = Asking(self.world, self.sending)
        self.strict = strict
        self.calls: deque[tuple[str, Json]] = deque(maxlen=1000)  # what the bot asked, newest last
        self.refusals: deque[tuple[str, str]] = deque(maxlen=1000)  # methods refused, and the words
        self._methods = methods(self.sending, self.asking)

    # ------------------------------------------------------------ what the bot does

    async def call(
        self, method: str, parameters: Json, files: dict[str, Upload] | None = None
    ) -> tuple[int, Json]:
        """One request of the bot: HTTP status and body. Parameters are JSON values or strings of a form."""
        try:
            return 200, {
                "ok": True,
                "result": copy.deepcopy(await self._answer(method, parameters, files or {})),
            }
        except Refused as refusal:
            self.refusals.append((method, refusal.description))
            return refusal.code, refusal.body()

    async def _answer(self, method: str, parameters: Json, files: dict[str, Upload]) -> Result:
        name = canonical(method)
        if name == "sendRichMessage" and not self.sending.knows_rich:
            raise not_found()
        args = arguments(name, parameters, files, strict=self.strict)
        self.calls.append((name, args))
        if name != "getUpdates":
            return self._methods[name](args)
        self.world.updates.allow(args.get("allowed_updates"))
        return await self.world.updates.get(
            args.get("offset", 0), args.get("limit", 100), args.get("timeout", 0)
        )

    # ------------------------------------------------------------ what the page sees

    async def changes(self, since: int, timeout: float = 0) -> list[Json]:  # noqa: ASYNC109  a long poll's patience
        """Everything that happened after event number `since`; waits up to `timeout` real seconds for it.

        Events have `number` and `kind`: message, edit (`chat_id`, `message`), delete (`message_id`),
        answer (`query_id`, `user`, `text`, `alert`, `url`), inline (`query_id`, `results`, `next_offset`),
        action, keyboard, commands, members (`bot`: its status in the chat).
        """
        return await self.world.changes.since(since, timeout)

    def messages(self, chat: int) -> list[Json]:
        """The chat's messages, oldest first."""
        return list(self.world.chats[chat].messages.values())

    def commands_for(self, user: int, chat: int) -> list[Json]:
        """The command menu that the person sees in the chat."""
        return self.asking.commands_for(user, self.world.chats[chat])

    # ------------------------------------------------------------ what people do

    def say(self, user: int, chat: int, text: str, reply_to: int = 0) -> Json:
        """Somebody writes: the message. The first words open a private chat, and lift a block."""
        entities = with_found(text, [])
        return self._from_person(user, chat, {"text": text} | _some("entities", entities), reply_to)

    def share_location(self, user: int, latitude: float, longitude: float) -> Json:
        """Somebody sends a place to the bot, in private."""
        return self._from_person(user, user, {"location": {"latitude": latitude, "longitude": longitude}})

    def send_document(
        self, user: int, chat: int, name: str, content: bytes, mime: str = "application/octet-stream"
    ) -> Json:
        """Somebody sends a file."""
        file_id = self.world.keep_file(StoredFile(name, content=content))
        names = {"file_id": file_id, "file_unique_id": f"{file_id}-u", "file_name": name}
        document = names | {"mime_type": mime, "file_size": len(content)}
        return self._from_person(user, chat, {"document": document})

    def edit(self, user: int, chat: int, message_id: int, text: str) -> Json:
        """Somebody changes what they wrote."""
        message = self.world.chats[chat].messages[message_id]
        if message["from"]["id"] != user:
            raise ValueError("people edit their own messages only")
        content = {k: v for k, v in message.items() if k not in {"text", "entities", "edit_date"}}
        content |= {"text": text} | _some("entities", with_found(text, []))
        edited = self.world.replace(self.world.chats[chat], message, content)
        if self._heard(self.world.chats[chat], edited):
            self.world.updates.add("edited_message", copy.deepcopy(edited))
        return edited

    def press(self, user: int, chat: int, message_id: int, data: str, *, forged: bool = False) -> str:
        """Somebody presses a callback button, below the message or inside it: the query's id.

        Raises:
            ValueError: there is no such message or button (`forged` sends the data all the same, as a
                tampered client can).
        """
        room = self.world.chats[chat]
        message = room.messages.get(message_id) if self.world.is_member(room, user) else None
        if message is None or (data not in callback_data(message) and not forged):
            raise ValueError(f"no button {data!r} under message {message_id} of chat {chat}")
        query = self._query(user)
        body: Json = {"id": query, "from": self._person(user).user(), "chat_instance": str(chat)}
        self.world.updates.add("callback_query", body | {"message": copy.deepcopy(message), "data": data})
        return query

    def inline(self, user: int, query: str, offset: str = "") -> str:
        """Somebody types @bot and a query: the query's id. The answer comes as an event `inline`."""
        query_id = self._query(user)
        body = {"id": query_id, "from": self._person(user).user(), "query": query[:256], "offset": offset}
        self.world.updates.add("inline_query", body | {"chat_type": "sender"})
        return query_id

    def choose(self, user: int, chat: int, query: str, result_id: str) -> Json:
        """Somebody picks a result of an inline query: the message that then stands in the chat.

        Raises:
            ValueError: the query was not answered with such a result.
        """
        for result in self.world.queries[query].results:
            if result["id"] == result_id:
                via: Json = {"via_bot": self.world.me.user()}
                return self._from_person(user, chat, self.asking.result_content(result) | via)
        raise ValueError(f"no result {result_id!r} for query {query}")

    def block(self, user: int) -> None:
        """Somebody blocks the bot."""
        self._bot_status(user, self.world.chats[user], "kicked")

    def unblock(self, user: int) -> None:
        """Somebody lets the bot write again."""
        self._bot_status(user, self.world.chats[user], "member")

    def deactivate(self, user: int) -> None:
        """An account is gone."""
        self.world.chats[user].deactivated = True

    def add_to_group(self, user: int, chat: int, *, as_administrator: bool = False) -> None:
        """Somebody takes the bot into a group."""
        group = self.world.chats[chat]
        was_in = self.world.is_member(group, self.world.me.id)
        self._bot_status(user, group, "administrator" if as_administrator else "member")
        if not was_in:
            self._from_person(user, chat, {"new_chat_members": [self.world.me.user()]})

    def remove_from_group(self, user: int, chat: int) -> None:
        """Somebody throws the bot out of a group."""
        self._bot_status(user, self.world.chats[chat], "kicked")

    def silence(self, user: int, chat: int) -> None:
        """Somebody lets the bot stay in a group and write nothing."""
        self._bot_status(user, self.world.chats[chat], "restricted")

    def add_to_channel(self, user: int, chat: int, *, may_post: bool = True) -> None:
        """Somebody makes the bot an administrator of a channel, or changes what it may there."""
        self._bot_status(user, self.world.chats[chat], "administrator", may_post=may_post)

    def add_group(self, title: str, members: dict[int, str], kind: str = "supergroup") -> int:
        """Makes a group, or a channel, of people with their statuses: its id."""
        chat_id = min(chat.id for chat in self.world.chats.values()) - 1
        self.world.chats[chat_id] = Chat(chat_id, kind, title, members=dict(members))
        return chat_id

    def upgrade(self, chat: int) -> int:
        """A group becomes a supergroup: its new id. Requests to the old one are refused with the new id."""
        old = self.world.chats[chat]
        old.moved_to = self.add_group(old.name, old.members)
        new = self.world.chats[old.moved_to]
        moved = self.world.post(
            old, self.world.people[next(iter(old.members))], {"migrate_to_chat_id": new.id}
        )
        self.world.updates.add("message", copy.deepcopy(moved))
        return new.id

    # ------------------------------------------------------------ below

    def _person(self, user: int) -> Person:
        return self.world.people[user]

    def _query(self, user: int) -> str:
        query_id = f"query-{next(self.world.number)}"
        self.world.queries[query_id] = Query(user, self.world.clock())
        return query_id

    def _from_person(self, user: int, chat: int, content: Json, reply_to: int = 0) -> Json:
        room = self.world.chats[chat]
        if not self.world.is_member(room, user):
            raise ValueError(f"{user} is not in chat {chat}")
        if room.is_private:
            self._welcomed(user, room)
        if reply_to:
            content = content | {"reply_to_message": copy.deepcopy(room.messages[reply_to])}
        message = self.world.post(room, self._person(user), content)
        if self._heard(room, message):
            self.world.updates.add("message", copy.deepcopy(message))
        return message

    def _heard(self, chat: Chat, message: Json) -> bool:
        """In groups a bot hears commands for it, replies to it and what concerns itself; as chief, all."""
        me = self.world.me
        if chat.is_private or chat.members.get(me.id) == "administrator":
            return True
        if chat.members.get(me.id) != "member":
            return False
        replied = message.get("reply_to_message", {}).get("from", {}).get("id") == me.id
        commands = re.findall(r"(?<![\w/])/\w+(?:@(\w+))?", message.get("text", ""))
        return (
            replied
            or "new_chat_members" in message
            or any(to.lower() in {"", me.username} for to in commands)
        )

    def _welcomed(self, user: int, chat: Chat) -> None:
        """Words open a private chat. The bot hears of it only when it was blocked before."""
        if self.world.me.id in chat.members:
            self._bot_status(user, chat, "member")
        else:
            self.world.set_status(chat, "member")

    def _bot_status(self, user: int, chat: Chat, status: str, *, may_post: bool = True) -> None:
        before = self._place(chat)
        if before["status"] == status and chat.may_post == may_post:
            return
        self.world.set_status(chat, status)
        chat.may_post = may_post
        change = {"chat": chat.chat(), "from": self._person(user).user(), "date": self.world.now()}
        change |= {"old_chat_member": before, "new_chat_member": self._place(chat)}
        self.world.updates.add("my_chat_member", change)

    def _place(self, chat: Chat) -> Json:
        me = self.world.me
        status = chat.members.get(me.id, "member" if chat.is_private else "left")
        return member(me, status, may_post=chat.may_post if chat.is_channel else None)


def _some(name: str, values: list[Json]) -> Json:
    return {name: values} if values else {}


def callback_data(message: Json) -> list[str]:
    """The data of all callback buttons of a message, below it and inside it."""
    below = chain.from_iterable(message.get("reply_markup", {}).get("inline_keyboard", []))
    inside = buttons_in(message.get("rich_message", {}))
    return [button["callback_data"] for button in chain(below, inside) if "callback_data" in button]
