"""No socket to a non-public address: judged against IANA's registries, not against our own list."""

import random
import socket
from collections.abc import Iterator
from ipaddress import IPv4Address, IPv4Network, IPv6Network, ip_network

import pytest
from hypothesis import given
from hypothesis import strategies as st
from yarl import URL

from feeds import addresses
from feeds.addresses import is_public, refusal
from feeds.fetch import Failed, Fetcher, Limits
from tests.feeds.hosts import Spoken

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


def samples(network: IPv4Network | IPv6Network) -> Iterator[str]:
    chance = random.Random(str(network))
    first, size = int(network.network_address), network.num_addresses
    for step in {0, size // 2, size - 1, *(chance.randrange(size) for _ in range(20))}:
        yield str(network[step])
    assert first >= 0


@pytest.mark.parametrize("special", SPECIAL)
def test_no_special_address_is_public(special: str) -> None:
    for address in samples(ip_network(special)):
        assert not is_public(address), address


@pytest.mark.parametrize("address", PUBLIC)
def test_neighbours_of_special_addresses_are_public(address: str) -> None:
    assert is_public(address)


def test_a_thousand_public_addresses_are_allowed() -> None:
    chance = random.Random(7)
    special = [network for one in SPECIAL if isinstance(network := ip_network(one), IPv4Network)]
    drawn = (IPv4Address(chance.getrandbits(32)) for _ in iter(int, 1))
    public = (address for address in drawn if not any(address in network for network in special))
    assert all(is_public(str(next(public))) for _ in range(1_000))
    assert all(
        is_public(f"2a{chance.getrandbits(8):02x}:{chance.getrandbits(16):x}::1") for _ in range(1_000)
    )


@pytest.mark.parametrize("rule", [*addresses._CLOSED_4, *addresses._CLOSED_6], ids=str)
def test_without_any_one_rule_a_special_address_would_pass(rule: IPv4Network | IPv6Network) -> None:
    every: tuple[IPv4Network | IPv6Network, ...] = (*addresses._CLOSED_4, *addresses._CLOSED_6)
    rules = [one for one in every if one.version == rule.version]
    tried = (address for special in SPECIAL for address in samples(ip_network(special)))
    networks = (ip_network(address) for address in tried)
    assert any([one for one in rules if network[0] in one] == [rule] for network in networks)


@pytest.mark.parametrize(
    "address", ["", "example.org", "1.2.3", "0x7f.1", "fe80::1%eth0", "2600::1%1", "1.1.1.1 ", "①.1.1.1"]
)
def test_what_is_no_address_is_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("http://example.org/", ""), ("https://example.org:443/", ""), ("http://example.org:8080/a?b", ""),
        ("http://example.org:1024", ""), ("http://example.org:65535", ""), ("https://пример.рф/", ""),
        ("http://example.org:1023", "bad-port"), ("http://example.org:22", "bad-port"),
        ("http://example.org:6379", ""), ("http://example.org:0", "bad-port"),
        ("ftp://example.org", "bad-scheme"), ("file:///etc/passwd", "bad-scheme"), ("/feed", "bad-scheme"),
        ("javascript:alert(1)", "bad-scheme"), ("http://u:p@example.org", "bad-url"),
        ("http://u@example.org", "bad-url"), ("http:///feed", "bad-url"),
        ("http://example.org/" + "x" * 2029, ""), ("http://example.org/" + "x" * 2030, "bad-url"),
    ],
)  # fmt: skip
def test_a_url_is_judged_before_it_is_asked(url: str, why: str) -> None:
    assert refusal(URL(url)) == why


@given(st.text(max_size=40))
def test_no_text_breaks_the_guard(text: str) -> None:
    assert is_public(text) in {True, False}


# ---------------------------------------------------------------- the guard at the socket


class Spy(Fetcher):
    """A Fetcher that notes which addresses it would have opened a socket to, and opens none."""

    def __init__(self, *resolved: str) -> None:
        super().__init__(user_agent="x", limits=Limits(total_seconds=5), resolver=Spoken(*resolved))
        self.opened: list[str] = []

    def _socket(self, found: tuple[int, int, int, str, tuple[object, ...]]) -> socket.socket:
        super()._socket(found).close()
        self.opened.append(str(found[4][0]))
        raise OSError("a spy connects to nobody")


def spellings(address: IPv4Address) -> Iterator[str]:
    """Ways to write one IPv4 address that some resolver somewhere takes."""
    number, parts = int(address), str(address).split(".")
    yield from (
        str(address),
        str(number),
        hex(number),
        oct(number),
        ".".join(hex(int(part)) for part in parts),
    )
    yield from (
        ".".join(f"0{int(part):o}" for part in parts),
        f"{parts[0]}.{number & 0xFFFFFF}",
        f"{address}.",
    )
    yield from (f"[::ffff:{address}]", f"[::{address}]", f"[64:ff9b::{address}]")
    yield f"[2002:{number >> 16:x}:{number & 0xFFFF:x}::]"
    yield str(address).translate({ord("0") + digit: chr(ord("０") + digit) for digit in range(10)})


async def test_no_spelling_of_a_special_address_reaches_a_socket() -> None:
    tried = 0
    special = [network for one in SPECIAL if isinstance(network := ip_network(one), IPv4Network)]
    for network in special:
        for place in spellings(network[network.num_addresses // 2]):
            resolved = "" if place.startswith("[") else str(network[network.num_addresses // 2])
            async with Spy(resolved) as spy:
                assert isinstance(await spy.get(f"http://{place}/feed"), Failed)
                assert not spy.opened, place
                tried += 1
    assert tried > 250


async def test_a_name_is_judged_by_the_address_it_has_when_the_socket_is_made() -> None:
    special = [next(samples(ip_network(one))) for one in SPECIAL]
    async with Spy("8.8.8.8", *special) as spy:
        await spy.get("http://rebinding-0.example/")
        for number in range(len(special)):
            outcome = await spy.get(f"http://rebinding-{number + 1}.example/")
            assert isinstance(outcome, Failed)
            assert outcome.reason == "refused-address"
        assert spy.opened == ["8.8.8.8"]


async def test_public_addresses_reach_a_socket() -> None:
    for address in PUBLIC:
        async with Spy(address) as spy:
            await spy.get(f"http://[{address}]/" if ":" in address else f"http://{address}/")
            assert spy.opened
