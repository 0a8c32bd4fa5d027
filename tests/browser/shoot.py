"""Takes the pictures in docs/screenshots/ anew: `python -m tests.browser.shoot [LANGUAGE ...]`.

In English and Russian the first days, in Uzbek and Turkmen the first step.
"""

import asyncio
import os
import sys
from pathlib import Path

os.environ["PTB_TIMEDELTA"] = "1"

from playground.run import playing
from settings import Settings
from tests.browser.phone import Phone, chromium
from tests.browser.scenario import first_days
from views.i18n import words_in

ALBUM = Path(__file__).parents[2] / "docs" / "screenshots"
PEOPLE = {"en": 101, "ru": 102, "uz": 103, "tk": 104}
WHOLE = {"en", "ru"}


async def shoot(language: str) -> None:
    """The pictures of one language, in a playground of its own."""
    async with playing(Settings()) as playground, chromium() as browser:
        phone = await Phone.of(browser, playground.address, PEOPLE[language], ALBUM, language)
        if language in WHOLE:
            await first_days(phone, playground, language)
            return
        await phone.enter()
        await phone.sees(words_in(language)("start-countries"))
        await phone.shot("overview")


if __name__ == "__main__":
    for wanted in sys.argv[1:] or PEOPLE:
        asyncio.run(shoot(wanted))
