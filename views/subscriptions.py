"""What a chat is subscribed to: the list, one of them, and what changes."""

from collections.abc import Sequence

from message import Block, Bold, Bullets, Line, Message, Open, Paragraph, Row, Text
from people import Chat, How, Subscription
from views.actions import Ask, fits
from views.buttons import in_rows, press, ticked
from views.choices import (
    Menu,
    Page,
    PauseSubscription,
    RemoveSubscription,
    ResumeAll,
    ResumeSubscription,
    SetHow,
    StopAll,
    SubscriptionMenu,
)  # fmt: skip
from views.escape import shorten
from views.i18n import Words, words_in

LONGEST_LABEL = 40  # UTF-16 units of a subscription on a button


def subscriptions(chat: Chat, held: Sequence[Subscription]) -> Message:
    """All of them, numbered as on their buttons."""
    words = words_in(chat.language)
    title = Paragraph((Bold(words("subscriptions-title")),))
    topics = press(words("button-topics"), Menu(Page.TOPICS))
    if not held:
        return Message((Paragraph((Text(words("subscriptions-none")),)),), ((topics,),))
    blocks: list[Block] = [title, Bullets(tuple(_line(one, words) for one in held), ordered=True)]
    rows: tuple[Row, ...] = in_rows(
        (press(str(place), SubscriptionMenu(one.id)) for place, one in enumerate(held, 1)), 5
    )
    if chat.paused:
        blocks.insert(1, Paragraph((Text(words("subscriptions-stopped")),)))
        rows = (*rows, (press(words("button-resume-all"), ResumeAll(), "success"),))
    last: tuple[Row, ...] = ((topics, press(words("button-digest-settings"), Menu(Page.DIGEST))),)
    if not chat.paused:
        last = (*last, (press(words("button-stop"), StopAll()),))
    return Message(tuple(blocks), (*rows, *last))


def _line(one: Subscription, words: Words) -> Line:
    state = words("subscription-paused") if one.paused else words(f"how-{one.how.value}")
    return (Bold(words.query(one.query)), Text(f" · {state}"))


def subscription(one: Subscription, language: str, *, title: str = "", feed: str = "") -> Message:
    """One of them: what it asks for, when it comes, what can be changed. `title` says what just happened,
    `feed` is its address as an Atom feed, where it is one.
    """
    words = words_in(language)
    blocks: list[Block] = [Paragraph((Text(title),))] if title else []
    blocks.append(Paragraph(_line(one, words)))
    if one.query != words.query(one.query) and one.query:
        blocks.append(Paragraph((Text(one.query),)))
    hows = in_rows(
        (press(ticked(words(f"how-{how.value}"), on=one.how is how), SetHow(one.id, how)) for how in How), 1
    )
    pause = (
        press(words("button-resume"), ResumeSubscription(one.id), "success")
        if one.paused
        else press(words("button-pause"), PauseSubscription(one.id))
    )
    remove = press(words("button-remove"), RemoveSubscription(one.id, sure=False))
    show = (press(words("button-show"), asked),) if one.query and fits(asked := Ask(one.query)) else ()
    also = (*show, *((Open("Atom", feed),) if feed else ()))
    back = press(words("button-all-subscriptions"), Menu(Page.SUBSCRIPTIONS))
    return Message(tuple(blocks), (*hows, (pause, remove), *((also,) if also else ()), (back,)))


def subscribed(one: Subscription, language: str, *, is_new: bool = True) -> Message:
    """A new subscription, and how to change when it comes; or one that was there already."""
    words = words_in(language)
    return subscription(one, language, title=words("subscribed-new" if is_new else "subscribed-known"))


def remove_ask(one: Subscription, language: str) -> Message:
    """Is this one to go?"""
    words = words_in(language)
    question = Paragraph((Text(words("remove-ask", query=shorten(words.query(one.query), 200))),))
    yes = press(words("button-remove"), RemoveSubscription(one.id, sure=True), "danger")
    return Message((question,), ((yes, press(words("button-keep"), SubscriptionMenu(one.id))),))


def stopped(language: str) -> Message:
    """Everything is paused, and how to go on."""
    words = words_in(language)
    resume = press(words("button-resume-all"), ResumeAll(), "success")
    return Message((Paragraph((Text(words("stopped")),)),), ((resume,),))


def resumed(language: str) -> Message:
    """Everything comes again."""
    words = words_in(language)
    row = (press(words("button-subscriptions"), Menu(Page.SUBSCRIPTIONS)),)
    return Message((Paragraph((Text(words("resumed")),)),), (row,))
