"""Periods of figures in the reader's language."""

import pytest

from views.i18n import LANGUAGES, words_in
from views.periods import period

SAID = [
    ("2021", {"en": "2021", "ru": "2021", "uz": "2021", "tk": "2021"}),
    ("2025-Q1", {"en": "Q1 2025", "ru": "1 кв. 2025", "uz": "2025-yil 1-chorak", "tk": "2025 ý. 1-çärýek"}),
    ("2024-H2", {"en": "H2 2024", "ru": "2-е полугодие 2024"}),
    ("2026-10", {"en": "Oct 2026", "ru": "окт. 2026"}),
    ("2026-01/2026-10", {"en": "Jan–Oct 2026", "ru": "янв.–окт. 2026", "tk": "ýan–okt 2026"}),
    ("2025-01/2025-08", {"ru": "янв.–авг. 2025"}),
    ("2025-11/2026-02", {"en": "Nov 2025–Feb 2026", "ru": "нояб. 2025–февр. 2026"}),
    ("2020/2024", {"en": "2020–2024", "ru": "2020–2024"}),
    ("2026-13", {"en": "2026-13"}),
    ("", {"en": "", "ru": ""}),
]


@pytest.mark.parametrize(("said", "shown"), SAID)
def test_a_period_is_said_as_people_say_it(said: str, shown: dict[str, str]) -> None:
    assert {language: period(said, words_in(language)) for language in shown} == shown


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_language_shows_a_machines_form(language: str) -> None:
    for said, _ in SAID[1:7]:
        assert "/" not in period(said, words_in(language))
