"""Settings, their example file and the README's table say the same."""

import re
from pathlib import Path

from settings import Settings

ROOT = Path(__file__).parents[2]


def example() -> dict[str, str]:
    lines = (ROOT / ".env.example").read_text("utf-8").splitlines()
    return dict(m.groups() for line in lines if (m := re.fullmatch(r"#?\s?([A-Z_]+)=(.*)", line)))  # type: ignore[misc]


def test_every_setting_stands_in_the_example_and_no_other() -> None:
    assert set(example()) == {name.upper() for name in Settings.model_fields}


def test_the_example_shows_the_defaults() -> None:
    shown = Settings(_env_file=None, **{name.lower(): value for name, value in example().items()})  # type: ignore[arg-type]
    assert shown == Settings(_env_file=None)


def test_admin_ids_are_separated_by_commas() -> None:
    assert Settings(_env_file=None, admin_ids="1, 22,").admin_ids == (1, 22)  # type: ignore[arg-type]


def test_a_token_never_shows_in_a_representation() -> None:
    assert "12345:canary" not in repr(Settings(_env_file=None, telegram_token="12345:canary"))  # type: ignore[arg-type]
