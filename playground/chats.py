"""People, and the chats the bot can meet them in. Both turn into the Bot API's objects."""

from dataclasses import dataclass, field

from playground.refusal import Json

_RIGHTS = (
    "can_manage_chat", "can_delete_messages", "can_manage_video_chats", "can_restrict_members",
    "can_promote_members", "can_change_info", "can_invite_users", "can_post_stories", "can_edit_stories",
    "can_delete_stories", "can_send_welcome_messages",
)  # fmt: skip


@dataclass(slots=True)
class Person:
    """Somebody with a Telegram account; the bot is one too."""

    id: int
    first_name: str
    username: str
    language: str = "en"
    is_bot: bool = False

    def user(self) -> Json:
        """The person as a User object."""
        user: Json = {"id": self.id, "is_bot": self.is_bot, "first_name": self.first_name}
        user |= {"username": self.username}
        return user if self.is_bot else user | {"language_code": self.language}


@dataclass(slots=True)
class Chat:
    """A conversation. `members` are the statuses by user id (creator, administrator, member, left, kicked).

    In a private chat the bot is a member from the person's first message on, and kicked while blocked.
    """

    id: int
    kind: str  # private, group, supergroup
    name: str
    username: str = ""
    members: dict[int, str] = field(default_factory=dict)
    messages: dict[int, Json] = field(default_factory=dict)
    moved_to: int = 0  # the supergroup a group became
    deactivated: bool = False
    keyboard: Json = field(default_factory=dict)  # the one for typing that the bot sent last

    @property
    def is_private(self) -> bool:
        """Whether it is a conversation with one person."""
        return self.kind == "private"

    def chat(self) -> Json:
        """The conversation as a Chat object."""
        name = "first_name" if self.is_private else "title"
        chat: Json = {"id": self.id, "type": self.kind, name: self.name}
        return chat | ({"username": self.username} if self.username else {})

    def full(self) -> Json:
        """The conversation as a ChatFullInfo object."""
        gifts = (
            "unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription", "gifts_from_channels",
        )  # fmt: skip
        return self.chat() | {
            "accent_color_id": self.id % 7,
            "max_reaction_count": 11,
            "accepted_gift_types": dict.fromkeys(gifts, False),
        }


def member(person: Person, status: str) -> Json:
    """The person's place in a chat as one of the ChatMember objects."""
    body: Json = {"status": status, "user": person.user()}
    match status:
        case "creator":
            return body | {"is_anonymous": False}
        case "administrator":
            return body | {"can_be_edited": False, "is_anonymous": False} | dict.fromkeys(_RIGHTS, True)
        case "kicked":
            return body | {"until_date": 0}
    return body
