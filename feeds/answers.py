"""What the client library does not bound: how often a server may begin to answer, and how much it may send.

Measured: a server that says "100 Continue" without end, 10,000 times in a piece, stops the loop for 0.15 s
with every piece until its time is over, and with it the answers to people.
"""

from asyncio import AbstractEventLoop, get_running_loop
from functools import partial
from typing import Any

from aiohttp import TCPConnector
from aiohttp.client_proto import ResponseHandler
from aiohttp.http import HttpProcessingError

_BEGUN = 64  # answers begun that nobody has taken yet; one is usual, with early hints two
_FIRST = 16_384  # bytes in which too many are noticed


class _Bounded(ResponseHandler):
    def __init__(self, loop: AbstractEventLoop, most: int) -> None:
        super().__init__(loop)
        self.most = most
        self.heard = 0

    def set_response_params(self, **params: Any) -> None:  # noqa: ANN401  the library's own
        """The next answer begins."""
        self.heard = 0
        super().set_response_params(**params)

    def data_received(self, data: bytes) -> None:
        self.heard += len(data)
        super().data_received(data[:_FIRST])
        if len(self._buffer) > _BEGUN or self.heard > self.most:
            self.set_exception(HttpProcessingError(message="an answer without end"))
            if self.transport is not None:
                self.transport.close()
        elif len(data) > _FIRST:
            super().data_received(data[_FIRST:])


def bound(connector: TCPConnector, most: int) -> TCPConnector:
    """The same connector, whose connections end with an answer of more than `most` bytes as they come in."""
    factory: Any = partial(_Bounded, get_running_loop(), most)
    connector._factory = factory  # noqa: SLF001  there is no other door
    return connector
