"""Reports find their stories in order of arrival: outlets, late ones, edits, what an earlier version kept."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import select, update

from db import articles, stories
from db.arrivals import NewArticle
from db.database import Database
from db.schema import articles as table
from db.schema import thread_keys
from model import Story
from news.taxonomy import Taxonomy
from pipeline.understand import Desk, understand

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)
LOAN = (
    "Bank lends $84 million for the Zarbuloq solar plant in Uzbekistan",
    (
        "The Orient Development Bank of Uzbekistan lends 84 million dollars "
        "for a 170 MW solar plant in Zarbuloq. "
        "Nuriddin Saparov signed the loan agreement."
    ),
)
LOAN_AGAIN = (
    "Zarbuloq solar plant gets $84 million loan",
    (
        "Orient Development Bank and Uzbekistan agreed on a loan of $84 million "
        "for a 170 MW solar plant near "
        "Zarbuloq. Nuriddin Saparov signed it."
    ),
)
HARVEST = (
    "Wheat harvest begins in the south of Kazakhstan",
    "Farmers of Turkistan region began the wheat harvest on 312 hectares, the akimat said.",
)


async def tell(
    database: Database, outlet: str, said: tuple[str, str], hours: float = 0, name: str = ""
) -> Story:
    """An outlet's report comes in and is understood; gives its story."""
    url = f"https://{outlet.lower()}.example/{name or abs(hash(said))}"
    entry = NewArticle(
        source=outlet, outlet=outlet, guid=url, url=url, title=said[0], teaser="", text=said[1],
        published=NOON + timedelta(hours=hours),
    )  # fmt: skip
    async with database.transaction() as connection:
        await articles.add(connection, entry, NOON)
    while await understand(database, Desk({}, Taxonomy.default()), lambda: NOON):
        pass
    async with database.reading() as connection:
        number = (await connection.execute(select(table.c.story_id).where(table.c.url == url))).scalar_one()
        story = await stories.one(connection, number)
    assert story is not None
    return story


async def test_two_outlets_tell_one_story_and_the_first_was_first(database: Database) -> None:
    await tell(database, "Later", LOAN_AGAIN, hours=1)
    story = await tell(database, "First", LOAN)
    assert [one.outlet for one in story.tellings] == ["First", "Later"]
    assert story.first_at == NOON


async def test_another_event_is_another_story(database: Database) -> None:
    first, other = await tell(database, "A", LOAN), await tell(database, "B", HARVEST)
    assert first.id != other.id


async def test_a_report_far_in_time_finds_no_story(database: Database) -> None:
    first = await tell(database, "A", LOAN)
    assert (await tell(database, "B", LOAN_AGAIN, hours=24 * 30)).id != first.id


async def test_the_opening_of_a_plant_carries_on_the_thread_of_its_tender_two_years_later(
    database: Database,
) -> None:
    tender = await tell(
        database,
        "A",
        ("Zarbo wins the tender for a urea plant in Garabogaz, Turkmenistan", "Work begins in May."),
    )
    wheat = await tell(database, "B", HARVEST)
    opened = await tell(
        database,
        "C",
        ("В Туркменистане открыт завод карбамида в Гарабогазе", "Его строили два года."),
        hours=24 * 730,
    )
    assert opened.id != tender.id
    assert opened.thread == tender.thread
    assert wheat.thread == wheat.id
    async with database.reading() as connection:
        assert [one.id for one in await stories.of_thread(connection, opened)] == [tender.id]
        reason = (
            (await connection.execute(select(table.c.reason).order_by(table.c.id.desc()))).scalars().first()
        )
    assert reason is not None
    assert "carries on ~garabogaz ~urea" in reason


async def test_what_a_project_is_found_by_does_not_grow_with_its_reports(database: Database) -> None:
    for months in range(4):
        said = (
            f"Turkmenistan: part {months} of the Galkynysh field, {months + 2} wells",
            "Drilling goes on.",
        )
        await tell(database, "A", said, hours=24 * 30 * months)
    async with database.reading() as connection:
        held = (
            await connection.execute(select(thread_keys).where(thread_keys.c.key == "~galkynysh_field"))
        ).all()
    assert [(row.thread, row.reports) for row in held] == [(1, 4)]


async def test_an_edit_stays_in_the_story_that_nobody_else_tells(database: Database) -> None:
    first = await tell(database, "A", LOAN, name="loan")
    assert (await tell(database, "A", HARVEST, name="loan")).id == first.id


async def test_an_edit_that_still_fits_stays_and_keeps_why_it_joined(database: Database) -> None:
    first = await tell(database, "A", LOAN)
    await tell(database, "B", LOAN_AGAIN, name="loan")
    for text in ("It was signed by Nuriddin Saparov.", "The loan was signed by Nuriddin Saparov."):
        edited = (LOAN_AGAIN[0], LOAN_AGAIN[1].replace("Nuriddin Saparov signed it.", text))
        assert (await tell(database, "B", edited, name="loan")).id == first.id
    why = await reasons(database)
    assert "#8.4e+07USD" in why[1]
    assert why[1].count("edited since") == 1


async def test_a_report_that_tells_something_else_now_leaves_its_story(database: Database) -> None:
    first = await tell(database, "A", LOAN)
    assert (await tell(database, "B", LOAN_AGAIN, name="live")).id == first.id
    other = await tell(database, "B", HARVEST, name="live")
    assert other.id != first.id
    async with database.reading() as connection:
        left = await stories.one(connection, first.id)
    assert left is not None
    assert [one.outlet for one in left.tellings] == ["A"]
    assert (await reasons(database))[1].endswith(f"until it was edited it told story {first.id}")


async def reasons(database: Database) -> list[str]:
    async with database.reading() as connection:
        rows = await connection.execute(select(table.c.reason).order_by(table.c.id))
        return [str(reason) for reason in rows.scalars()]


async def test_every_verdict_keeps_its_reason(database: Database) -> None:
    await tell(database, "A", LOAN)
    await tell(database, "B", LOAN_AGAIN)
    first, second = await reasons(database)
    assert first == "nothing near shares a name or a figure"
    assert "#8.4e+07USD" in second


async def test_what_an_earlier_version_kept_is_passed_over(database: Database) -> None:
    first = await tell(database, "A", LOAN)
    async with database.transaction() as connection:
        await connection.execute(update(table).values(features="{}"))
    assert (await tell(database, "B", LOAN_AGAIN)).id != first.id


async def test_nothing_to_understand_is_nothing_done(database: Database) -> None:
    assert await understand(database, Desk({}, Taxonomy.default()), lambda: NOON) == 0
