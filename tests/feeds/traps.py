"""Work for a sandbox that misbehaves when asked to."""

import os


def answer(question: bytes) -> bytes:
    match question:
        case b"die":
            os._exit(1)
        case b"hang":
            while True:
                pass
        case b"memory":
            return bytes(10**9)
        case b"environment":
            return repr(dict(os.environ)).encode()
        case _:
            return question
