"""Work for a sandbox that misbehaves when asked to."""

import os
import time
from pathlib import Path


def answer(question: bytes) -> bytes:
    match question:
        case b"die":
            os._exit(1)
        case b"hang":
            while True:
                pass
        case b"doze":
            time.sleep(0.3)
            return b"awake"
        case b"sleep":
            time.sleep(60)
            return b"awake"
        case b"memory":
            return bytes(10**9)
        case b"environment":
            return repr(dict(os.environ)).encode()
        case _ if question.startswith(b"write "):
            return _write(Path(question[6:].decode()))
        case _:
            return question


def _write(place: Path) -> bytes:
    try:
        place.write_bytes(b"secret")
    except OSError:
        return b"OSError"
    return b"written"
