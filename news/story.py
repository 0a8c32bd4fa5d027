"""Reports of one event -> the Story a reader gets: one headline, one summary, all tellings."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from model import Attribution, LabelKind, Report, Story, SummarySentence, Telling, Version
from news.differences import differences
from news.keyline import key_figures
from news.summarise import best, headline, summarise

SHARED = 0.5  # a code counts for the story when at least this part of its reports carries it


def compose(reports: Sequence[Report], story_id: int, thread: int) -> Story:
    """The story of these reports (at least one), which are in order of publication."""
    lead = best(reports)
    summary = summarise(reports)
    return Story(
        id=story_id,
        thread=thread,
        headline=headline(lead),
        language=lead.understanding.language,
        summary=summary,
        tellings=tuple(_telling(report) for report in reports),
        first_at=min(report.article.published for report in reports),
        last_at=max(report.article.published for report in reports),
        countries=_agreed(reports, LabelKind.COUNTRY, lead),
        sectors=_agreed(reports, LabelKind.SECTOR, lead),
        topics=_agreed(reports, LabelKind.TOPIC, lead),
        figures=key_figures([lead, *(r for r in reports if r is not lead)], _text(summary)),
        attribution=_said_by([lead, *reports]),
        background=_background([lead, *reports]),
        differences=differences(reports, lead.understanding.language),
        image=next((r.article.image for r in [lead, *reports] if r.article.image), ""),
        versions=_versions(reports, lead, summary),
    )


def _versions(
    reports: Sequence[Report], lead: Report, summary: tuple[SummarySentence, ...]
) -> tuple[Version, ...]:
    """The story as the outlets of each language tell it, the lead's first; () where all tell it in one."""
    told: defaultdict[str, list[Report]] = defaultdict(list)
    for report in reports:
        told[report.understanding.language].append(report)
    own = _version(told.pop(lead.understanding.language), reports, lead, summary)
    others = [_version(several, reports, best(several), summarise(several)) for several in told.values()]
    return (own, *others) if others else ()


def _version(
    reports: Sequence[Report], every: Sequence[Report], lead: Report, summary: tuple[SummarySentence, ...]
) -> Version:
    """The story as these reports of one language tell it, out of `every` report; the lead is one of them."""
    ordered = [lead, *(report for report in reports if report is not lead)]
    return Version(
        language=lead.understanding.language,
        headline=headline(lead),
        summary=summary,
        figures=key_figures(ordered, _text(summary)),
        background=_background(ordered),
        attribution=_said_by(ordered),
        differences=differences(every, lead.understanding.language),
    )


def _said_by(reports: Iterable[Report]) -> Attribution | None:
    return next((r.understanding.attribution for r in reports if r.understanding.attribution), None)


def _background(reports: Iterable[Report]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(s for report in reports for s in report.understanding.cleaned.background))


def _telling(report: Report) -> Telling:
    article = report.article
    return Telling(
        article_id=article.id,
        outlet=article.outlet,
        url=article.url,
        title=headline(report),
        language=report.understanding.language,
        published=article.published,
        source=article.source,
    )


def _agreed(reports: Sequence[Report], kind: LabelKind, lead: Report) -> tuple[str, ...]:
    """Codes that enough reports carry, the lead's own order first."""
    counts = Counter(code for report in reports for code in dict.fromkeys(report.understanding.codes(kind)))
    wanted = {code for code, count in counts.items() if count >= SHARED * len(reports)}
    ordered = [*lead.understanding.codes(kind), *(code for code, _ in counts.most_common())]
    return tuple(dict.fromkeys(code for code in ordered if code in wanted))


def _text(summary: Iterable[SummarySentence]) -> str:
    return " ".join(sentence.text for sentence in summary)
