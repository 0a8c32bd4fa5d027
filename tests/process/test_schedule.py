"""The stages' schedule."""

from datetime import UTC, datetime
from pathlib import Path

from dispatch import Line
from house import open_house
from service import build
from settings import Settings


async def test_what_is_done_once_an_hour_is_done_at_the_start_too(tmp_path: Path) -> None:
    (tmp_path / "sources.toml").write_text("")
    settings = Settings(
        _env_file=None,  # type: ignore[call-arg]
        database_url=f"sqlite+aiosqlite:///{tmp_path}/chapar.db",
        sources=str(tmp_path / "sources.toml"),
        backup_dir=str(tmp_path),
    )
    async with open_house(settings, lambda: datetime.now(UTC)) as house:
        queue = build(house, Line("1:token")).job_queue
        assert queue is not None
        first = {job.name: job.next_run_time for job in queue.scheduler.get_jobs()}
    assert {"poll", "sweep", "ends", "copy"} <= first.keys()
    assert max(first.values()) <= datetime.now(UTC)
