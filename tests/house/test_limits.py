"""The house stays small enough to read: short functions, short files, names that say something."""

import ast
import re
import statistics
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
VAGUE = {"utils", "util", "helpers", "helper", "manager", "misc", "common"}


def files() -> list[Path]:
    skip = {".venv", "versions"}
    return [p for p in sorted(ROOT.rglob("*.py")) if not skip & set(p.relative_to(ROOT).parts)]


def length(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines from `def` to the end, without the docstring."""
    lines = (node.end_lineno or 0) - node.lineno + 1
    first = node.body[0]
    if (
        isinstance(first, ast.Expr)
        and isinstance(first.value, ast.Constant)
        and isinstance(first.value.value, str)
    ):
        lines -= (first.end_lineno or 0) - first.lineno + 1
    return lines


def functions(path: Path) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
    tree = ast.parse(path.read_text("utf-8"))
    return [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]


@pytest.mark.parametrize("path", files(), ids=lambda path: str(path.relative_to(ROOT)))
def test_files_and_functions_are_short(path: Path) -> None:
    lines = path.read_text("utf-8").count("\n")
    assert lines <= 300, f"{lines} lines"
    for node in functions(path):
        assert length(node) <= 40, f"{node.name} has {length(node)} lines"


def test_most_functions_are_held_in_the_head() -> None:
    lengths = [length(node) for path in files() if "tests" not in path.parts for node in functions(path)]
    assert statistics.median(lengths) <= 8
    assert statistics.quantiles(lengths, n=10)[-1] <= 20


def test_names_say_what_a_thing_is() -> None:
    for path in files():
        assert not VAGUE & set(re.split(r"[_\W]+", path.stem.lower())), path
        names = [n.name for n in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(n, ast.ClassDef)]
        for name in names:
            assert not VAGUE & set(re.findall(r"[a-z]+", re.sub(r"([A-Z])", r" \1", name).lower())), name
