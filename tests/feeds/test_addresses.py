"""Which addresses may be asked: judged against IANA's registries, and no rule is there for nothing."""

import re
from ipaddress import ip_network
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from yarl import URL

from feeds import addresses
from feeds.addresses import is_own, is_public, refusal
from tests.feeds.special import PUBLIC, SPECIAL, may_be_asked, public, samples

NO_ADDRESSES = ("", "example.org", "1.2.3", "0x7f.1", "fe80::1%eth0", "2600::1%1", "1.1.1.1 ", "①.1.1.1")
URLS = (
    ("http://example.org/", ""), ("https://example.org:443/", ""), ("http://example.org:8080/a?b", ""),
    ("http://example.org:1024", ""), ("http://example.org:65535", ""), ("https://пример.рф/", ""),
    ("http://example.org:1023", "bad-port"), ("http://example.org:22", "bad-port"),
    ("http://example.org:6379", ""), ("http://example.org:0", "bad-port"),
    ("ftp://example.org", "bad-scheme"), ("file:///etc/passwd", "bad-scheme"), ("/feed", "bad-scheme"),
    ("javascript:alert(1)", "bad-scheme"), ("http://u:p@example.org", "bad-url"),
    ("http://u@example.org", "bad-url"), ("http://:p@example.org", "bad-url"), ("http:///feed", "bad-url"),
    ("http://example.org/" + "x" * 2029, ""), ("http://example.org/" + "x" * 2030, "bad-url"),
)  # fmt: skip


@pytest.mark.parametrize("special", SPECIAL)
def test_no_special_address_is_public(special: str) -> None:
    for address in samples(ip_network(special)):
        assert not is_public(address), address


@pytest.mark.parametrize("address", PUBLIC)
def test_neighbours_of_special_addresses_are_public(address: str) -> None:
    assert is_public(address)


def test_a_thousand_public_addresses_are_allowed() -> None:
    assert all(is_public(address) for address in public(1_000))


@pytest.mark.parametrize("address", NO_ADDRESSES)
def test_what_is_no_address_is_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize(("url", "why"), URLS)
def test_a_url_is_judged_before_it_is_asked(url: str, why: str) -> None:
    assert refusal(URL(url)) == why


@pytest.mark.parametrize(
    ("host", "own"),
    [
        ("localhost", True), ("127.0.0.1", True), ("::1", True), ("10.1.2.3", True), ("8.8.8.8", False),
        ("example.org", False), ("localhost.example", False),
    ],
)  # fmt: skip
def test_our_own_hosts_are_known_by_sight(host: str, *, own: bool) -> None:
    assert is_own(host) is own


@given(st.text(max_size=40) | st.ip_addresses().map(str))
def test_whatever_passes_the_guard_is_an_address_that_the_registries_call_public(text: str) -> None:
    if is_public(text):
        assert may_be_asked(text)
        assert not is_own(text)


# ---------------------------------------------------------------- no rule is there for nothing

SOURCE = Path(addresses.__file__).read_text("utf-8")
RANGES = re.findall(r'^        "[0-9a-f.:]+/\d+",.*\n', SOURCE, re.MULTILINE)
RULES = (
    ("    if address.scope_id is not None:\n        return False\n", ""),
    ("return _is_public_4(IPv4Address(int(address) & 0xFFFFFFFF))", "return True"),
    ("    if address in _MAPPED:\n        return _is_public_4(IPv4Address(int(address) & 0xFFFFFFFF))\n", ""),
    ("address in _OPEN_6 and ", ""), (" and not any(address in network for network in _CLOSED_6)", ""),
    ("return not any(address in network for network in _CLOSED_4)", "return True"),
    ("    except ValueError:\n        return False\n", "    except ValueError:\n        return True\n"),
    ('url.scheme not in {"http", "https"}', "False"), ("not url.host or ", ""),
    ("url.raw_user is not None or ", ""), ("url.raw_password is not None or ", ""),
    (" or len(str(url)) > LONGEST", ""), ("url.port not in _PORTS and ", ""),
    ("not 1024 <= (url.port or 0) <= 65535", "False"), ("1024 <=", "1023 <="), ("{80, 443}", "{80}"),
)  # fmt: skip


def is_right(guard: dict[str, Any]) -> bool:
    """Whether a guard judges everything as the tables of this file do."""
    public_ones = [*PUBLIC, *public(50)]
    special = [address for one in SPECIAL for address in samples(ip_network(one), 5)]
    return (
        all(guard["is_public"](address) for address in public_ones)
        and not any(guard["is_public"](address) for address in (*special, *NO_ADDRESSES))
        and all(guard["refusal"](URL(url)) == why for url, why in URLS)
    )


def guard(source: str) -> dict[str, Any]:
    made: dict[str, Any] = {}
    exec(source, made)  # noqa: S102  our own file, one rule less
    return made


def test_the_guard_as_it_is_judges_right() -> None:
    assert len(RANGES) > 18
    assert is_right(guard(SOURCE))


@pytest.mark.parametrize(("rule", "instead"), [*((one, "") for one in RANGES), *RULES], ids=str)
def test_without_any_one_rule_the_guard_judges_wrong(rule: str, instead: str) -> None:
    assert rule in SOURCE
    assert not is_right(guard(SOURCE.replace(rule, instead, 1)))
