"""The wire to the Bot API: the library's requests, carried by aiohttp.

python-telegram-bot lets its network be replaced. Its own, httpx, takes 1.5 ms of a core for one message, this
one 0.15 (DECISIONS). It also ends what drips: a call has a deadline over all, not only between two bytes.
"""

from functools import cache
from typing import Final
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

from aiohttp import (
    ClientConnectorError,
    ClientError,
    ClientSession,
    ClientTimeout,
    ConnectionTimeoutError,
    DummyCookieJar,
    FormData,
    TCPConnector,
)
from telegram._utils.types import ODVInput
from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest, RequestData

ANSWER = 5.0  # seconds that Telegram may take to answer, beyond what a long poll asks for
CONNECT = 5.0
WRITE, WRITE_FILES = 5.0, 20.0
_FORM: Final = {"Content-Type": "application/x-www-form-urlencoded", "User-Agent": BaseRequest.USER_AGENT}
_PARTS: Final = {"User-Agent": BaseRequest.USER_AGENT}


class Wire(BaseRequest):
    """Connections to one Bot API server; opened when first needed, closed by `shutdown`."""

    def __init__(self) -> None:
        """Nothing is opened yet."""
        self._session: ClientSession | None = None

    @property
    def read_timeout(self) -> float | None:
        """What the library adds to the seconds of a long poll."""
        return ANSWER

    async def initialize(self) -> None:
        """Nothing to do: the first call opens what it needs."""

    async def shutdown(self) -> None:
        """Close the connections."""
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
        write_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
        connect_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
        pool_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,  # noqa: ARG002  there is always room
    ) -> tuple[int, bytes]:
        """The status and the body of Telegram's answer.

        Raises:
            TimedOut: it did not come in time.
            NetworkError: the line broke. The cause of both says whether the call can have arrived.
        """
        files = request_data is not None and request_data.contains_files
        read = _or(read_timeout, ANSWER)
        connect = _or(connect_timeout, CONNECT)
        deadline = connect + _or(write_timeout, WRITE_FILES if files else WRITE) + read
        timeout = ClientTimeout(total=deadline, connect=connect, sock_read=read)
        body = _body(request_data)
        headers = _PARTS if isinstance(body, FormData) else _FORM
        try:
            async with self._opened().request(
                method,
                url,
                data=body,
                headers=headers,
                timeout=timeout,
                proxy=_proxy(*urlsplit(url)[:2]),
                allow_redirects=False,  # the address holds the token: it goes to nobody else
            ) as answer:
                return answer.status, await answer.read()
        except TimeoutError as error:
            raise TimedOut from error
        except (ClientError, OSError) as error:
            raise NetworkError(type(error).__name__) from error  # its words hold the token's URL

    def _opened(self) -> ClientSession:
        if self._session is None:
            # No limit: what may be on its way is limited where it is sent, and a poll must not wait for it.
            self._session = ClientSession(connector=TCPConnector(limit=0), cookie_jar=DummyCookieJar())
        return self._session


def never_left(error: BaseException | None) -> bool:
    """Whether a call that ended so was not even begun: Telegram cannot have taken it."""
    return isinstance(error, ClientConnectorError | ConnectionTimeoutError)


def broke(error: BaseException | None) -> bool:
    """Whether the line broke: Telegram may have taken the call."""
    return isinstance(error, ClientError | OSError)


def _or(given: ODVInput[float], usual: float) -> float:
    return float(given) if isinstance(given, int | float) else usual


def _body(data: RequestData | None) -> FormData | bytes:
    if data is None:
        return b""
    if not data.contains_files:
        return data.url_encoded_parameters().encode()
    form = FormData(data.json_parameters, quote_fields=False)  # file names as they are
    for name, (filename, content, kind) in data.multipart_data.items():
        form.add_field(name, content, filename=filename, content_type=kind)
    return form


@cache
def _proxy(scheme: str, host: str) -> str | None:
    """The proxy that the environment names for this host, as everywhere."""
    return None if proxy_bypass(host) else getproxies().get(scheme)
