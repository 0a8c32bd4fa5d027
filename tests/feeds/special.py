"""The oracle of where nobody may be sent: IANA's registries as a table, and the ways to write an address."""

import random
from collections.abc import Iterator
from functools import cache
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

# IANA's special-purpose address registries (2025): what is not globally reachable, with what the registries
# of multicast and of IPv6's space reserve, and the address at which Azure serves its machines.
SPECIAL = (  # noqa: SIM905  a list of words reads best so
    "0.0.0.0/8 0.0.0.0/32 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.0.0.0/29 "
    "192.0.0.8/32 192.0.0.170/31 192.0.0.0/24 192.0.2.0/24 192.88.99.0/24 192.168.0.0/16 198.18.0.0/15 "
    "198.51.100.0/24 203.0.113.0/24 224.0.0.0/4 239.255.255.250/32 240.0.0.0/4 255.255.255.255/32 "
    "168.63.129.16/32 "
    "::/128 ::1/128 ::7f00:1/128 ::ffff:0:0/104 ::ffff:7f00:0/104 ::ffff:a00:0/104 ::ffff:a9fe:a9fe/128 "
    "::ffff:0:7f00:1/128 64:ff9b::7f00:1/128 64:ff9b::/96 64:ff9b:1::/48 100::/64 100:0:0:1::/64 2001::/32 "
    "2001:2::/48 2001:10::/28 2001::/23 2001:db8::/32 2002::/16 2002:7f00:1::/48 3fff::/20 4000::/3 "
    "5f00::/16 fc00::/7 fd00:ec2::254/128 fe80::/10 fec0::/10 ff00::/8 ff02::1/128"
).split()
PUBLIC = (
    "1.1.1.1", "8.8.8.8", "9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0", "126.255.255.255",
    "168.63.129.15", "169.253.255.255", "172.15.255.255", "172.32.0.0", "192.0.1.0", "192.167.255.255",
    "198.17.255.255", "198.20.0.0", "223.255.255.255", "217.174.224.1", "2600::", "2a00:1450:4001::1",
    "2001:200::1", "2001:db7:ffff::", "2001:db9::", "2003::", "3ffe:ffff::", "::ffff:8.8.8.8",
)  # fmt: skip
_NETWORKS = tuple(ip_network(one) for one in SPECIAL)
_MAPPED = IPv6Network("::ffff:0:0/96")


def samples(network: IPv4Network | IPv6Network, drawn: int = 20) -> Iterator[str]:
    """The first, the middle and the last address, and some drawn between."""
    chance = random.Random(str(network))
    size = network.num_addresses
    for step in {0, size // 2, size - 1, *(chance.randrange(size) for _ in range(drawn))}:
        yield str(network[step])


@cache
def may_be_asked(address: str) -> bool:
    """Whether the table calls it public: nothing special holds it, nor what it maps to."""
    found = ip_address(address)
    if isinstance(found, IPv6Address) and found in _MAPPED:
        found = IPv4Address(int(found) & 0xFFFFFFFF)
    return not any(found.version == one.version and found in one for one in _NETWORKS)


def public(many: int, seed: int = 7) -> Iterator[str]:
    """Addresses that nothing special holds."""
    chance = random.Random(seed)
    while many:
        number = chance.getrandbits(32)
        drawn = (
            str(IPv4Address(number)) if many % 4 else f"2a{number >> 24:02x}:{number & 0xFFFF:x}:{many:x}::1"
        )
        if may_be_asked(drawn):
            many -= 1
            yield drawn


def spellings(address: str) -> Iterator[str]:
    """Ways to write one address in a URL that some resolver or library somewhere takes."""
    found = ip_address(address)
    if isinstance(found, IPv6Address):
        yield from (f"[{found.compressed}]", f"[{found.exploded}]", f"[{found.compressed.upper()}]")
        yield from (f"[{found.compressed}%25eth0]", f"[{found.compressed}%1]", f"[::{found.exploded[-9:]}]")
        return
    number, parts = int(found), address.split(".")
    yield from (address, f"{address}.", str(number), hex(number), oct(number), f"0{number:o}")
    yield ".".join(hex(int(part)) for part in parts)
    yield ".".join(f"0{int(part):o}" for part in parts)
    yield ".".join(f"{int(part):08d}" for part in parts)
    yield f"{parts[0]}.{number & 0xFFFFFF}"
    yield f"{parts[0]}.{parts[1]}.{number & 0xFFFF}"
    yield f"{hex(int(parts[0]))}.{parts[1]}.0{int(parts[2]):o}.{parts[3]}"
    yield str(2**32 + number)
    yield from (f"[::ffff:{address}]", f"[::{address}]", f"[64:ff9b::{address}]", f"[::ffff:0:{address}]")
    yield f"[2002:{number >> 16:x}:{number & 0xFFFF:x}::]"
    yield f"[2001:0:{number >> 16:x}:{number & 0xFFFF:x}::]"
    yield address.translate({ord("0") + digit: chr(ord("０") + digit) for digit in range(10)})
    yield address.translate({ord("1") + digit: chr(ord("①") + digit) for digit in range(9)})
    yield address.replace(".", "。")
    yield "".join(f"%{ord(letter):02x}" for letter in address)
