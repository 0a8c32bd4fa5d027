"""Which addresses may be asked. Whoever names a URL must not make us knock at doors inside the house.

`is_public` is asked for every address a socket is opened to, after names are resolved and at every redirect,
so nothing can change between the check and the use. `refusal` is asked for every URL before that.

The rule for IPv4 is the list of ranges that IANA's special-purpose registry does not call globally reachable,
with multicast and what is reserved, relays for IPv6, and the address under which Azure serves secrets to its
machines. For IPv6 it is the other way round: only 2000::/3 is handed out to the public, and the ranges inside
it that carry IPv4 addresses or documentation are taken out again.
"""

from functools import lru_cache
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

from yarl import URL

LONGEST = 2048  # characters of a URL; servers and caches stop about there
_KEPT = 4_096  # answers about addresses: sources are asked again and again
_PORTS = {80, 443}  # and everything from 1024 up: below live mail, shells and other things that obey text

_CLOSED_4 = tuple(
    IPv4Network(network)
    for network in (
        "0.0.0.0/8",  # this network
        "10.0.0.0/8",  # private
        "100.64.0.0/10",  # shared by customers of a carrier
        "127.0.0.0/8",  # loopback
        "168.63.129.16/32",  # Azure's own services
        "169.254.0.0/16",  # link-local, metadata of most clouds
        "172.16.0.0/12",  # private
        "192.0.0.0/24",  # protocol assignments
        "192.0.2.0/24",  # documentation
        "192.88.99.0/24",  # relays from IPv6
        "192.168.0.0/16",  # private
        "198.18.0.0/15",  # benchmarks
        "198.51.100.0/24",  # documentation
        "203.0.113.0/24",  # documentation
        "224.0.0.0/4",  # multicast
        "240.0.0.0/4",  # reserved, broadcast
    )
)
_OPEN_6 = IPv6Network("2000::/3")
_CLOSED_6 = tuple(
    IPv6Network(network)
    for network in (
        "2001::/23",  # protocol assignments, among them Teredo tunnels
        "2001:db8::/32",  # documentation
        "2002::/16",  # 6to4: an IPv4 address inside
        "3fff::/20",  # documentation
    )
)
_MAPPED = IPv6Network("::ffff:0:0/96")  # what some resolvers make of IPv4


@lru_cache(_KEPT)
def is_public(address: str) -> bool:
    """Whether `address`, as a resolver gives it, is on the public internet; False if it is none at all."""
    try:
        found = ip_address(address)
    except ValueError:
        return False
    if isinstance(found, IPv4Address):
        return _is_public_4(found)
    return _is_public_6(found)


@lru_cache(_KEPT)
def is_own(host: str) -> bool:
    """Whether a URL's host is visibly one of our own: localhost, or a literal address that is not public."""
    try:
        ip_address(host)
    except ValueError:
        return host == "localhost"
    return not is_public(host)


def _is_public_4(address: IPv4Address) -> bool:
    return not any(address in network for network in _CLOSED_4)


def _is_public_6(address: IPv6Address) -> bool:
    if address.scope_id is not None:
        return False
    if address in _MAPPED:
        return _is_public_4(IPv4Address(int(address) & 0xFFFFFFFF))
    return address in _OPEN_6 and not any(address in network for network in _CLOSED_6)


def web_url(text: str) -> URL:
    """The text as a URL. Raises ValueError when it is none."""
    return _url(text) if len(text) <= LONGEST else URL(text)


_url = lru_cache(_KEPT)(URL)


def refusal(url: URL) -> str:
    """Why this URL is not asked, as a short code; "" if it may be tried.

    Codes: bad-scheme, bad-url (no host, user data, too long), bad-port.
    """
    if url.scheme not in {"http", "https"}:
        return "bad-scheme"
    if not url.host or url.raw_user is not None or url.raw_password is not None or len(str(url)) > LONGEST:
        return "bad-url"
    if url.port not in _PORTS and not 1024 <= (url.port or 0) <= 65535:
        return "bad-port"
    return ""
