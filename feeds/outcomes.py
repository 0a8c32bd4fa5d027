"""What became of a question to a server: a closed set of values."""

from dataclasses import dataclass

import aiohttp

from feeds.timing import SILENT, Hints
from model import Validators

REFUSED = "not a public address"  # said by the socket factory, found again in the library's exceptions


@dataclass(frozen=True, slots=True)
class Fetched:
    """A new body. `url` is where it was found, `moved_to` the same if only permanent redirects led there."""

    url: str
    body: bytes
    content_type: str  # "text/xml", "" if not said
    charset: str  # as the header says, "" if it does not
    validators: Validators
    hints: Hints = SILENT
    moved_to: str = ""
    hub: str = ""  # as the server's headers say
    topic: str = ""


@dataclass(frozen=True, slots=True)
class Unchanged:
    """Nothing new: the server says so (304) or the body is the one we know."""

    validators: Validators
    hints: Hints = SILENT
    moved_to: str = ""


@dataclass(frozen=True, slots=True)
class Gone:
    """410: the server says it will never be there again."""

    reason: str


@dataclass(frozen=True, slots=True)
class Failed:
    """No answer to work with.

    Reasons: bad-url, bad-scheme, bad-port, refused-address, dns, connect, tls, timeout, too-large, encoding,
    redirects, protocol, http-NNN. `detail` is for the log; `retry_after` in seconds if the server says so.
    """

    reason: str
    detail: str = ""
    retry_after: float | None = None


Outcome = Fetched | Unchanged | Gone | Failed

_REASONS: tuple[tuple[tuple[type[Exception], ...], str], ...] = (
    ((TimeoutError,), "timeout"),
    ((aiohttp.ClientConnectorDNSError,), "dns"),
    ((aiohttp.ClientConnectorCertificateError, aiohttp.ClientSSLError), "tls"),
    ((aiohttp.ClientConnectionError, OSError), "connect"),
    ((aiohttp.InvalidURL, ValueError), "bad-url"),
)


def failure(error: Exception) -> Failed:
    """What an exception of the client library means."""
    detail = f"{type(error).__name__}: {error}"[:300]
    if isinstance(error, aiohttp.ClientConnectorError) and REFUSED in str(error.os_error):
        return Failed("refused-address", detail)
    if isinstance(error, aiohttp.ClientResponseError) and "content-encoding" in error.message:
        return Failed("encoding", detail)
    return Failed(
        next((reason for kinds, reason in _REASONS if isinstance(error, kinds)), "protocol"), detail
    )
