"""What the tables are made of: one naming of constraints, and the columns that many of them have."""

from collections.abc import Callable

from sqlalchemy import BigInteger, Boolean, Column, ForeignKey, Integer, MetaData, Table, Text

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(column_0_label)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def id_column() -> Column[int]:
    """The row's number."""
    return Column("id", Integer, primary_key=True, autoincrement=True)


def chat_column() -> Column[int]:
    """The chat that the row belongs to: it goes where the chat goes."""
    return Column(
        "chat_id", BigInteger, ForeignKey("chats.id", ondelete="CASCADE", onupdate="CASCADE"), nullable=False
    )


def text_column(name: str) -> Column[str]:
    """A text, empty unless said."""
    return Column(name, Text, nullable=False, default="")


def flag_column(name: str, *, default: bool = False) -> Column[bool]:
    """Yes or no."""
    return Column(name, Boolean, nullable=False, default=default)


row: Callable[..., Table] = Table
