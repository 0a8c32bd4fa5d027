"""A conversation with the real bot on the in-process Telegram."""

from dataclasses import dataclass, field
from typing import Any

from telegram import Update
from telegram.ext import Application

from db import chats
from db.database import Database
from delivery.telegram import Telegram as Sender
from people import Chat
from playground.clock import Clock
from playground.telegram import Telegram, callback_data

DANA, TIMUR, NILUFAR, MARAL = 101, 102, 103, 104


def texts(messages: list[dict[str, Any]]) -> str:
    """All words of messages in one string."""
    return "\n".join(m.get("text") or m.get("caption") or str(m.get("rich_message", "")) for m in messages)


@dataclass
class Talk:
    """The conversation: say and press as somebody, and read what is there."""

    telegram: Telegram
    app: Application[Any, Any, Any, Any, Any, Any]
    database: Database
    clock: Clock
    sender: Sender
    seen: int = 0
    answers: list[str] = field(default_factory=list)  # what the last presses were told
    _read: int = 0

    async def say(self, text: str, who: int = DANA, where: int | None = None) -> list[dict[str, Any]]:
        """Somebody writes; the bot's new messages."""
        self.telegram.say(who, where or who, text)
        return await self.heard()

    async def press(self, label: str, who: int = DANA, where: int | None = None) -> list[dict[str, Any]]:
        """Somebody presses the newest button of this label; the bot's new messages."""
        chat = where or who
        for message in reversed(self.telegram.messages(chat)):
            for row in message.get("reply_markup", {}).get("inline_keyboard", []):
                for button in row:
                    if label in button["text"] and "callback_data" in button:
                        self.telegram.press(who, chat, message["message_id"], button["callback_data"])
                        return await self.heard()
        raise AssertionError(f"no button {label!r} in {self.labels(chat)}")

    async def send(self, data: str, who: int = DANA) -> list[dict[str, Any]]:
        """Somebody presses a button that nobody made: a tampered client."""
        last = self.telegram.messages(who)[-1]["message_id"]
        self.telegram.press(who, who, last, data, forged=True)
        return await self.heard()

    async def send_language(self, language: str, who: int = DANA) -> None:
        """Speak this language from now on."""
        async with self.database.transaction() as connection:
            await chats.greet(connection, Chat(who), self.clock())
            await chats.change(connection, who, language=language)

    async def heard(self) -> list[dict[str, Any]]:
        """Let the bot hear everything: its new messages and edits; words on buttons go to `answers`."""
        self.answers = []
        updates = await self.telegram.world.updates.get(self.seen, 100, 0)
        for raw in updates:
            self.seen = raw["update_id"] + 1
            await self.app.process_update(Update.de_json(raw, self.app.bot))
        return await self.fresh()

    async def fresh(self) -> list[dict[str, Any]]:
        """What the bot said or changed since last asked."""
        said = []
        for event in await self.telegram.changes(self._read):
            self._read = event["number"]
            message = event.get("message", {})
            ours = "sender_chat" in message or message.get("from", {}).get("is_bot")
            if event["kind"] in {"message", "edit"} and ours:
                said.append(message)
            if event["kind"] == "answer":
                self.answers.append(event.get("text") or "")
        return said

    def labels(self, chat: int) -> list[str]:
        """The buttons below the chat's newest message of the bot that has some."""
        for message in reversed(self.telegram.messages(chat)):
            if rows := message.get("reply_markup", {}).get("inline_keyboard"):
                return [button["text"] for row in rows for button in row]
        return []

    def data(self, chat: int) -> list[str]:
        """All callback data in the chat's newest message."""
        return callback_data(self.telegram.messages(chat)[-1])
