"""Settings, their example file and the README's table say the same."""

import re
from pathlib import Path

import pytest

from settings import Settings

ROOT = Path(__file__).parents[2]


@pytest.fixture(autouse=True)
def _no_surroundings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Only defaults count here: no `.env`, no variables of the machine."""
    monkeypatch.chdir(tmp_path)
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)


def example() -> dict[str, str]:
    lines = (ROOT / ".env.example").read_text("utf-8").splitlines()
    return dict(m.groups() for line in lines if (m := re.fullmatch(r"#?\s?([A-Z_]+)=(.*)", line)))  # type: ignore[misc]


def test_every_setting_stands_in_the_example_and_no_other() -> None:
    assert set(example()) == {name.upper() for name in Settings.model_fields}


def test_the_example_shows_the_defaults() -> None:
    shown = Settings(**{name.lower(): value for name, value in example().items()})  # type: ignore[arg-type]
    assert shown == Settings()


def test_admin_ids_are_separated_by_commas() -> None:
    assert Settings(admin_ids="1, 22,").admin_ids == (1, 22)  # type: ignore[arg-type]


def test_a_token_never_shows_in_a_representation() -> None:
    assert "12345:canary" not in repr(Settings(telegram_token="12345:canary"))  # type: ignore[arg-type]
