"""What SQLite writes to a database's files, and when it asks the disk to keep it, as a list of operations.

SQLite reaches the disk through a table of functions, its VFS (sqlite.org/vfs.html). Here the very library
that Python uses is given a copy of that table in which opening and deleting files are ours; files opened
through it have tables in which writing, truncating and syncing are ours. Each calls the original.
No compiler is needed; a Python with SQLite built into itself keeps the library out of reach, and says so.
"""

import ctypes
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from ctypes import CFUNCTYPE, POINTER, Structure, c_char_p, c_int, c_int64, c_void_p
from dataclasses import dataclass
from pathlib import Path

OK = 0
FILES = ("", "-wal", "-journal")  # the -shm holds nothing that is needed after a cut

_OPEN = CFUNCTYPE(c_int, c_void_p, c_void_p, c_void_p, c_int, c_void_p)
_DELETE = CFUNCTYPE(c_int, c_void_p, c_char_p, c_int)
_WRITE = CFUNCTYPE(c_int, c_void_p, c_void_p, c_int, c_int64)
_TRUNCATE = CFUNCTYPE(c_int, c_void_p, c_int64)
_SYNC = CFUNCTYPE(c_int, c_void_p, c_int)


class Unreachable(Exception):  # noqa: N818  a property of this Python, no error of ours
    """This Python's SQLite cannot be watched."""


class _Vfs(Structure):
    _fields_ = (
        ("version", c_int), ("file_size", c_int), ("longest", c_int), ("next", c_void_p), ("name", c_char_p),
        ("data", c_void_p), ("open", c_void_p), ("delete", c_void_p), ("rest", c_void_p * 13),
    )  # fmt: skip


class _Methods(Structure):
    _fields_ = (
        ("version", c_int), ("close", c_void_p), ("read", c_void_p), ("write", c_void_p),
        ("truncate", c_void_p), ("sync", c_void_p), ("rest", c_void_p * 13),
    )  # fmt: skip


class _File(Structure):
    _fields_ = (("methods", POINTER(_Methods)),)


# ---------------------------------------------------------------- operations


@dataclass(frozen=True, slots=True)
class Write:
    """Bytes to a place of a file."""

    file: str
    at: int
    body: bytes


@dataclass(frozen=True, slots=True)
class Truncate:
    """A file is cut to a size."""

    file: str
    size: int


@dataclass(frozen=True, slots=True)
class Sync:
    """All that was done to a file is on the disk when this returns."""

    file: str


@dataclass(frozen=True, slots=True)
class Create:
    """A file that was not there."""

    file: str


@dataclass(frozen=True, slots=True)
class Delete:
    """A file goes; `synced`: its name, too, before this returns."""

    file: str
    synced: bool


@dataclass(frozen=True, slots=True)
class Acknowledged:
    """Somebody was told that it is done: from now on `moment` (a number) must never be lost."""

    moment: int


Operation = Write | Truncate | Sync | Create | Delete | Acknowledged


# ---------------------------------------------------------------- the watching


@contextmanager
def watched(database: Path) -> Iterator[list[Operation]]:
    """All operations on the database's files, by this process, while this lasts.

    Raises:
        Unreachable: this Python's SQLite cannot be watched.
    """
    log: list[Operation] = []
    names = {str(database.resolve()) + end: end or "db" for end in FILES}
    _WATCHER.install()
    _WATCHER.note, _WATCHER.names = log.append, names
    try:
        yield log
    finally:
        _WATCHER.names = {}


class _Watcher:
    """The functions in the tables. They stay in place: open files go on using them."""

    def __init__(self) -> None:
        self.names: dict[str, str] = {}
        self.note: Callable[[Operation], None] = lambda _: None
        self._paths: dict[int, str] = {}  # of open files, by address
        self._tables: dict[int, _Methods] = {}  # ours, by the address of the original
        self._originals: dict[int, tuple[Callable[..., int], ...]] = {}  # by the address of ours
        self._vfs: _Vfs | None = None

    def install(self) -> None:
        """Put our table in the place of the default one, once."""
        if self._vfs is not None:
            return
        library = _library()
        library.sqlite3_vfs_find.restype = POINTER(_Vfs)
        original = library.sqlite3_vfs_find(None)
        ours = _Vfs.from_buffer_copy(original.contents)
        ours.name = b"watched"
        self._vfs, self._vfs_address = ours, ctypes.cast(original, c_void_p)
        self._open, self._delete = _OPEN(ours.open), _DELETE(ours.delete)
        self._kept = (_OPEN(self._on_open), _DELETE(self._on_delete))
        self._ours = (_WRITE(self._on_write), _TRUNCATE(self._on_truncate), _SYNC(self._on_sync))
        ours.open, ours.delete = (ctypes.cast(one, c_void_p).value for one in self._kept)
        library.sqlite3_vfs_register(ctypes.byref(ours), 1)

    def _on_open(self, _vfs: int, name: int | None, file: int, flags: int, told: int | None) -> int:
        path = ctypes.string_at(name).decode() if name else ""
        known = self.names.get(path)
        is_new = known is not None and not Path(path).exists()
        code: int = self._open(self._vfs_address, name, file, flags, told)
        if code == OK and known is not None:
            self._paths[file] = known
            self._take_over(_File.from_address(file))
            if is_new:
                self.note(Create(known))
        return code

    def _take_over(self, file: _File) -> None:
        address = ctypes.addressof(file.methods.contents)
        if address not in self._tables:
            ours = _Methods.from_buffer_copy(file.methods.contents)
            originals = (_WRITE(ours.write), _TRUNCATE(ours.truncate), _SYNC(ours.sync))
            ours.write, ours.truncate, ours.sync = (ctypes.cast(one, c_void_p).value for one in self._ours)
            self._tables[address] = ours
            self._originals[ctypes.addressof(ours)] = originals
        file.methods = ctypes.pointer(self._tables[address])

    def _on_delete(self, _vfs: int, name: bytes, synced: int) -> int:
        code: int = self._delete(self._vfs_address, name, synced)
        if code == OK and (known := self.names.get(name.decode())):
            self.note(Delete(known, bool(synced)))
        return code

    def _on_write(self, file: int, body: int, length: int, at: int) -> int:
        self._say(file, lambda name: Write(name, at, ctypes.string_at(body, length)))
        return self._original(file)[0](file, body, length, at)

    def _on_truncate(self, file: int, size: int) -> int:
        self._say(file, lambda name: Truncate(name, size))
        return self._original(file)[1](file, size)

    def _on_sync(self, file: int, flags: int) -> int:
        code = self._original(file)[2](file, flags)
        self._say(file, Sync)
        return code

    def _say(self, file: int, said: Callable[[str], Operation]) -> None:
        if self.names and (name := self._paths.get(file)):
            self.note(said(name))

    def _original(self, file: int) -> tuple[Callable[..., int], ...]:
        return self._originals[ctypes.addressof(_File.from_address(file).methods.contents)]


def _library() -> ctypes.CDLL:
    """The SQLite that the module sqlite3 uses: found through the module's own file."""
    import _sqlite3  # noqa: PLC0415  only here, and it may be part of the interpreter

    try:
        library = ctypes.CDLL(getattr(_sqlite3, "__file__", None))
        library.sqlite3_libversion.restype = c_char_p
        version = library.sqlite3_libversion().decode()
    except (OSError, AttributeError) as error:
        raise Unreachable(f"this Python keeps its SQLite out of reach: {error}") from None
    if version != sqlite3.sqlite_version:
        raise Unreachable(f"another SQLite ({version}) than Python's ({sqlite3.sqlite_version}) was found")
    return library


_WATCHER = _Watcher()
