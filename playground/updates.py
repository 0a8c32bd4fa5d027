"""What happened, waiting for the bot: getUpdates with its offsets and its long poll."""

import asyncio
from collections import deque
from collections.abc import Callable
from datetime import datetime, timedelta

from playground.refusal import Json, Refused, conflict

KINDS = {
    "message", "edited_message", "callback_query", "inline_query", "chosen_inline_result",
    "my_chat_member", "chat_member",
}  # fmt: skip
UNASKED = KINDS - {"chat_member"}  # what a bot gets that never said what it wants
KEPT = timedelta(hours=24)  # the server forgets older ones
_OTHER_POLL = "terminated by other getUpdates request; make sure that only one bot instance is running"


class Updates:
    """The queue. Ids grow by one; an update is gone once a later offset was asked for, or after a day."""

    def __init__(self, clock: Callable[[], datetime], first: int = 1) -> None:
        self.clock = clock
        self.next_id = first
        self.allowed = set(UNASKED)
        self.webhook = ""
        self._waiting: deque[tuple[datetime, Json]] = deque()
        self._poll: asyncio.Future[bool] | None = None  # True: something came; False: another poll began

    def __len__(self) -> int:
        self._forget_old()
        return len(self._waiting)

    def add(self, kind: str, body: Json) -> None:
        """Something happened; nobody hears of it when the bot did not ask for this kind."""
        if kind not in self.allowed:
            return
        self._waiting.append((self.clock(), {"update_id": self.next_id, kind: body}))
        self.next_id += 1
        self._end_poll(True)

    def clear(self) -> None:
        """Drops all that wait."""
        self._waiting.clear()

    def allow(self, kinds: list[str] | None) -> None:
        """Remembers which kinds the bot wants from now on; None leaves it as it was."""
        if kinds is not None:
            self.allowed = KINDS & set(kinds) if kinds else set(UNASKED)

    async def get(self, offset: int = 0, limit: int = 100, timeout: float = 0) -> list[Json]:  # noqa: ASYNC109  the API's own
        """The updates from `offset` on; waits up to `timeout` real seconds for the first one.

        Raises:
            Refused: 409: a webhook is set, or another poll began while this one waited.
        """
        if self.webhook:
            raise conflict(
                "can't use getUpdates method while webhook is active; "
                "use deleteWebhook to delete the webhook first"
            )
        self._end_poll(False)
        self._confirm(offset)
        if not self._waiting and timeout > 0:
            await self._wait(timeout)
        return [update for _, update in list(self._waiting)[: min(max(limit, 1), 100)]]

    def _confirm(self, offset: int) -> None:
        self._forget_old()
        if offset < 0:
            offset = self.next_id + offset
        while offset and self._waiting and self._waiting[0][1]["update_id"] < offset:
            self._waiting.popleft()

    def _forget_old(self) -> None:
        while self._waiting and self._waiting[0][0] < self.clock() - KEPT:
            self._waiting.popleft()

    async def _wait(self, timeout: float) -> None:  # noqa: ASYNC109
        self._poll = poll = asyncio.get_running_loop().create_future()
        try:
            await asyncio.wait([poll], timeout=timeout)
        finally:
            if self._poll is poll:
                self._poll = None
        if poll.done() and not poll.result():
            raise _terminated()

    def _end_poll(self, something: bool) -> None:
        if self._poll is not None and not self._poll.done():
            self._poll.set_result(something)


def _terminated() -> Refused:
    return conflict(_OTHER_POLL)
