"""People's wishes coming in: update -> one call -> Message -> reply. No SQL, no rules.

The tables below are all that people can do: who may do it, and where it is done.
"""

from collections.abc import Sequence
from typing import Any

from telegram import (
    Bot,
    BotCommand,
    BotCommandScope,
    BotCommandScopeAllChatAdministrators,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeChat,
)
from telegram.ext import Application

from handlers import (
    browsing,
    channels,
    exporting,
    inlining,
    keeping,
    lists,
    operating,
    own_sources,
    preferences,
    presence,
    reading,
    searching,
    starting,
    subscribing,
)
from handlers.conversation import Front
from handlers.incoming import Command, Commands, Incoming, Pressed, Presses
from views import actions, choices, menus
from views.i18n import LANGUAGES

# In groups everybody may ask; what changes the chat is for its administrators.
COMMANDS: Commands = {
    "start": Command(starting.begin, changes=True),
    "search": Command(searching.search),
    "latest": Command(searching.latest),
    "topics": Command(browsing.browse),
    "topic": Command(browsing.named_topic),
    "country": Command(browsing.named_country),
    "between": Command(browsing.named_pair),
    "trending": Command(browsing.what_rises),
    "export": Command(exporting.export),
    "subscribe": Command(subscribing.subscribe, changes=True),
    "subscriptions": Command(subscribing.listed),
    "digest": Command(preferences.digest_menu),
    "saved": Command(keeping.listed),
    "settings": Command(preferences.settings, changes=True),
    "sources": Command(browsing.outlets),
    "addsource": Command(own_sources.wish, changes=True),
    "removesource": Command(own_sources.listed, changes=True),
    "opml": Command(lists.opml, changes=True),
    "channels": Command(channels.listed),
    "help": Command(browsing.help_),
    "stop": Command(subscribing.stop, changes=True),
    "deleteme": Command(preferences.ask_delete, changes=True),
    "health": Command(operating.show_health, operators=True),
    "broadcast": Command(operating.preview, operators=True),
    "adopt": Command(operating.adopt, operators=True),
}
PRESSES: Presses = {
    actions.OpenStory: Pressed(reading.open_story),
    actions.Background: Pressed(reading.background),
    actions.Related: Pressed(reading.related),
    actions.Save: Pressed(keeping.save),
    actions.SavedStories: Pressed(keeping.turn),
    actions.Unsave: Pressed(keeping.unsave),
    actions.Mute: Pressed(keeping.mute, changes=True),
    actions.Unmute: Pressed(keeping.unmute, changes=True),
    actions.Why: Pressed(reading.why),
    actions.More: Pressed(reading.more),
    actions.Results: Pressed(searching.turn),
    actions.AlertMe: Pressed(searching.alert, changes=True),
    actions.Ask: Pressed(searching.again),
    actions.Latest: Pressed(searching.turn_latest),
    actions.Follow: Pressed(subscribing.follow_button, changes=True),
    actions.TopicCountry: Pressed(browsing.country),
    actions.TopicSector: Pressed(browsing.sector),
    actions.TopicTopic: Pressed(browsing.topic),
    actions.TopicPair: Pressed(browsing.pair),
    actions.Trending: Pressed(browsing.trending),
    actions.Sources: Pressed(browsing.turn_outlets),
    choices.AddSource: Pressed(own_sources.add, changes=True),
    choices.RemoveSource: Pressed(own_sources.remove, changes=True),
    choices.SubscriptionMenu: Pressed(subscribing.open_one),
    choices.PauseSubscription: Pressed(subscribing.pause, changes=True),
    choices.ResumeSubscription: Pressed(subscribing.resume, changes=True),
    choices.SetHow: Pressed(subscribing.set_how, changes=True),
    choices.RemoveSubscription: Pressed(subscribing.remove, changes=True),
    choices.StopAll: Pressed(subscribing.stop_button, changes=True),
    choices.ResumeAll: Pressed(subscribing.resume_all, changes=True),
    choices.ChannelMenu: Pressed(channels.open_one),
    choices.PostThere: Pressed(channels.post_there),
    choices.SetLikeMine: Pressed(channels.like_mine),
    choices.Unlink: Pressed(channels.unlink),
    choices.Menu: Pressed(browsing.menu),
    choices.SetLanguage: Pressed(preferences.set_language, changes=True),
    choices.Zones: Pressed(preferences.zones),
    choices.SetZone: Pressed(preferences.set_zone, changes=True),
    choices.SetQuiet: Pressed(preferences.set_quiet, changes=True),
    choices.SetPictures: Pressed(preferences.set_pictures, changes=True),
    choices.SetLayout: Pressed(preferences.set_layout, changes=True),
    choices.DigestNow: Pressed(preferences.digest_now, changes=True),
    choices.SetDigestHour: Pressed(preferences.set_hour, changes=True),
    choices.ToggleDigestDay: Pressed(preferences.toggle_day, changes=True),
    choices.SetWeeklyDay: Pressed(preferences.set_weekly, changes=True),
    choices.SetDigestHow: Pressed(preferences.set_digest_how, changes=True),
    choices.DeleteMe: Pressed(preferences.delete, changes=True),
    choices.Stay: Pressed(browsing.stay),
    choices.Export: Pressed(exporting.again),
    choices.Broadcast: Pressed(operating.send, operators=True),
    choices.StartCountries: Pressed(starting.countries, changes=True),
    choices.StartSectors: Pressed(starting.sectors, changes=True),
    choices.StartOften: Pressed(starting.often, changes=True),
    choices.StartDone: Pressed(starting.done, changes=True),
}


def register(app: Application[Any, Any, Any, Any, Any, Any], front: Front) -> None:
    """Let the application answer people."""
    incoming = Incoming(front, COMMANDS, PRESSES)
    app.add_handlers(incoming.handlers())
    app.add_handlers([*presence.handlers(front), *inlining.handlers(front)])
    app.add_error_handler(incoming.broken)


async def publish_commands(bot: Bot, admins: Sequence[int] = ()) -> None:
    """Publish the command menu and what the bot is, in each language.

    What somebody may not do is not offered to them.

    Raises:
        TelegramError: Telegram does not take it.
    """
    everybody = {name for name, command in COMMANDS.items() if not command.changes}
    scopes: tuple[tuple[BotCommandScope, bool], ...] = (
        (BotCommandScopeAllPrivateChats(), True),
        (BotCommandScopeAllGroupChats(), False),
        (BotCommandScopeAllChatAdministrators(), True),
    )
    for language in (None, *LANGUAGES):
        long, short = menus.about(language or "en")
        await bot.set_my_description(long, language_code=language)
        await bot.set_my_short_description(short, language_code=language)
        offered = menus.commands(language or "en")
        for scope, all_of_them in scopes:
            shown = [BotCommand(*one) for one in offered if all_of_them or one[0] in everybody]
            await bot.set_my_commands(shown, scope=scope, language_code=language)
        for admin in admins:
            shown = [BotCommand(*one) for one in menus.commands(language or "en", operator=True)]
            await bot.set_my_commands(shown, scope=BotCommandScopeChat(admin), language_code=language)
