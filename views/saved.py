"""The stories a chat has saved: a page of them, newest first."""

from collections.abc import Sequence
from datetime import datetime

from message import Block, Buttons, Fold, Heading, Message, Paragraph, Text
from model import Story
from views.actions import Latest, OpenStory, SavedStories, Unsave
from views.buttons import press, turning, way_back
from views.choices import Menu, Page
from views.i18n import Words, words_in
from views.story import body, headline, read

SAVED_ON_PAGE = 5


def saved(stories: Sequence[Story], language: str, *, page: int, is_last: bool, now: datetime) -> Message:
    """A page of the saved stories; pages count from 0. Each can be opened, or kept no more."""
    words = words_in(language)
    if not stories and not page:
        row = (press(words("button-latest"), Latest(0)), press(words("button-topics"), Menu(Page.TOPICS)))
        return Message((Paragraph((Text(words("saved-none")),)),), (row,))
    blocks: list[Block] = [Heading((Text(words("saved-title")),))]
    blocks += [_fold(told, words, now, page) for told in stories[:SAVED_ON_PAGE]]
    back = SavedStories(page - 1) if page else None
    return Message(
        tuple(blocks), turning(back, None if is_last else SavedStories(page + 1)), back=way_back(words)
    )


def _fold(told: Story, words: Words, now: datetime, page: int) -> Fold:
    told = told.in_language(words.language)
    remove = press(words("button-unsave"), Unsave(told.id, page))
    rows = ((*read(told, words), press(words("button-open"), OpenStory(told.id)), remove),)
    beside = Buttons(rows, brief=press(words("button-open"), OpenStory(told.id)))
    return Fold(headline(told, words), (*body(told, words, now), beside))
