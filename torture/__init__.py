"""Laboratories that try to make the promise of docs/OPERATING.md false. `python -m torture` prints one table.

Each lab judges by what stands on Telegram's side or in the file, never by what the bot says of itself.
"""
