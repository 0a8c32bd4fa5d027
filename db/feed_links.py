"""Secret addresses under which saved queries are feeds."""

from sqlalchemy import select
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from db.schema import chats, feed_links, subscriptions


async def secret_of(connection: AsyncConnection, subscription_id: int, fresh: str) -> str:
    """The subscription's secret: the one it has, or `fresh` from now on."""
    row = insert(feed_links).values(subscription_id=subscription_id, secret=fresh)
    await connection.execute(row.on_conflict_do_nothing())
    held = select(feed_links.c.secret).where(feed_links.c.subscription_id == subscription_id)
    return str((await connection.execute(held)).scalar_one())


async def behind(connection: AsyncConnection, secret: str) -> tuple[str, str] | None:
    """(query, language of its chat) of the subscription with this secret, if there is one."""
    asked = (
        select(subscriptions.c.query, chats.c.language)
        .join(feed_links, feed_links.c.subscription_id == subscriptions.c.id)
        .join(chats, chats.c.id == subscriptions.c.chat_id)
        .where(feed_links.c.secret == secret)
    )
    row = (await connection.execute(asked)).first()
    return (row.query, row.language) if row else None
