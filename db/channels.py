"""Channels: who looks after which, deciding in private what is posted there."""

from dataclasses import dataclass

from sqlalchemy import delete, select
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from db.schema import channels


@dataclass(frozen=True, slots=True)
class Channel:
    """A channel that somebody looks after."""

    id: int
    title: str


async def link(connection: AsyncConnection, chat_id: int, channel: Channel) -> None:
    """The person of this private chat looks after the channel from now on; its title as it is now."""
    row = insert(channels).values(chat_id=chat_id, channel_id=channel.id, title=channel.title)
    renamed = row.on_conflict_do_update(
        index_elements=["chat_id", "channel_id"], set_={"title": channel.title}
    )
    await connection.execute(renamed)


async def of(connection: AsyncConnection, chat_id: int) -> list[Channel]:
    """The channels that the person looks after, by title."""
    mine = select(channels).where(channels.c.chat_id == chat_id).order_by(channels.c.title)
    return [Channel(row.channel_id, row.title) for row in await connection.execute(mine)]


async def one(connection: AsyncConnection, chat_id: int, channel_id: int) -> Channel | None:
    """The channel, if the person looks after it."""
    return next((held for held in await of(connection, chat_id) if held.id == channel_id), None)


async def unlink(connection: AsyncConnection, chat_id: int, channel_id: int) -> None:
    """The person looks after it no more."""
    mine = (channels.c.chat_id == chat_id) & (channels.c.channel_id == channel_id)
    await connection.execute(delete(channels).where(mine))


async def unlink_all(connection: AsyncConnection, channel_id: int) -> None:
    """Nobody looks after it: the bot is not in it any more."""
    await connection.execute(delete(channels).where(channels.c.channel_id == channel_id))
