"""What stands behind a time: "+0500", "GMT+3", "EST", "Asia/Tashkent". Pure."""

import re
from datetime import UTC, timedelta, timezone, tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo

# Only names that mean one zone and are no word of a language we read ("ist", "get" and "west" are).
_HOURS = {
    "z": 0, "ut": 0, "utc": 0, "gmt": 0, "ast": -4, "adt": -3, "est": -5, "edt": -4, "cst": -6, "cdt": -5,
    "mst": -7, "mdt": -6, "pst": -8, "pdt": -7, "akst": -9, "akdt": -8, "hst": -10, "bst": 1, "cet": 1,
    "cest": 2, "eet": 2, "eest": 3, "msk": 3, "trt": 3, "azt": 4, "uzt": 5, "tmt": 5, "tjt": 5, "pkt": 5,
    "yekt": 5, "kgt": 6, "almt": 6, "omst": 6, "hkt": 8, "jst": 9, "kst": 9, "aest": 10, "aedt": 11,
    "nzst": 12, "nzdt": 13,
}  # fmt: skip
_FARTHEST = 14  # hours from UTC; what is farther is a slip
ZONE = r"(?:(?:utc|gmt)?\s?[+-]\d{1,3}(?::?\d\d)?(?!\d)|[a-z]{3,20}/[a-z_]{3,30}|[a-z]{1,4}(?![\w+-]))"
_DISTANCE = re.compile(r"(?:utc|gmt)?\s?([+-])0?(\d{1,2})(?::?(\d\d))?")


@lru_cache(256)
def zone(said: str) -> tzinfo | None:
    """The zone that a text in lower case names, as found by `ZONE`; None for none we know."""
    if said in _HOURS:
        return timezone(timedelta(hours=_HOURS[said])) if _HOURS[said] else UTC
    if found := _DISTANCE.fullmatch(said):
        return _distance(found)
    if "/" not in said:
        return None
    try:
        return ZoneInfo("/".join("_".join(map(str.title, part.split("_"))) for part in said.split("/")))
    except (KeyError, ValueError, OSError):
        return None


def _distance(found: re.Match[str]) -> tzinfo:
    hours, minutes = int(found[2]), int(found[3] or 0)
    if hours > _FARTHEST or minutes > 59 or not hours + minutes:
        return UTC
    distance = timedelta(hours=hours, minutes=minutes)
    return timezone(-distance if found[1] == "-" else distance)
