"""The answers to a query as a table: what /export sends."""

from collections.abc import Sequence

from sqlalchemy.ext.asyncio import AsyncConnection

from db import articles
from model import Figure, LabelKind, Report
from news.ranking import Hit

HEAD = (
    "published", "outlet", "title", "language", "countries", "sectors", "topics", "figures", "source", "url",
)  # fmt: skip
AT_ONCE = 500


async def table(connection: AsyncConnection, hits: Sequence[Hit]) -> list[dict[str, str]]:
    """A row for each hit, in their order, with the columns of HEAD."""
    rows: list[dict[str, str]] = []
    for start in range(0, len(hits), AT_ONCE):
        ids = [hit.article_id for hit in hits[start : start + AT_ONCE]]
        held = {report.article.id: report for report in await articles.reports(connection, ids)}
        rows += [_row(held[number]) for number in ids if number in held]
    return rows


def _row(report: Report) -> dict[str, str]:
    article, verdict = report.article, report.understanding
    return {
        "published": article.published.strftime("%Y-%m-%d %H:%M"),
        "outlet": article.outlet,
        "title": article.title,
        "language": verdict.language,
        "countries": " ".join(verdict.codes(LabelKind.COUNTRY)),
        "sectors": " ".join(verdict.codes(LabelKind.SECTOR)),
        "topics": " ".join(verdict.codes(LabelKind.TOPIC)),
        "figures": "; ".join(map(_figure, verdict.figures)),
        "source": verdict.attribution.name if verdict.attribution else "",
        "url": article.url,
    }


def _figure(figure: Figure) -> str:
    """`902000000 USD trade turnover 2025 up`: the value first, so that it can be counted with."""
    value = f"{figure.value:.10g}"
    return " ".join(filter(None, (value, figure.unit, figure.what, figure.period, figure.change)))
