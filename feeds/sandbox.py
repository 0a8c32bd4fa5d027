"""Work on bytes of strangers, done in processes that can be killed.

A thread cannot be stopped and an honest parser can need minutes for a hostile document, so the work is done
by a child that has a deadline, a memory limit and nothing to lose: no token in its environment, no open
database, only bytes in and bytes out through pipes. A child that misses its deadline is killed, the next
question starts another one.

    parent                                    child: python -m feeds.worker feeds.documents:answer
    length + question                ── stdin ──▶   answer(question)
    length, time used + answer      ◀── stdout ──
"""

import asyncio
import contextlib
import math
import os
import sys
from pathlib import Path
from typing import Self

from feeds.worker import ANSWER, QUESTION

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
        self._idle: list[_Child] = []
        self._places = asyncio.Semaphore(workers)

    async def __aenter__(self) -> Self:
        """Nothing starts yet."""
        return self

    async def __aexit__(self, *_: object) -> None:
        """End the children. Every question must have been answered or cancelled before."""
        while self._idle:
            await self._idle.pop().end()

    async def ask(self, question: bytes) -> bytes:
        """What the function makes of `question`.

        Raises:
            TimeoutError: it took too long; the child is dead.
            WorkerDiedError: the child ended without an answer, or could not start.
        """
        async with self._places:
            child = self._idle.pop() if self._idle else await self._start()
            try:
                answer = await self._within_time(child, asyncio.create_task(child.exchange(question)))
            except BaseException:
                await child.end()
                raise
            self._idle.append(child)
            return answer

    async def _within_time(self, child: "_Child", exchange: asyncio.Task[bytes]) -> bytes:
        """The answer, if it comes in time. On a machine so busy that the child got no turn it has longer."""
        begun = child.used
        try:
            for _ in range(_TURNS):
                done, _ = await asyncio.wait({exchange}, timeout=self._seconds)
                if done:
                    return exchange.result()
                if child.worked() - begun >= self._seconds / 2:
                    break
            raise TimeoutError
        finally:
            exchange.cancel()

    async def _start(self) -> "_Child":
        """A child that has said it is ready, so that starting does not count against the first question."""
        try:
            child = _Child(await self._spawn())
        except OSError as error:  # no memory or no processes left
            raise WorkerDiedError(str(error)) from error
        try:
            async with asyncio.timeout(30):
                await child.receive()
        except BaseException:
            await child.end()
            raise
        return child

    async def _spawn(self) -> asyncio.subprocess.Process:
        return await asyncio.create_subprocess_exec(
            *self._command,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
            cwd=_HOUSE,
            env={name: os.environ[name] for name in _CHILD_NEEDS if name in os.environ},
            process_group=0,  # Ctrl+C in a terminal is for the parent alone
            limit=1024 * 1024,
        )


class _Child:
    """A process that answers, and how much of the processor it has had when it answered last."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process
        self.used = 0.0

    async def exchange(self, question: bytes) -> bytes:
        stdin = self._process.stdin
        if stdin is None:
            raise WorkerDiedError
        try:
            stdin.write(QUESTION.pack(len(question)) + question)
            await stdin.drain()
        except OSError as error:
            raise WorkerDiedError from error
        return await self.receive()

    async def receive(self) -> bytes:
        stdout = self._process.stdout
        if stdout is None:
            raise WorkerDiedError
        try:
            length, self.used = ANSWER.unpack(await stdout.readexactly(ANSWER.size))
            return await stdout.readexactly(length)
        except (asyncio.IncompleteReadError, OSError) as error:
            raise WorkerDiedError from error

    def worked(self) -> float:
        """Seconds of processor time it has had by now; endless where the system does not say (macOS)."""
        try:
            fields = Path(f"/proc/{self._process.pid}/stat").read_text("ascii").rpartition(")")[2].split()
        except OSError:
            return math.inf
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    async def end(self) -> None:
        with contextlib.suppress(ProcessLookupError):
            self._process.kill()
        if self._process.stdin is not None:
            self._process.stdin.close()
        await self._process.wait()
