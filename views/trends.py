"""What rises, as a table: this week's stories beside the usual week's, and a button for each."""

from collections.abc import Sequence
from typing import assert_never

from message import Block, Heading, Message, Paragraph, Table, Text
from model import LabelKind
from news.trends import Rise
from views.actions import Action, TopicCountry, TopicSector, TopicTopic
from views.buttons import in_rows, press, way_back
from views.choices import Menu, Page
from views.i18n import Words, words_in

MOST_RISES = 10


def trending(rises: Sequence[Rise], language: str, *, days: int = 7) -> Message:
    """/trending: a table of what rises, strongest first as given, and a button for each."""
    words = words_in(language)
    topics = (press(words("button-topics"), Menu(Page.TOPICS)),)
    if not rises:
        return Message((Paragraph((Text(words("trending-none")),)),), (topics,))
    shown = rises[:MOST_RISES]
    said = Paragraph((Text(words("trending-text", days=days)),))
    head = tuple((Text(words(key)),) for key in ("column-what", "column-week", "column-usual", "column-rise"))
    rows = tuple(
        (
            (Text(words.label(one.kind, one.code)),),
            (Text(words.number(one.count)),),
            (Text(words.number(round(one.usual, 1))),),
            (Text(_rise(one, words)),),
        )
        for one in shown
    )
    blocks: tuple[Block, ...] = (Heading((Text(words("trending-title")),)), said, Table(head, rows))
    buttons = in_rows((press(_short(one, words), _topic(one)) for one in shown), 2)
    return Message(blocks, (*buttons, topics), back=way_back(words))


def _rise(one: Rise, words: Words) -> str:
    """▲ 3×; "new" where it usually is not in the news at all."""
    if one.usual < 0.05:
        return words("trending-new")
    return f"▲ {words.number(round(one.count / one.usual, 1))}×"


def _short(one: Rise, words: Words) -> str:
    return words.short_sector(one.code) if one.kind is LabelKind.SECTOR else words.label(one.kind, one.code)


def _topic(one: Rise) -> Action:
    match one.kind:
        case LabelKind.COUNTRY:
            return TopicCountry(one.code)
        case LabelKind.SECTOR:
            return TopicSector(one.code)
        case LabelKind.TOPIC:
            return TopicTopic(one.code)
        case _:
            assert_never(one.kind)
