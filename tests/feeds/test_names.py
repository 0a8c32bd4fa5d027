"""Names of hosts: a failure is remembered for a while, so that a thousand items of one dead host cost one."""

import socket

import pytest

from feeds.names import Names


async def test_a_literal_address_names_itself() -> None:
    names = Names()
    found = await names.resolve("127.0.0.1", 80)
    assert [(one["host"], one["port"], one["family"]) for one in found] == [("127.0.0.1", 80, socket.AF_INET)]
    await names.close()


async def test_what_nobody_knows_is_asked_once_and_refused_again_at_once() -> None:
    names = Names()
    with pytest.raises(socket.gaierror) as first:
        await names.resolve("no such host", 80)
    await names.close()  # nobody can be asked any more
    with pytest.raises(socket.gaierror) as second:
        await names.resolve("no such host", 80)
    assert second.value.args == first.value.args
    with pytest.raises(RuntimeError):
        await names.resolve("another host", 80)
