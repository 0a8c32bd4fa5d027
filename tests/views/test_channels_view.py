"""Channels: what their administrators see, and what their readers do."""

from datetime import time

import pytest

from message import Bold, Buttons, Fold, Message, Open, Paragraph, Press, Text
from people import Chat, How, Subscription
from tests.views.samples import NOW, UREA, pressed, said
from views import channels, story
from views.actions import decode
from views.channels import Shown, posted
from views.choices import ChannelMenu, PostThere, SetLikeMine, Unlink
from views.i18n import LANGUAGES

DESK = -1001234567890
GAS, TRADE = Subscription(7, 101, "gas", How.DAILY), Subscription(8, DESK, "country:tm trade")
SHOWN = Shown(
    Chat(DESK, "channel", language="ru", digest_at=time(9)), "Desk <b>", {TRADE.query}, like_mine=False
)


def opens(message: Message) -> list[str]:
    return [one.url for row in message.keyboard for one in row if isinstance(one, Open)]


def test_without_a_channel_a_button_of_telegrams_adds_the_bot_as_an_administrator_who_posts() -> None:
    none = channels.channels([], "en", username="chapar_bot")
    assert opens(none) == ["https://t.me/chapar_bot?startchannel&admin=post_messages"]
    assert "administrator" in said(none)
    assert opens(channels.channels([], "en")) == []


def test_each_channel_has_its_button() -> None:
    two = channels.channels([(DESK, "Desk"), (-1002, "Name " * 20)], "en")
    shown = next(one.label for row in two.keyboard for one in row if one.label.startswith("Name"))
    assert shown.endswith("…")
    assert decode(pressed(two, "Desk")) == ChannelMenu(-DESK)
    assert decode(pressed(two, shown)) == ChannelMenu(1002)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_channels_page_ticks_what_is_posted_and_says_how_it_is_served(language: str) -> None:
    page = channels.channel(SHOWN, [TRADE, GAS], language)
    labels = [one.label for row in page.keyboard for one in row]
    assert [label.startswith("✓ ") for label in labels[:2]] == [True, False]
    assert "<b>Desk &lt;b&gt;</b>" in said(page)
    assert "Русский" in said(page)
    assert "09:00" in said(page)


def test_a_tap_on_an_alert_a_wish_and_the_way_out_say_what_they_mean() -> None:
    page = channels.channel(SHOWN, [TRADE, GAS], "en")
    assert decode(pressed(page, "gas")) == PostThere(-DESK, 7)
    assert decode(pressed(page, "Set it like my chat")) == SetLikeMine(-DESK)
    assert decode(pressed(page, "Leave this channel")) == Unlink(-DESK, sure=False)
    assert decode(pressed(channels.unlink_ask(DESK, "Desk", "en"), "Leave this channel")) == Unlink(
        -DESK, sure=True
    )


def test_a_keyboard_of_very_many_alerts_still_fits() -> None:
    many = [Subscription(n, 101, f"word{n}") for n in range(150)]
    page = channels.channel(SHOWN, many, "en")
    assert sum(len(row) for row in page.keyboard) <= 100


def test_a_channel_gets_the_same_words_and_only_links() -> None:
    whole = story.story(UREA, "en", now=NOW)
    there = posted(whole)
    assert there.blocks == whole.blocks
    assert [one for row in there.keyboard for one in row] == [
        one for row in whole.keyboard for one in row if isinstance(one, Open)
    ]
    assert there.keyboard


def test_buttons_inside_a_message_lose_their_presses_wherever_they_stand() -> None:
    link, press = Open("Read", "https://x.example"), Press("Save", "s:1")
    words = Paragraph((Text("words"),))
    inside = Fold((Bold("more"),), (words, Buttons(((press, link), (press,)), brief=press)))
    whole = Message((inside, Buttons(((press,),))), ((press,), (link,)), back=press)
    kept = Fold((Bold("more"),), (words, Buttons(((link,),))))
    assert posted(whole) == Message((kept,), ((link,),))
