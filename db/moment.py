"""Moments as the database keeps them."""

from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import BigInteger, Dialect, TypeDecorator

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


def microseconds(when: datetime) -> int:
    """A time as the database keeps it.

    Raises:
        ValueError: it has no zone.
    """
    if when.tzinfo is None:
        raise ValueError("a time without a zone")
    return (when - _EPOCH) // _MICROSECOND


def moment(kept: int) -> datetime:
    """A moment as the house knows it, in UTC."""
    return _EPOCH + kept * _MICROSECOND


class Moment(TypeDecorator[datetime]):
    """An aware datetime as microseconds since 1970: sorts as it should on every database."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:  # noqa: ARG002
        """Refuse naive times; store the rest in UTC."""
        return None if value is None else microseconds(value)

    def process_result_value(self, value: Any | None, dialect: Dialect) -> datetime | None:  # noqa: ANN401, ARG002
        """Give UTC back."""
        return None if value is None else moment(value)
