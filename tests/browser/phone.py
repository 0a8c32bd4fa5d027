"""A phone in somebody's hand: a real Chromium on the playground's page, and what a thumb can do with it."""

import asyncio
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.async_api import Browser, Locator, Page, async_playwright, expect

CHROMIUM = shutil.which("chromium") or ""
_QUIET = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
SOON = 60_000.0  # milliseconds after which what must come will never come, on the busiest machine


@asynccontextmanager
async def chromium() -> AsyncIterator[Browser]:
    """Debian's Chromium, without a window."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=_QUIET)
        try:
            yield browser
        finally:
            await browser.close()


@dataclass
class Phone:
    """The page as `who` sees it. `album` is where pictures go; without one none are taken."""

    page: Page
    album: Path | None = None
    name: str = ""

    @classmethod
    async def of(
        cls, browser: Browser, address: str, who: int, album: Path | None = None, name: str = ""
    ) -> "Phone":
        """Opens the page on the chat of `who`, a phone wide, in Tashkent."""
        context = await browser.new_context(
            viewport={"width": 390, "height": 844},
            device_scale_factor=1.5,
            timezone_id="Asia/Tashkent",
            locale="en-GB",
        )
        context.set_default_timeout(SOON)
        page = await context.new_page()
        await page.goto(f"{address}/#{who}")
        phone = cls(page, album, name)
        await phone.page.wait_for_selector("#title")
        return phone

    @property
    def messages(self) -> Locator:
        """The bot's and the person's messages, oldest first."""
        return self.page.locator("#messages article")

    async def enter(self) -> None:
        """Taps START, or the way into a group."""
        await self.page.click("#enter")

    async def say(self, text: str) -> None:
        """Types and sends."""
        await self.page.fill("#text", text)
        await self.page.press("#text", "Enter")

    def button(self, label: str) -> Locator:
        """The newest button with this label, below a message or inside it."""
        return self.page.locator("#messages :is(.keys, .bubble) button", has_text=label).last

    async def tap(self, label: str) -> None:
        """Taps the newest button with this label."""
        await self.button(label).click()

    async def sees(self, text: str) -> Locator:
        """Waits for a message with this text: the newest such one."""
        message = self.messages.filter(has_text=text).last
        await expect(message).to_be_visible(timeout=SOON)
        return message

    async def wait(self, seconds: float) -> None:
        """Time goes by in the playground, in no time."""
        await self.page.evaluate(
            "hours => fetch('/api/clock', {method: 'POST', body: JSON.stringify({hours})})", seconds / 3600
        )

    async def tomorrow(self) -> None:
        """Pushes the clock to eight o'clock tomorrow and waits until it stands there."""
        before = await self.page.inner_text("#clock")
        await self.page.click("#tools summary")
        await self.page.click("#tomorrow")
        await expect(self.page.locator("#clock")).not_to_have_text(before, timeout=SOON)
        await self.page.wait_for_selector("#clock:not(.waiting)", timeout=SOON)

    async def shot(self, step: str, top: Locator | None = None, *, toast: bool = False) -> None:
        """Takes a picture of the screen, with `top` at its upper edge if given."""
        if self.album is None:
            return
        if not toast:
            await expect(self.page.locator("#toast")).to_be_hidden()
        if top is not None:
            await top.evaluate(
                "one => { const all = document.getElementById('messages');"
                " all.scrollTop += one.getBoundingClientRect().top - all.getBoundingClientRect().top - 10; }"
            )
        await self.page.mouse.move(0, 0)
        await self.page.wait_for_timeout(400)  # pictures and folds come to rest
        file = self.album / f"{self.name}-{step}.png"
        await self.page.screenshot(path=file)
        await _squeeze(file)


async def _squeeze(file: Path) -> None:
    """Makes a picture small where pngquant is at hand."""
    if squeeze := shutil.which("pngquant"):
        program = await asyncio.create_subprocess_exec(squeeze, "--force", "--ext", ".png", "64", str(file))
        await program.wait()
