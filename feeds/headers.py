"""What a server's headers mean for us: when to come again, what to say then, how to read the body. Pure."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from urllib.parse import urljoin

from feeds.timing import DAY, Hints
from model import Validators

_LONGEST = 1024  # characters of a validator we are willing to send back


def conditions(validators: Validators) -> dict[str, str]:
    """The request headers that let the server answer 304."""
    asked = {"If-None-Match": validators.etag, "If-Modified-Since": validators.last_modified}
    return {name: value for name, value in asked.items() if value}


def merged(known: Validators, headers: Mapping[str, str], body_hash: str = "") -> Validators:
    """What to remember: what the headers say; where they are silent, what was known of the same body."""
    body_hash = body_hash or known.body_hash
    old = known if body_hash == known.body_hash else Validators()
    return Validators(
        etag=headers.get("ETag", old.etag)[:_LONGEST],
        last_modified=headers.get("Last-Modified", old.last_modified)[:_LONGEST],
        body_hash=body_hash,
    )


def hints(headers: Mapping[str, str]) -> Hints:
    """How long the answer stays fresh: max-age, else Expires by the server's own clock, at most a day."""
    said = headers.get("Cache-Control", "").lower()
    if re.search(r"\bno-(?:cache|store)\b", said):
        return Hints()
    if found := re.search(r"\bmax-age\s*=\s*\"?(\d{1,9})", said):
        return Hints(fresh_seconds=min(float(found[1]), DAY))
    expires, date = _moment(headers.get("Expires", "")), _moment(headers.get("Date", ""))
    if expires is None or date is None:
        return Hints()
    return Hints(fresh_seconds=min(max((expires - date).total_seconds(), 0.0), DAY))


def retry_after(headers: Mapping[str, str], now: datetime) -> float | None:
    """Seconds the server wants us to stay away, 0 or more; None if it does not say."""
    said = headers.get("Retry-After", "").strip()
    if re.fullmatch(r"\d+(?:\.\d*)?", said):
        return float(said[:12])
    moment = _moment(said)
    return None if moment is None else max((moment - now).total_seconds(), 0.0)


def media_type(header: str) -> tuple[str, str]:
    """The type ("text/xml") and charset ("windows-1251") of a Content-Type, in lower case; "" if not said."""
    kind, _, rest = header.lower().partition(";")
    found = re.search(r"charset\s*=\s*[\"']?([\w.:-]{1,40})", rest)
    return kind.strip()[:100], found[1] if found else ""


def linked(headers: Mapping[str, str], name: str, url: str) -> str:
    """The web address to which the Link headers of `url` lead for that relation, "" for none."""
    for said in _all(headers, "Link"):
        for found in _LINK.finditer(said[:_LINKS]):
            rel = _REL.search(found[2])
            if rel and name in rel[1].lower().split():
                return _address(url, found[1].strip())
    return ""


def _address(base: str, href: str) -> str:
    try:
        url = urljoin(base, href)
    except ValueError:
        return ""
    return url if url.startswith(("http://", "https://")) else ""


def _all(headers: Mapping[str, str], name: str) -> list[str]:
    every = getattr(headers, "getall", None)
    return list(every(name, [])) if every else [headers[name]] if name in headers else []


_LINKS = 8_192  # characters of one header
_LINK = re.compile(r"<([^<>]{1,2048})>\s*;([^<]{0,512})")
_REL = re.compile(r"""\brel\s*=\s*["']?([^"';,]*)""", re.IGNORECASE)


def _moment(text: str) -> datetime | None:
    try:
        moment = parsedate_to_datetime(text)
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
