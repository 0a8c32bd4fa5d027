"""What the stand-in holds: people, chats, messages, files, what the bot said about itself."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from itertools import count

from playground.changes import Changes
from playground.chats import Chat, Person
from playground.flood import Flood, Limits
from playground.refusal import Json, Refused, bad_request, forbidden
from playground.updates import Updates

GROUP = -1001000000001
CHANNEL = -1001000000002
CAST = (
    Person(101, "Dana", "dana_reads", "en"),
    Person(102, "Тимур", "timur_export", "ru"),
    Person(103, "Nilufar", "nilufar_tex", "uz"),
    Person(104, "Maral", "maral_gaz", "tk"),
)


@dataclass(slots=True)
class StoredFile:
    """A file in a message: its bytes, or the address it was sent by."""

    name: str
    url: str = ""
    content: bytes = b""


@dataclass(slots=True)
class Query:
    """A press or an inline query that waits for its answer."""

    user: int
    asked: datetime
    answered: bool = False
    results: list[Json] = field(default_factory=list)


class World:
    """The state. Ids are counters: messages count per group, private ones together, as on the real server."""

    def __init__(self, clock: Callable[[], datetime], token: str, limits: Limits) -> None:
        self.clock = clock
        self.token = token
        self.me = Person(int(token.partition(":")[0]), "Chapar", "chapar_playground_bot", is_bot=True)
        self.people = {person.id: person for person in (*CAST, self.me)}
        self.chats = {p.id: Chat(p.id, "private", p.first_name, p.username) for p in CAST}
        self.chats[GROUP] = Chat(GROUP, "supergroup", "Silk Road trade desk")
        statuses = ("creator", "administrator", "member", "member")
        self.chats[GROUP].members = {p.id: status for p, status in zip(CAST, statuses, strict=True)}
        self.chats[CHANNEL] = Chat(CHANNEL, "channel", "Caspian Trade Watch", "caspian_trade_watch")
        readers = dict.fromkeys((p.id for p in CAST), "member")
        self.chats[CHANNEL].members = readers | {CAST[0].id: "creator"}
        self.changes = Changes()
        self.updates = Updates(clock)
        self.flood = Flood(limits)
        self.files: dict[str, StoredFile] = {}
        self.queries: dict[str, Query] = {}
        self.commands: dict[tuple[str, str], list[Json]] = {}  # by scope (as JSON) and language
        self.descriptions: dict[tuple[str, str], str] = {}  # by method and language
        self.menu_buttons: dict[int, Json] = {}
        self._ids = {"private": count(1)}
        self.number = count(1)

    # ------------------------------------------------------------ finding

    def chat(self, chat_id: int | str) -> Chat:
        """The chat by id or @username, as the bot asks for it.

        Raises:
            Refused: 400 "chat not found", or where the group moved to.
        """
        named = [self.chats[chat_id]] if chat_id in self.chats else self.chats.values()
        for chat in named:
            if chat_id == chat.id or (chat.username and chat_id == f"@{chat.username}"):
                if chat.moved_to:
                    moved = {"migrate_to_chat_id": chat.moved_to}
                    words = "Bad Request: group chat was upgraded to a supergroup chat"
                    raise Refused(400, words, moved)
                return chat
        raise bad_request("chat not found")

    def open_chat(self, chat_id: int | str) -> Chat:
        """The chat, if the bot may write there.

        Raises:
            Refused: 400 unknown, 403 blocked, not started, deactivated, kicked or not a member.
        """
        chat = self.chat(chat_id)
        status = chat.members.get(self.me.id, "")
        if chat.deactivated:
            raise forbidden("user is deactivated")
        if status not in {"member", "administrator", "restricted"}:
            raise forbidden(_why_closed(chat, status))
        return chat

    def writable(self, chat_id: int | str) -> Chat:
        """The chat, if the bot is in it and may put messages there.

        Raises:
            Refused: as `open_chat`, and 400 without the right to write.
        """
        chat = self.open_chat(chat_id)
        if chat.members.get(self.me.id) == "restricted":
            raise bad_request("not enough rights to send text messages to the chat")
        if chat.is_channel and not chat.may_post:
            raise bad_request("need administrator rights in the channel chat")
        return chat

    def message(self, chat: Chat, message_id: int, purpose: str) -> Json:
        """A message of the chat.

        Raises:
            Refused: 400 "message to {purpose} not found".
        """
        if message_id not in chat.messages:
            raise bad_request(f"message to {purpose} not found")
        return chat.messages[message_id]

    def is_member(self, chat: Chat, user: int) -> bool:
        """Whether the person is in the chat now."""
        if chat.is_private:
            return user in {chat.id, self.me.id}
        return chat.members.get(user, "left") in {"creator", "administrator", "member"}

    # ------------------------------------------------------------ writing

    def post(self, chat: Chat, sender: Person, content: Json) -> Json:
        """Puts a message into the chat and tells the page. The bot's update is the caller's business."""
        ids = self._ids["private"] if chat.is_private else self._ids.setdefault(str(chat.id), count(1))
        head: Json = {"message_id": next(ids), "date": self.now(), "chat": chat.chat()}
        author = {"sender_chat": chat.chat()} if chat.is_channel else {"from": sender.user()}
        message = head | author | content
        chat.messages[message["message_id"]] = message
        self.tell("message", message)
        return message

    def replace(self, chat: Chat, message: Json, content: Json) -> Json:
        """Puts an edited message in the place of the old one and tells the page."""
        edited = content | {"edit_date": self.now()}
        chat.messages[message["message_id"]] = edited
        self.tell("edit", edited)
        return edited

    def tell(self, kind: str, message: Json) -> None:
        """Tells the page of a message."""
        self.changes.add(kind, {"chat_id": message["chat"]["id"], "message": message})

    def set_status(self, chat: Chat, status: str) -> None:
        """The bot's own place in a chat changes; the page is told."""
        chat.members[self.me.id] = status
        self.changes.add("members", {"chat_id": chat.id, "bot": status})

    def now(self) -> int:
        """The moment in Unix seconds."""
        return int(self.clock().timestamp())

    def keep_file(self, file: StoredFile) -> str:
        """Keeps a file and gives its file_id; an address seen before has one already."""
        for file_id, known in self.files.items():
            if file.url and known.url == file.url:
                return file_id
        file_id = f"file-{next(self.number)}"
        self.files[file_id] = file
        return file_id


def _why_closed(chat: Chat, status: str) -> str:
    if chat.is_private:
        if status == "kicked":
            return "bot was blocked by the user"
        return "bot can't initiate conversation with a user"
    if status == "kicked":
        return f"bot was kicked from the {chat.kind} chat"
    return f"bot is not a member of the {chat.kind} chat"
