"""What holds for all tests."""

import os

os.environ["PTB_TIMEDELTA"] = "1"  # as bot.py and the Makefile set it: the library's durations as timedelta
