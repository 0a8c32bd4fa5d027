"""Channels that a person looks after, in the private chat; and what a channel's readers see."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from message import Block, Bold, Buttons, Fold, Message, Open, Paragraph, Row, Text
from people import Chat, Subscription
from views.buttons import in_rows, press, ticked
from views.choices import ChannelMenu, Menu, Page, PostThere, SetLikeMine, Unlink
from views.escape import shorten
from views.i18n import LANGUAGES, Words, words_in
from views.widths import fitted

LONGEST_NAME = 80  # UTF-16 units
MOST_SHOWN = 90  # alerts to choose from: a keyboard has 100 buttons (Bot API)


@dataclass(frozen=True, slots=True)
class Shown:
    """A channel as its page shows it: `posted` are the canonical queries whose news goes there."""

    chat: Chat
    title: str
    posted: Collection[str]
    like_mine: bool  # served as the person's own chat is


def channels(held: Sequence[tuple[int, str]], language: str, *, username: str = "") -> Message:
    """The channels, by id and title, and how to link one; `username` is the bot's, for the link that does."""
    words = words_in(language)
    said = Paragraph((Bold(words("channels-title")),) if held else (Text(words("channels-none")),))
    rows = in_rows((press(fitted(title), ChannelMenu(-number)) for number, title in held), 1)
    # Telegram lets the person choose a channel and asks for this right there: its links' `startchannel`.
    link = f"https://t.me/{username}?startchannel&admin=post_messages"
    add: Row = (Open(words("button-add-channel"), link),) if username else ()
    back: Row = (press(words("button-settings"), Menu(Page.SETTINGS)),)
    return Message((said,), (*rows, *((add,) if add else ()), back))


def channel(
    shown: Shown, choices: Sequence[Subscription], language: str, *, just_linked: bool = False
) -> Message:
    """One of them: which alerts go there, a tap each, and how it is served. `language` is the reader's."""
    words = words_in(language)
    blocks: list[Block] = [Paragraph((Bold(shorten(shown.title, LONGEST_NAME)),))]
    if just_linked:
        blocks.append(Paragraph((Text(words("channel-linked")),)))
    blocks.append(Paragraph((Text(words("channel-choose" if choices else "channel-no-alerts")),)))
    blocks.append(Paragraph((Text(_served(shown.chat, words)),)))
    return Message(tuple(blocks), (*_alerts(shown, choices, words), *_below(shown, words)))


def _served(chat: Chat, words: Words) -> str:
    at, city = words.clock(chat.digest_at), words.city(chat.zone)
    return words("channel-served", language=LANGUAGES[chat.language], time=at, city=city)


def _alerts(shown: Shown, choices: Sequence[Subscription], words: Words) -> tuple[Row, ...]:
    buttons = []
    for one in choices[:MOST_SHOWN]:
        label = ticked(words.query(one.query), on=one.query in shown.posted)
        buttons.append(press(fitted(label), PostThere(-shown.chat.id, one.id)))
    return in_rows(buttons, 1)


def _below(shown: Shown, words: Words) -> tuple[Row, ...]:
    number = -shown.chat.id
    mine: Row = () if shown.like_mine else (press(words("button-like-mine"), SetLikeMine(number)),)
    leave = press(words("button-leave-channel"), Unlink(number, sure=False))
    every = press(words("button-channels"), Menu(Page.CHANNELS))
    return (*((mine,) if mine else ()), (leave,), (every,))


def unlink_ask(channel_id: int, title: str, language: str) -> Message:
    """Is it to be left?"""
    words = words_in(language)
    question = Paragraph((Text(words("channel-unlink-ask", name=shorten(title, LONGEST_NAME))),))
    yes = press(words("button-leave-channel"), Unlink(-channel_id, sure=True), "danger")
    return Message((question,), ((yes, press(words("button-keep"), ChannelMenu(-channel_id))),))


def unlinked(title: str, language: str) -> Message:
    """It is left."""
    words = words_in(language)
    every: Row = (press(words("button-channels"), Menu(Page.CHANNELS)),)
    return Message(
        (Paragraph((Text(words("channel-unlinked", name=shorten(title, LONGEST_NAME))),)),), (every,)
    )


def in_private(language: str) -> Message:
    """Said in groups."""
    return Message((Paragraph((Text(words_in(language)("channels-private")),)),))


def not_yours(name: str, language: str) -> Message:
    """The person, or the bot, is no administrator there."""
    said = words_in(language)("channel-not-yours", name=shorten(name, LONGEST_NAME))
    return Message((Paragraph((Text(said),)),))


# ---------------------------------------------------------------- what its readers see


def posted(message: Message) -> Message:
    """The message as a channel gets it: a press there would be everybody's, so only links stay."""
    return replace(message, blocks=_read(message.blocks), keyboard=_links(message.keyboard), back=None)


def _read(blocks: Sequence[Block]) -> tuple[Block, ...]:
    kept: list[Block] = []
    for block in blocks:
        match block:
            case Buttons(rows, brief):
                if rows := _links(rows):
                    kept.append(Buttons(rows, brief if isinstance(brief, Open) else None))
            case Fold():
                kept.append(replace(block, blocks=_read(block.blocks)))
            case _:
                kept.append(block)
    return tuple(kept)


def _links(rows: Sequence[Row]) -> tuple[Row, ...]:
    links = (tuple(one for one in row if isinstance(one, Open)) for row in rows)
    return tuple(row for row in links if row)
