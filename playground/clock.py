"""The playground's clock: real time, until somebody pushes it forward."""

from datetime import UTC, datetime, timedelta


class Clock:
    """Gives the moment (aware, UTC). With `still` it stands there and moves only when pushed."""

    def __init__(self, still: datetime | None = None) -> None:
        self.still = still
        self.pushed = timedelta()

    def __call__(self) -> datetime:
        """The moment now."""
        return (self.still or datetime.now(UTC)) + self.pushed

    def push(self, by: timedelta) -> datetime:
        """Moves forward: the new moment. Never back, as no clock that others rely on may."""
        self.pushed += max(by, timedelta())
        return self()
