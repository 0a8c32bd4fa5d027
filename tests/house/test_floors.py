"""The floors of the house: who may import whom, and what the pure floors may touch."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FLOOR = {
    "bot": 4, "commands": 4, "connection": 4, "house": 4, "logs": 4, "dispatch": 4, "service": 4,
    "watchdog": 4, "playground": 4, "web": 4, "torture": 4,
    "pipeline": 3, "handlers": 3,
    "feeds": 2, "db": 2, "delivery": 2,
    "news": 1, "views": 1,
    "model": 0, "message": 0, "people": 0, "settings": 0,
}  # fmt: skip
ABOVE = {("views", "news")}  # the only pair on one floor where one may read the other
WORLD = {
    "asyncio", "aiohttp", "aiosqlite", "glob", "http", "httpx", "io", "os", "pathlib", "random", "secrets",
    "shutil", "socket", "sqlalchemy", "sqlite3", "ssl", "subprocess", "telegram", "tempfile", "threading",
    "time", "urllib.request", "uuid",
}  # fmt: skip
CLOCKS = {"now", "utcnow", "today"}


def sources() -> list[Path]:
    top = [ROOT / f"{name}.py" for name in FLOOR if (ROOT / f"{name}.py").exists()]
    return top + [path for name in FLOOR for path in sorted((ROOT / name).rglob("*.py"))]


def part_of(path: Path) -> str:
    return path.relative_to(ROOT).parts[0].removesuffix(".py")


def imports(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            yield node.module or ""


@pytest.mark.parametrize("path", sources(), ids=lambda path: str(path.relative_to(ROOT)))
def test_a_file_imports_its_own_package_and_floors_below(path: Path) -> None:
    here = part_of(path)
    for name in imports(ast.parse(path.read_text("utf-8"))):
        there = name.split(".")[0]
        if there not in FLOOR or there == here:
            continue
        if FLOOR[here] == 4 and FLOOR[there] < 4:
            continue
        if FLOOR[here] == FLOOR[there] == 4:
            continue  # those who put things together know each other; nobody imports bot
        assert there != "settings", f"{here} reads settings: only floor 4 may"
        allowed = FLOOR[there] < FLOOR[here] or (here, there) in ABOVE or FLOOR[here] == FLOOR[there] == 0
        assert allowed, f"{here} (floor {FLOOR[here]}) imports {name} (floor {FLOOR[there]})"
        if here == "handlers":
            assert there != "feeds", "handlers never import feeds: a wish becomes a row"


@pytest.mark.parametrize(
    "path", [p for p in sources() if FLOOR[part_of(p)] <= 1 and part_of(p) != "settings"],
    ids=lambda path: str(path.relative_to(ROOT)),
)  # fmt: skip
def test_the_pure_floors_touch_no_world(path: Path) -> None:
    tree = ast.parse(path.read_text("utf-8"))
    for name in imports(tree):
        assert name not in WORLD, f"{name} is the world"
        assert name.split(".")[0] not in WORLD - {"urllib.request"}, f"{name} is the world"
    for node in ast.walk(tree):
        assert not isinstance(node, ast.AsyncFunctionDef | ast.Await), f"async at line {node.lineno}"
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            assert node.func.attr not in CLOCKS, f"a clock at line {node.lineno}"


def test_nobody_imports_bot() -> None:
    for path in sources():
        assert "bot" not in {name.split(".")[0] for name in imports(ast.parse(path.read_text("utf-8")))}, path
