"""People, and the chats the bot can meet them in. Both turn into the Bot API's objects."""

from dataclasses import dataclass, field

from playground.refusal import Json

_RIGHTS = (
    "can_manage_chat", "can_delete_messages", "can_manage_video_chats", "can_restrict_members",
    "can_promote_members", "can_change_info", "can_invite_users", "can_post_stories", "can_edit_stories",
    "can_delete_stories", "can_send_welcome_messages",
)  # fmt: skip

_MAY = (
    "can_send_messages", "can_send_audios", "can_send_documents", "can_send_photos", "can_send_videos",
    "can_send_video_notes", "can_send_voice_notes", "can_send_polls", "can_send_other_messages",
    "can_add_web_page_previews", "can_react_to_messages", "can_edit_tag", "can_change_info",
    "can_invite_users", "can_pin_messages", "can_manage_topics",
)  # fmt: skip  # what a restricted member may; here nothing


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
    """A conversation. `members` are the statuses by user id: creator, administrator, member, restricted,
    left, kicked.

    In a private chat the bot is a member from the person's first message on, and kicked while blocked.
    """

    id: int
    kind: str  # private, group, supergroup, channel
    name: str
    username: str = ""
    members: dict[int, str] = field(default_factory=dict)
    messages: dict[int, Json] = field(default_factory=dict)
    moved_to: int = 0  # the supergroup a group became
    deactivated: bool = False
    may_post: bool = True  # a channel lets the bot, its administrator, post
    keyboard: Json = field(default_factory=dict)  # the one for typing that the bot sent last

    @property
    def is_channel(self) -> bool:
        """Whether it is read by many and written by its administrators."""
        return self.kind == "channel"

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


def member(person: Person, status: str, *, may_post: bool | None = None) -> Json:
    """The person's place in a chat as one of the ChatMember objects; `may_post` is for channels only."""
    body: Json = {"status": status, "user": person.user()}
    match status:
        case "creator":
            return body | {"is_anonymous": False}
        case "administrator":
            posts = {} if may_post is None else {"can_post_messages": may_post, "can_edit_messages": may_post}
            return (
                body | {"can_be_edited": False, "is_anonymous": False} | dict.fromkeys(_RIGHTS, True) | posts
            )
        case "kicked":
            return body | {"until_date": 0}
        case "restricted":
            return body | {"is_member": True, "until_date": 0} | dict.fromkeys(_MAY, False)
    return body
