"""What Telegram would show below an address of a sample outlet: the card of a link preview."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta

from playground.edition import Edition, edition
from playground.samples import SampleReport, outlets

Card = Mapping[str, str]
"""`site`, `title`, `text`, `image`; a field may be empty."""


def cards(base_url: str) -> Callable[[str], Card | None]:
    """Tells the card of an address; None where the address is no sample report's."""
    ages_hence = datetime.now(UTC) + timedelta(days=36500)  # every report is out by then
    editions = [
        edition(outlet, ages_hence - timedelta(days=365), ages_hence, base_url) for outlet in outlets()
    ]
    known = {here.url(report): _card(here, report) for here in editions for report in here.reports}
    return lambda address: known.get(address.partition("?")[0])


def _card(here: Edition, report: SampleReport) -> Card:
    return {
        "site": here.outlet.name,
        "title": report.title,
        "text": report.teaser,
        "image": here.image(report),
    }
