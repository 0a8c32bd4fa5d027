"""The child's side of feeds/sandbox.py: questions on standard input, answers on standard output.

Imports nothing that is not needed, since every start is waited for.
"""

import contextlib
import importlib
import resource
import struct
import sys
from collections.abc import Callable
from typing import BinaryIO

LENGTH = struct.Struct(">I")


def serve(work: str, memory_bytes: int, seconds: int) -> None:
    """Answer with the function named by `work` until standard input ends. An empty answer says: ready."""
    module, _, name = work.partition(":")
    function: Callable[[bytes], bytes] = getattr(importlib.import_module(module), name)
    questions, answers = sys.stdin.buffer, sys.stdout.buffer
    sys.stdout = sys.stderr  # a stray print must not look like an answer
    _limit(resource.RLIMIT_AS, memory_bytes)
    _limit(resource.RLIMIT_FSIZE, 0)  # nothing to write: no file, no core dump
    _say(answers, b"")
    while header := questions.read(LENGTH.size):
        used = resource.getrusage(resource.RUSAGE_SELF)
        _limit(resource.RLIMIT_CPU, int(used.ru_utime + used.ru_stime) + seconds)  # if the parent is gone
        question = questions.read(LENGTH.unpack(header)[0])
        _say(answers, function(question))


def _say(answers: BinaryIO, answer: bytes) -> None:
    answers.write(LENGTH.pack(len(answer)) + answer)
    answers.flush()


def _limit(kind: int, most: int) -> None:
    """Set the soft limit; a system that knows no such limit (macOS and address space) goes without."""
    with contextlib.suppress(ValueError, OSError):
        _, hard = resource.getrlimit(kind)
        resource.setrlimit(kind, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))


if __name__ == "__main__":
    serve(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
