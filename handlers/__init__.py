"""People's wishes coming in: update -> one call -> Message -> reply. No SQL, no rules."""
