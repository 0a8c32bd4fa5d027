"""Work on bytes of strangers, done in processes that can be killed.

A thread cannot be stopped and an honest parser can need minutes for a hostile document, so the work is done
by a child that has a deadline, a memory limit and nothing to lose: no token in its environment, no open
database, only bytes in and bytes out through pipes. A child that misses its deadline is killed, the next
question starts another one.

    parent                                    child: python -m feeds.worker feeds.parse:answer
    length + question  ── stdin ──▶           answer(question)
    length + answer    ◀── stdout ──
"""

import asyncio
import contextlib
import math
import os
import sys
from pathlib import Path
from typing import Self

from feeds.worker import LENGTH

_HOUSE = Path(__file__).parents[1]
_TURNS = 4  # times its seconds that a child may take which got less than half of them
_CHILD_NEEDS = ("PATH", "LANG", "LC_ALL", "TZ", "SYSTEMROOT", "VIRTUAL_ENV")


class WorkerDiedError(Exception):
    """There is no answer: the child crashed, ran out of memory or could not start."""


class Sandbox:
    """A few children that call one function, bytes to bytes. They start when they are needed."""

    def __init__(
        self, work: str, *, workers: int = 2, seconds: float = 4.5, memory_bytes: int = 256 * 1024 * 1024
    ) -> None:
        """`work` is "module:name", `seconds` the time of one question, on the wall while the child works.

        `memory_bytes` limits the address space where the system can (Linux).
        """
        self._command = (sys.executable, "-m", "feeds.worker", work, str(memory_bytes), str(int(seconds) + 2))
        self._seconds = seconds
        self._idle: list[asyncio.subprocess.Process] = []
        self._places = asyncio.Semaphore(workers)

    async def __aenter__(self) -> Self:
        """Nothing starts yet."""
        return self

    async def __aexit__(self, *_: object) -> None:
        """End the children. Every question must have been answered or cancelled before."""
        while self._idle:
            await _end(self._idle.pop())

    async def ask(self, question: bytes) -> bytes:
        """What the function makes of `question`.

        Raises:
            TimeoutError: it took too long; the child is dead.
            WorkerDiedError: the child ended without an answer, or could not start.
        """
        async with self._places:
            child = self._idle.pop() if self._idle else await self._start()
            try:
                answer = await self._within_time(child, asyncio.create_task(_exchange(child, question)))
            except BaseException:
                await _end(child)
                raise
            self._idle.append(child)
            return answer

    async def _within_time(self, child: asyncio.subprocess.Process, exchange: asyncio.Task[bytes]) -> bytes:
        """The answer, if it comes in time. On a machine so busy that the child got no turn it has longer."""
        begun = _worked(child.pid, 0.0)
        try:
            for _ in range(_TURNS):
                done, _ = await asyncio.wait({exchange}, timeout=self._seconds)
                if done:
                    return exchange.result()
                if _worked(child.pid, math.inf) - begun >= self._seconds / 2:
                    break
            raise TimeoutError
        finally:
            exchange.cancel()

    async def _start(self) -> asyncio.subprocess.Process:
        """A child that has said it is ready, so that starting does not count against the first question."""
        try:
            child = await asyncio.create_subprocess_exec(
                *self._command,
                stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.PIPE,
                stderr=asyncio.subprocess.DEVNULL,
                cwd=_HOUSE,
                env={name: os.environ[name] for name in _CHILD_NEEDS if name in os.environ},
                start_new_session=True,  # Ctrl+C in a terminal is for the parent alone
                limit=1024 * 1024,
            )
        except OSError as error:  # no memory or no processes left
            raise WorkerDiedError(str(error)) from error
        try:
            async with asyncio.timeout(30):
                await _receive(child)
        except BaseException:
            await _end(child)
            raise
        return child


def _worked(pid: int, unknown: float) -> float:
    """Seconds of processor time a child has had; `unknown` where the system does not say (macOS)."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text("ascii").rpartition(")")[2].split()
    except OSError:
        return unknown
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


async def _exchange(child: asyncio.subprocess.Process, question: bytes) -> bytes:
    if child.stdin is None:
        raise WorkerDiedError
    try:
        child.stdin.write(LENGTH.pack(len(question)) + question)
        await child.stdin.drain()
    except OSError as error:
        raise WorkerDiedError from error
    return await _receive(child)


async def _receive(child: asyncio.subprocess.Process) -> bytes:
    if child.stdout is None:
        raise WorkerDiedError
    try:
        (length,) = LENGTH.unpack(await child.stdout.readexactly(LENGTH.size))
        return await child.stdout.readexactly(length)
    except (asyncio.IncompleteReadError, OSError) as error:
        raise WorkerDiedError from error


async def _end(child: asyncio.subprocess.Process) -> None:
    with contextlib.suppress(ProcessLookupError):
        child.kill()
    if child.stdin is not None:
        child.stdin.close()
    await child.wait()
