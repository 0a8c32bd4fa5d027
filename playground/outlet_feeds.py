"""What the sample outlets serve to feed readers: RSS 2.0, Atom, RSS 1.0 (RDF), JSON Feed, a JSON API.

Feeds carry titles and teasers, as most of the region's do; the text is on the page.
"""

import json
from email.utils import format_datetime
from html import escape
from typing import Any

from playground.edition import Edition
from playground.samples import SampleReport

MOST = 60  # what a feed lists: all a sample outlet has, so that the first poll fills the search


def listed(edition: Edition) -> tuple[SampleReport, ...]:
    """The reports a feed of this edition lists, newest first."""
    return edition.reports[:MOST]


def rss(edition: Edition) -> str:
    """RSS 2.0; the teaser is HTML in CDATA, as content systems write it."""
    outlet = edition.outlet
    items = "".join(_rss_item(edition, report) for report in listed(edition))
    return (
        f'<?xml version="1.0" encoding="{outlet.charset}"?>\n<rss version="2.0"><channel>'
        f"<title>{escape(outlet.name)}</title><link>{edition.home}</link>"
        f"<description>{escape(outlet.tagline)}</description><language>{outlet.languages[0]}</language>\n"
        f"{items}</channel></rss>\n"
    )


def _rss_item(edition: Edition, report: SampleReport) -> str:
    picture = edition.image(report)
    enclosure = f'<enclosure url="{picture}" type="image/png" length="0"/>' if picture else ""
    return (
        f"<item><title>{escape(report.title)}</title><link>{edition.url(report)}?utm_source=rss</link>"
        f'<guid isPermaLink="true">{edition.url(report)}</guid>'
        f"<pubDate>{format_datetime(edition.local(report))}</pubDate>"
        f"<description><![CDATA[<p>{escape(report.teaser, quote=False)}</p>]]></description>"
        f"{enclosure}</item>\n"
    )


def atom(edition: Edition) -> str:
    """Atom 1.0 with summaries."""
    outlet = edition.outlet
    newest = edition.published(listed(edition)[0]).isoformat()
    entries = "".join(_atom_entry(edition, report) for report in listed(edition))
    return (
        f'<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom" '
        f'xml:lang="{outlet.languages[0]}"><id>{edition.home}</id><title>{escape(outlet.name)}</title>'
        f'<subtitle>{escape(outlet.tagline)}</subtitle><link href="{edition.home}"/>'
        f"<updated>{newest}</updated><author><name>{escape(outlet.name)}</name></author>\n{entries}</feed>\n"
    )


def _atom_entry(edition: Edition, report: SampleReport) -> str:
    picture = edition.image(report)
    enclosure = f'<link rel="enclosure" type="image/png" href="{picture}"/>' if picture else ""
    when = edition.local(report).isoformat()
    return (
        f"<entry><id>{edition.url(report)}</id><title>{escape(report.title)}</title>"
        f'<link href="{edition.url(report)}"/>{enclosure}'
        f"<published>{when}</published><updated>{when}</updated>"
        f"<summary>{escape(report.teaser)}</summary></entry>\n"
    )


def rdf(edition: Edition) -> str:
    """RSS 1.0 with Dublin Core dates."""
    outlet = edition.outlet
    lines = "".join(f'<rdf:li rdf:resource="{edition.url(report)}"/>' for report in listed(edition))
    items = "".join(_rdf_item(edition, report) for report in listed(edition))
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/">\n'
        f'<channel rdf:about="{edition.home}"><title>{escape(outlet.name)}</title><link>{edition.home}</link>'
        f"<description>{escape(outlet.tagline)}</description><dc:language>{outlet.languages[0]}</dc:language>"
        f"<items><rdf:Seq>{lines}</rdf:Seq></items></channel>\n{items}</rdf:RDF>\n"
    )


def _rdf_item(edition: Edition, report: SampleReport) -> str:
    return (
        f'<item rdf:about="{edition.url(report)}"><title>{escape(report.title)}</title>'
        f"<link>{edition.url(report)}</link><description>{escape(report.teaser)}</description>"
        f"<dc:date>{edition.local(report).isoformat()}</dc:date></item>\n"
    )


def jsonfeed(edition: Edition) -> str:
    """JSON Feed 1.1 with summaries."""
    outlet = edition.outlet
    document = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": outlet.name,
        "description": outlet.tagline,
        "home_page_url": edition.home,
        "language": outlet.languages[0],
        "items": [_jsonfeed_item(edition, report) for report in listed(edition)],
    }
    return json.dumps(document, ensure_ascii=False, indent=1)


def _jsonfeed_item(edition: Edition, report: SampleReport) -> dict[str, str]:
    item = {
        "id": edition.url(report),
        "url": edition.url(report),
        "title": report.title,
        "summary": report.teaser,
        "content_text": report.teaser,
        "date_published": edition.local(report).isoformat(),
    }
    return item | ({"image": edition.image(report)} if report.image else {})


def api_list(edition: Edition) -> str:
    """A list behind an API: local dates without a zone, as ministries' portals answer."""
    data = [_api_item(edition, report) for report in listed(edition)]
    return json.dumps({"data": data, "current_page": 1, "total_page": 1}, ensure_ascii=False)


def api_view(edition: Edition, report: SampleReport) -> str:
    """One report behind an API: the list's keys and the body as HTML."""
    body = "".join(f"<p>{escape(line, quote=False)}</p>" for line in report.body)
    return json.dumps({"data": _api_item(edition, report) | {"body": body}}, ensure_ascii=False)


def _api_item(edition: Edition, report: SampleReport) -> dict[str, Any]:
    return {
        "id": report.id,
        "date": f"{edition.local(report):%Y-%m-%d %H:%M:%S}",
        "title": report.title,
        "anons": report.teaser,
        "anons_image": edition.image(report) or None,
        "views": 40 + edition.number(report),
    }
