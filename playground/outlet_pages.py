"""The sample outlets' pages for browsers: an article and its surroundings, a listing, a channel."""

from html import escape
from string import Template

from playground.edition import Edition
from playground.outlet_feeds import listed
from playground.samples import SampleReport, chrome, text_of

_RELATED = 3


def article(edition: Edition, report: SampleReport) -> str:
    """An article's page: navigation, share bars, picture, text, related reports, footer."""
    words = chrome(edition.outlet)
    picture = edition.image(report)
    values = _frame(edition) | _told(edition, report) | {
        "language": report.language,
        "url": edition.url(report),
        "share": words["share"],
        "copy": words["copy"],
        "also": words["also"],
        "subscribe": words["subscribe"],
        "og_image": f'<meta property="og:image" content="{picture}">\n' if picture else "",
        "figure": _figure(edition, report, words["photo"]),
        "paragraphs": "\n".join(f"<p>{escape(line, quote=False)}</p>" for line in report.body),
        "related": "".join(_related(edition, other) for other in _others(edition, report)),
    }  # fmt: skip
    return Template(text_of("article.html")).substitute(values)


def listing(edition: Edition) -> str:
    """A page of cards, newest first, for outlets without a feed."""
    card = Template(text_of("card.html"))
    cards = (card.substitute(_card(edition, report)) for report in listed(edition))
    language = edition.outlet.languages[0]
    return Template(text_of("listing.html")).substitute(
        _frame(edition), language=language, cards="".join(cards)
    )


def channel(edition: Edition) -> str:
    """A public channel's preview page, oldest message first, as messengers show it."""
    post = Template(text_of("post.html"))
    posts = (post.substitute(_post(edition, report)) for report in reversed(listed(edition)))
    values = _signs(edition) | {"tagline": escape(edition.outlet.tagline), "posts": "".join(posts)}
    return Template(text_of("channel.html")).substitute(values)


def _frame(edition: Edition) -> dict[str, str]:
    outlet = edition.outlet
    words = chrome(outlet)
    links = (f'<a href="{edition.home}">{escape(name)}</a>' for name in words["nav"])
    return {
        "outlet": escape(outlet.name),
        "key": outlet.key,
        "charset": outlet.charset,
        "home": edition.home,
        "nav": "".join(links),
        "footer": words["footer"],
    }


def _told(edition: Edition, report: SampleReport) -> dict[str, str]:
    return {
        "title": escape(report.title),
        "teaser": escape(report.teaser),
        "published": edition.local(report).isoformat(),
        "local_time": f"{edition.local(report):%d.%m.%Y %H:%M}",
    }


def _figure(edition: Edition, report: SampleReport, photo: str) -> str:
    if not report.image:
        return ""
    return (
        f'<figure><img src="{edition.image(report)}" alt=""><figcaption>{photo}: '
        f"{escape(edition.outlet.name)}</figcaption></figure>\n"
    )


def _others(edition: Edition, report: SampleReport) -> tuple[SampleReport, ...]:
    """The outlet's reports before this one, then its newest."""
    older = [other for other in edition.reports if other.after < report.after]
    newer = [other for other in edition.reports if other.after > report.after]
    return tuple((older + newer)[:_RELATED])


def _related(edition: Edition, other: SampleReport) -> str:
    return f'<li><a href="{edition.url(other)}">{escape(other.title)}</a></li>'


def _card(edition: Edition, report: SampleReport) -> dict[str, str]:
    picture = edition.image(report)
    image = f'<img class="news-list__image" src="{picture}" alt="">' if picture else ""
    return _told(edition, report) | {"path": edition.url(report), "picture": image}


def _signs(edition: Edition) -> dict[str, str]:
    outlet = edition.outlet
    return {"key": outlet.key, "name": escape(outlet.name), "base": edition.base_url}


def _post(edition: Edition, report: SampleReport) -> dict[str, str]:
    number = edition.number(report)
    style = f"background-image:url('{edition.image(report)}')"
    link = f'<a class="tgme_widget_message_photo_wrap" style="{style}" href="{edition.url(report)}"></a>\n'
    return _signs(edition) | _told(edition, report) | {
        "number": str(number),
        "photo": link if report.image else "",
        "text": "<br><br>".join(escape(line, quote=False) for line in report.body),
        "views": f"{number * 13 / 1000:.2f}K",
        "clock": f"{edition.published(report):%H:%M}",
    }  # fmt: skip
