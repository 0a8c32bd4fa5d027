"""What holds for all tests."""

import os

from hypothesis import settings

os.environ["PTB_TIMEDELTA"] = "1"  # as bot.py and the Makefile set it: the library's durations as timedelta

settings.register_profile("house", deadline=None)  # no test fails because the machine was busy
settings.load_profile("house")
