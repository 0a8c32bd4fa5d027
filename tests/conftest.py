"""What holds for all tests."""

import os

from hypothesis import settings

os.environ["PTB_TIMEDELTA"] = "1"  # as bot.py and the Makefile set it: the library's durations as timedelta

# No test fails because the machine was busy, or today and not tomorrow; `--hypothesis-profile=wild` looks
# for what nobody has met yet, with other examples each time.
settings.register_profile("house", deadline=None, derandomize=True)
settings.register_profile("wild", deadline=None)
settings.load_profile("house")
