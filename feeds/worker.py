"""The child's side of feeds/sandbox.py: questions on standard input, answers on standard output.

Imports nothing that is not needed, since every start is waited for.
"""

import contextlib
import fcntl
import gc
import importlib
import os
import resource
import struct
import sys
from collections.abc import Callable
from typing import BinaryIO

QUESTION = struct.Struct(">I")  # its length
ANSWER = struct.Struct(">Id")  # its length, and the seconds of processor time that the child has had so far
_PIPE = 1024 * 1024  # bytes that fit into a pipe: most feeds at once, which saves many wake-ups
_NICE = 10  # who waits for an answer to a person goes first
_YOUNG = 100_000  # objects between two looks for garbage while somebody waits


def serve(work: str, memory_bytes: int, seconds: int) -> None:
    """Answer with the function named by `work` until standard input ends. An empty answer says: ready."""
    module, _, name = work.partition(":")
    function: Callable[[bytes], bytes] = getattr(importlib.import_module(module), name)
    questions, answers = sys.stdin.buffer, sys.stdout.buffer
    sys.stdout = sys.stderr  # a stray print must not look like an answer
    _limit(resource.RLIMIT_AS, memory_bytes)
    _limit(resource.RLIMIT_FSIZE, 0)  # nothing to write: no file, no core dump
    _widen(questions, answers)
    os.nice(_NICE)
    gc.freeze()
    gc.set_threshold(_YOUNG)
    _say(answers, b"")
    while header := questions.read(QUESTION.size):
        _limit(resource.RLIMIT_CPU, int(_used()) + seconds)  # if the parent is gone
        question = questions.read(QUESTION.unpack(header)[0])
        _say(answers, function(question))
        gc.collect()  # parsers leave rings, which hold whole documents; nobody waits now


def _say(answers: BinaryIO, answer: bytes) -> None:
    answers.write(ANSWER.pack(len(answer), _used()) + answer)
    answers.flush()


def _used() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def _widen(*pipes: BinaryIO) -> None:
    """Let more fit into the pipes, where the system can (Linux) and still lets us."""
    with contextlib.suppress(AttributeError, OSError):
        for pipe in pipes:
            fcntl.fcntl(pipe, fcntl.F_SETPIPE_SZ, _PIPE)


def _limit(kind: int, most: int) -> None:
    """Set the soft limit; a system that knows no such limit (macOS and address space) goes without."""
    with contextlib.suppress(ValueError, OSError):
        _, hard = resource.getrlimit(kind)
        resource.setrlimit(kind, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))


if __name__ == "__main__":
    serve(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
