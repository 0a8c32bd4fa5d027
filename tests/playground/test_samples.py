"""The sample news of the playground: enough of it, in four languages, and well formed."""

import json
import re
from collections import Counter, defaultdict
from datetime import timedelta
from pathlib import Path

import pytest

from model import SourceKind
from playground.samples import SampleReport, chrome, outlets, reports

TAXONOMY = Path(__file__).parents[3] / "shared" / "data" / "central-asia" / "taxonomy.json"
CYRILLIC = re.compile(r"[а-яёўқғҳА-ЯЁЎҚҒҲ]")
REMINDERS = (
    "Let us remind you",
    "Напомним",
    "Eslatib o‘tamiz",
    "Эслатиб ўтамиз",
    "Ýatlad",
    "Ýatlas",
    "Ýatlap",
)
ALSO = ("Also read:", "Читайте также:", "Shuningdek o‘qing:", "Шунингдек ўқинг:", "Şeýle hem okaň:")


def told(report: SampleReport) -> str:
    return " ".join(report.body)


def share(prefixes: tuple[str, ...]) -> float:
    return sum(any(word in told(report) for word in prefixes) for report in reports()) / len(reports())


def stories() -> dict[str, list[SampleReport]]:
    tellings = defaultdict(list)
    for report in reports():
        if report.story:
            tellings[report.story].append(report)
    return tellings


def test_there_are_at_least_130_reports_in_four_languages() -> None:
    counted = Counter(report.language for report in reports())
    assert counted.total() >= 130
    assert set(counted) == {"en", "ru", "uz", "tk"}
    assert min(counted["en"], counted["ru"]) >= 38
    assert min(counted["uz"], counted["tk"]) >= 24


def test_at_least_27_stories_are_told_by_two_to_five_outlets() -> None:
    several = [tellings for tellings in stories().values() if len(tellings) > 1]
    assert len(several) >= 27
    assert all(len(tellings) <= 5 for tellings in several)
    for tellings in several:
        assert len({report.outlet for report in tellings}) == len(tellings)
    across = [tellings for tellings in several if len({report.language for report in tellings}) > 1]
    assert len(across) >= 25


def test_tellings_of_a_story_are_close_in_time_and_differ_in_words() -> None:
    for name, tellings in stories().items():
        ages = [report.after for report in tellings]
        assert max(ages) - min(ages) <= timedelta(days=2), name
        assert len({report.title for report in tellings}) == len(tellings), name
        assert len({report.body[0] for report in tellings}) == len(tellings), name


def test_several_projects_are_followed_through_their_stages() -> None:
    stages = defaultdict(set)
    for report in reports():
        if report.thread:
            stages[report.thread].add(report.story or report.id)
    assert sum(len(found) >= 3 for found in stages.values()) >= 3


def test_the_news_spread_over_three_months_and_reach_into_the_last_hours() -> None:
    ages = [-report.after for report in reports() if report.after <= timedelta(0)]
    assert timedelta(days=80) <= max(ages) <= timedelta(days=92)
    assert min(ages) <= timedelta(hours=3)
    weeks = Counter(age.days // 7 for age in ages)
    assert all(weeks[week] >= 3 for week in range(12))


def test_the_breaking_news_begin_with_turkmen_chemicals_told_in_three_languages() -> None:
    breaking = sorted((report for report in reports() if report.breaking), key=lambda report: report.after)
    assert len(breaking) >= 8
    assert all(timedelta(seconds=20) <= report.after <= timedelta(seconds=240) for report in breaking)
    first, second, third = breaking[:3]
    assert [first.language, {second.language, third.language}] == ["en", {"ru", "tk"}]
    assert first.story == second.story == third.story
    assert second.after == third.after == first.after + timedelta(seconds=20)
    assert "TM" in first.countries
    assert "chemicals" in first.sectors


def test_the_next_three_days_bring_news_too_turkmen_chemicals_on_each_of_them() -> None:
    ahead = [report for report in reports() if report.after > timedelta(minutes=4)]
    for day in range(3):
        todays = [report for report in ahead if report.after // timedelta(days=1) == day]
        chemical = [r for r in todays if "TM" in r.countries and "chemicals" in r.sectors]
        assert len(todays) >= 4, day
        assert len({report.story or report.id for report in chemical}) >= 2, day


@pytest.mark.parametrize("report", reports(), ids=lambda report: report.id)
def test_a_report_reads_like_one(report: SampleReport) -> None:
    words = len(told(report).split())
    assert 90 <= words <= 220, words
    assert len(report.body) >= 3
    assert 15 <= len(report.title) <= 120
    assert report.teaser.endswith((".", "?", "!"))
    assert len(report.teaser) <= 200
    assert report.countries
    assert report.sectors
    assert report.topics
    whole = f"{report.title} {report.teaser} {told(report)}"
    assert "  " not in whole
    assert not re.search(r"\s[,.;:!?](\s|$)", whole)
    assert (len(CYRILLIC.findall(whole)) > 100) == (
        report.language == "ru" or report.outlet == "iqtisod-bugun"
    )


def test_ids_are_unique_and_fit_into_an_address() -> None:
    ids = [report.id for report in reports()]
    assert len(set(ids)) == len(ids)
    assert all(re.fullmatch(r"[a-z0-9-]+", name) for name in ids)


def test_a_third_recalls_the_background_and_a_fifth_ends_with_a_pointer() -> None:
    assert 0.25 <= share(REMINDERS) <= 0.55
    assert 0.2 <= share(ALSO) <= 0.4
    for report in reports():
        assert not any(line.startswith(ALSO) for line in report.body[:-1]), report.id


def test_outlets_cover_every_kind_of_source_and_have_less_than_a_feedful() -> None:
    assert 12 <= len(outlets()) <= 14
    assert {outlet.kind for outlet in outlets()} == set(SourceKind)
    assert "windows-1251" in {outlet.charset for outlet in outlets()}
    counted = Counter(report.outlet for report in reports())
    assert all(3 <= counted[outlet.key] < 60 for outlet in outlets())


def test_every_outlet_has_words_for_its_pages() -> None:
    for outlet in outlets():
        words = chrome(outlet)
        assert all(words[name] for name in ("nav", "also", "share", "copy", "photo", "footer", "subscribe"))
    for report in reports():
        assert report.language in {language for outlet in outlets() for language in outlet.languages}


@pytest.mark.skipif(not TAXONOMY.exists(), reason="the shared taxonomy is not beside the project")
def test_every_country_sector_and_topic_of_the_taxonomy_is_reported_on() -> None:
    taxonomy = json.loads(TAXONOMY.read_text("utf-8"))
    for kind in ("countries", "sectors", "topics"):
        used = {code for report in reports() for code in getattr(report, kind)}
        assert used == set(taxonomy[kind]), kind
