"""How the stand-in says no: the real server's codes and words."""

from typing import Any

Json = dict[str, Any]


class Refused(Exception):  # noqa: N818  the server refuses; nothing went wrong
    """The server's refusal: an HTTP code, its description and what else the client should know."""

    def __init__(self, code: int, description: str, parameters: Json | None = None) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters

    def body(self) -> Json:
        """The JSON that stands in for a result."""
        body: Json = {"ok": False, "error_code": self.code, "description": self.description}
        return body | ({"parameters": self.parameters} if self.parameters else {})


def bad_request(words: str) -> Refused:
    """400: the request itself is wrong."""
    return Refused(400, f"Bad Request: {words}")


def forbidden(words: str) -> Refused:
    """403: the bot may not."""
    return Refused(403, f"Forbidden: {words}")


def conflict(words: str) -> Refused:
    """409: somebody else is at it."""
    return Refused(409, f"Conflict: {words}")


def too_many(seconds: int) -> Refused:
    """429: the limits are broken; the same request may come again after `seconds`."""
    return Refused(429, f"Too Many Requests: retry after {seconds}", {"retry_after": seconds})


def not_found() -> Refused:
    """404: no such method (or a malformed token)."""
    return Refused(404, "Not Found")


def unauthorized() -> Refused:
    """401: a token of the right form that nobody owns."""
    return Refused(401, "Unauthorized")
