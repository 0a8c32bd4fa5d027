"""What is installed is what was looked at: every requirement has one version and its hashes."""

from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
MOST = 24  # libraries that the running bot names itself; one more wants a reason in docs/DECISIONS.md


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_every_requirement_is_pinned_with_its_hashes(name: str) -> None:
    lines = (ROOT / name).read_text("utf-8").replace("\\\n", " ").splitlines()
    wanted = [line for line in lines if line and not line.startswith("#")]
    assert wanted
    for line in wanted:
        assert "==" in line.split(";")[0].split("--hash")[0], line
        assert "--hash=sha256:" in line, line


def test_the_running_bot_needs_few_libraries() -> None:
    named = (ROOT / "requirements.in").read_text("utf-8").split()
    assert len(named) <= MOST
