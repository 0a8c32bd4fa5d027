"""Short words on a pressed button: Telegram shows them for a moment, at most 200 characters."""

from enum import StrEnum

from views.i18n import words_in


class Note(StrEnum):
    """What was done. Each has a sentence `note-…` in every language."""

    SAVED = "saved"
    MUTED = "muted"  # with `days`
    ALERT_SET = "alert-set"
    ALERT_KNOWN = "alert-known"
    PAUSED = "paused"
    RESUMED = "resumed"
    REMOVED = "removed"
    CHANGED = "changed"
    KEPT = "kept"  # asked, but not done


def note(what: Note, language: str, *, days: int = 0) -> str:
    """The words for it."""
    return words_in(language)(f"note-{what.value}", days=days)[:200]
