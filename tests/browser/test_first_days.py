"""What a reader lives through in a real browser."""

import pytest
from playwright.async_api import Browser

from playground.run import Playground
from tests.browser.phone import Phone
from tests.browser.scenario import first_days

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="module")]
DANA = 101


async def test_from_the_first_tap_to_the_front_page_and_back(
    browser: Browser, playground: Playground
) -> None:
    phone = await Phone.of(browser, playground.address, DANA)
    await first_days(phone, playground, "en")
    assert not playground.telegram.refusals  # every request was one that Telegram takes
