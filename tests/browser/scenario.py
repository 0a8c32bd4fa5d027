"""The first days of a reader, step by step, in any of the four languages."""

from contextlib import suppress

from playwright.async_api import expect

from playground.run import Playground
from tests.browser.phone import SOON, Phone
from views.i18n import words_in

BREAKING = {"en": 46.0, "ru": 66.0}  # seconds from the start: the first story has just been told in it
SECOND = 155.0  # and the second one about Turkmen chemicals


async def first_days(phone: Phone, playground: Playground, language: str) -> None:
    """From /start to the front page and back to plain messages. Fails where a step does not come."""
    await subscribe(phone, language)
    await breaking(phone, playground, BREAKING[language])
    await search(phone, language)
    await digest(phone, language)
    await front_page(phone, language)
    await back_to_plain(phone, language)


async def subscribe(phone: Phone, language: str) -> None:
    """Three taps to the first subscription."""
    words = words_in(language)
    await phone.enter()
    await phone.sees(words("start-countries"))
    await phone.shot("start")
    await phone.tap(words.country("TM"))
    await phone.sees(words("start-sectors"))
    await phone.shot("sectors")
    await phone.tap(words.short_sector("chemicals"))
    await phone.tap(words("how-now"))
    done = await phone.sees(words("started-latest"))
    await phone.messages.nth(4).wait_for()  # /start, the answer, the latest three
    await phone.shot("subscribed", done)


async def breaking(phone: Phone, playground: Playground, moment: float) -> None:
    """A story breaks and comes by itself: the first one, or the second if the machine was too slow for it."""
    story = phone.messages.nth(await phone.messages.count())
    for when in (moment, SECOND):
        await phone.wait(when - (playground.clock() - playground.start).total_seconds())
        with suppress(AssertionError):
            await expect(story).to_be_visible(timeout=SOON / 3)
            break
    await phone.shot("story", story)
    await expect(story).to_be_visible(timeout=SOON)


async def search(phone: Phone, language: str) -> None:
    """Results in more than one language; the next page; an alert for what was asked."""
    words = words_in(language)
    await phone.say("/search trade")
    results = await phone.sees("“trade”" if language == "en" else "trade")
    await phone.button(words("button-alert")).wait_for()
    first = await phone.messages.last.inner_text()
    assert any(f"[{code}]" in first for code in ("EN", "RU", "UZ", "TK")), first  # not the reader's own
    await phone.shot("search", results)
    await phone.tap("▶")
    await phone.button("◀").wait_for()
    await phone.shot("next-page", phone.messages.last)
    await phone.tap(words("button-alert"))
    await phone.sees(words("subscribed-new"))
    await phone.shot("alert")
    await phone.tap(words("how-daily"))
    await phone.button(f"✓ {words('how-daily')}").wait_for()


async def digest(phone: Phone, language: str) -> None:
    """Tomorrow's digest, plain, and the offer of a rich one."""
    words = words_in(language)
    await phone.tomorrow()
    await phone.button(words("button-digest-settings")).wait_for()
    await phone.sees(words("rich-title"))
    first = phone.messages.filter(has=phone.page.get_by_text(words("button-digest-settings"))).last
    await phone.shot("digest", first)
    await phone.shot("sample", await phone.sees(words("rich-title")))
    await phone.tap(words("button-can-read"))
    await phone.sees(words("layout-rich"))


async def front_page(phone: Phone, language: str) -> None:
    """The next digest is a front page: a fold opens, and a story is saved from inside it."""
    words = words_in(language)
    await phone.tomorrow()
    await phone.button(words("button-plain")).wait_for()
    page = phone.messages.filter(has=phone.page.locator(".rich h1 + p")).last
    await phone.shot("front-page", page)
    fold = page.locator("details").first
    await fold.locator("summary").click()
    await fold.get_by_role("button", name=words("button-save"), exact=True).click()
    await expect(phone.page.locator("#toast")).to_have_text(words("note-saved"), timeout=SOON)
    await expect(fold).to_have_attribute("open", "", timeout=SOON)
    await phone.shot("saved", page, toast=True)


async def back_to_plain(phone: Phone, language: str) -> None:
    """The button below every rich message."""
    words = words_in(language)
    await phone.tap(words("button-plain"))
    await phone.sees(words("layout-plain"))
    await phone.shot("plain")
