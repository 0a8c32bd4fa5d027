"""One address per article: absolute, without what only says who brought the reader."""

import re
from urllib.parse import quote, urljoin, urlsplit

LONGEST = 2048

_TRACKING = re.compile(
    r"utm_\w+|hsa_\w+|mtm_\w+|pk_\w+|at_(?:medium|campaign)\w*|_openstat|_ga|_gl|_hs(?:enc|mi)|"
    r"fbclid|gclid|gclsrc|dclid|gbraid|wbraid|yclid|ysclid|yadclid|msclkid|twclid|ttclid|rb_clickid|"
    r"mc_[ce]id|mkt_tok|igsh(?:id)?|li_fat_id|cmpid|ocid|ncid|spm|vero_id|tg_?rhash",
    re.IGNORECASE,
)
_PLAIN = re.compile(r"https?://(?:[a-z0-9][a-z0-9-]*\.)+[a-z]{2,}/[A-Za-z0-9/_.~-]*")
_CAME_FROM = {"from", "ref", "src", "source", "referrer", "via"}  # dropped only with a value of _BRINGERS
_BRINGERS = {
    "rss", "feed", "feeds", "atom", "telegram", "tg", "tlg", "twitter", "x", "facebook", "fb", "vk", "ok",
    "instagram", "ig", "whatsapp", "viber", "linkedin", "share", "sharing", "social", "newsletter", "push",
}  # fmt: skip
_DEFAULT_PORTS = {"http": 80, "https": 443}
_KEPT = "/%:@!$&'()*+,;=~-._"  # characters of a path or query that mean something as they are


def is_plain(url: str) -> bool:
    """Whether it is an absolute address with nothing in it to resolve, to mend or to leave out: most are."""
    return _PLAIN.fullmatch(url) is not None


def absolute(base: str, href: str) -> str:
    """`href` as found on the page at `base`, made absolute and canonical; "" if it is no web address."""
    try:
        return canonical(urljoin(base, href.strip()))
    except ValueError:
        return ""


def canonical(url: str) -> str:
    """The one address of an article, so that two ways to it compare equal; "" if it is no http(s) address.

    Scheme and host in lower case; default port, fragment and tracking parameters gone; the order of the other
    parameters, the path and its last slash stay, since they may mean something. Idempotent.
    """
    if is_plain(url):
        return url
    try:
        parts = urlsplit(re.sub(r"[\x00-\x20\x7f]+", lambda m: "%20" if m[0] == " " else "", url.strip()))
        port = parts.port
    except ValueError:
        return ""
    scheme, host = parts.scheme.lower(), _host(parts.hostname or "")
    if scheme not in _DEFAULT_PORTS or not host:
        return ""
    place = host if port in (None, _DEFAULT_PORTS[scheme]) else f"{host}:{port}"
    query = "&".join(pair for pair in parts.query.split("&") if pair and not _is_tracking(pair))
    path = quote(parts.path or "/", safe=_KEPT, errors="replace")
    clean = f"{scheme}://{place}{path}"
    return clean + (f"?{quote(query, safe=_KEPT + '?', errors='replace')}" if query else "")


def _host(name: str) -> str:
    """The host in lower case, non-Latin names in their ASCII form where they have one."""
    name = name.lower().rstrip(".")
    if ":" in name:
        return f"[{name}]"
    try:
        return name if name.isascii() else name.encode("idna").decode("ascii")
    except UnicodeError:
        return ""


def _is_tracking(pair: str) -> bool:
    name, _, value = pair.partition("=")
    if _TRACKING.fullmatch(name.removeprefix("amp;")):
        return True
    return name.lower() in _CAME_FROM and value.lower() in _BRINGERS
