"""The sample outlets on loopback: real feeds, pages and pictures over HTTP."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from model import JsonRules, PageRules, Source, SourceKind
from playground import outlet_feeds, outlet_pages
from playground.edition import Edition, edition
from playground.pictures import png
from playground.samples import SampleOutlet, SampleReport, outlets

_FORMS: dict[str, tuple[str, str, Callable[[Edition], str]]] = {
    "rss": ("/feed.xml", "application/rss+xml", outlet_feeds.rss),
    "atom": ("/feed.xml", "application/atom+xml", outlet_feeds.atom),
    "rdf": ("/feed.xml", "application/rdf+xml", outlet_feeds.rdf),
    "jsonfeed": ("/feed.json", "application/feed+json", outlet_feeds.jsonfeed),
    "listing": ("/news", "text/html", outlet_pages.listing),
    "api": ("/api/news", "application/json", outlet_feeds.api_list),
    "channel": ("", "text/html", outlet_pages.channel),
}
_CARDS = PageRules(
    item="div.news-list__item",
    link="a.news-list__link",
    title=".news-list__title",
    date=".news-list__date",
    lead=".news-list__lead",
    image="img.news-list__image",
)


def sources(base_url: str) -> tuple[Source, ...]:
    """The sample outlets as Chapar's sources, when `app` is served at `base_url`."""
    return tuple(_source(outlet, base_url.rstrip("/")) for outlet in outlets())


def app(start: datetime, clock: Callable[[], datetime], base_url: str) -> Starlette:
    """A web app with every sample outlet, in a playground started at `start`.

    `clock` says what time it is; a breaking report appears once its moment has come. `base_url` is where the
    app is reachable, with the path it is mounted at, and begins every address inside the documents.
    """
    press = _Press(start, clock, base_url)
    routes = [
        Route("/s/{outlet}", press.front),
        Route("/{outlet}/feed.xml", press.front),
        Route("/{outlet}/feed.json", press.front),
        Route("/{outlet}/news", press.front),
        Route("/{outlet}/api/news", press.front),
        Route("/{outlet}/api/view", press.view),
        Route("/{outlet}/news/{report}", press.article),
        Route("/{outlet}/images/{report}.png", press.picture),
        Route("/{outlet}/{number:int}", press.post),
        Route("/{outlet}", press.home),
    ]
    return Starlette(routes=routes)


@dataclass(frozen=True, slots=True)
class _Press:
    start: datetime
    clock: Callable[[], datetime]
    base_url: str

    async def front(self, request: Request) -> Response:
        """What the outlet's source address answers, with validators."""
        here = self._edition(request)
        path, media, write = _FORMS[here.outlet.form]
        if not str(request.url.path).endswith(path or f"/s/{here.outlet.key}"):
            raise HTTPException(404)
        changed = here.published(here.reports[0]) if here.reports else self.start
        return _conditional(request, _encoded(here, media, write(here)), changed)

    async def home(self, request: Request) -> Response:
        """The outlet's front page for people: all its reports as cards."""
        here = self._edition(request)
        return Response(outlet_pages.listing(here), media_type="text/html")

    async def article(self, request: Request) -> Response:
        here = self._edition(request)
        page = outlet_pages.article(here, _report(here, request.path_params["report"]))
        return _conditional(request, _encoded(here, "text/html", page), self.start)

    async def post(self, request: Request) -> Response:
        """One message of a channel as a page of its own."""
        here = self._edition(request)
        number = request.path_params["number"]
        found = [report for report in here.reports if here.number(report) == number]
        if not found or here.outlet.kind is not SourceKind.CHANNEL:
            raise HTTPException(404)
        return Response(outlet_pages.article(here, found[0]), media_type="text/html")

    async def view(self, request: Request) -> Response:
        here = self._edition(request)
        report = _report(here, request.query_params.get("id", ""))
        return Response(outlet_feeds.api_view(here, report), media_type="application/json")

    async def picture(self, request: Request) -> Response:
        report = _report(self._edition(request), request.path_params["report"])
        if not report.image:
            raise HTTPException(404)
        return Response(png(report.id), media_type="image/png")

    def _edition(self, request: Request) -> Edition:
        key = request.path_params["outlet"]
        for outlet in outlets():
            if outlet.key == key:
                return edition(outlet, self.start, self.clock(), self.base_url)
        raise HTTPException(404)


def _report(here: Edition, name: str) -> SampleReport:
    for report in here.reports:
        if report.id == name:
            return report
    raise HTTPException(404)


def _encoded(here: Edition, media: str, text: str) -> Response:
    charset = here.outlet.charset
    body = text.encode(charset, "xmlcharrefreplace")
    return Response(body, headers={"Content-Type": f"{media}; charset={charset}"})


def _conditional(request: Request, answer: Response, changed: datetime) -> Response:
    """The answer with ETag and Last-Modified, or 304 when the asker holds it already."""
    etag = f'"{hashlib.sha256(answer.body).hexdigest()[:16]}"'
    validators = {"ETag": etag, "Last-Modified": format_datetime(changed.astimezone(UTC), usegmt=True)}
    if _held(request, etag, changed):
        return Response(status_code=304, headers=validators)
    answer.headers.update(validators)
    return answer


def _held(request: Request, etag: str, changed: datetime) -> bool:
    known = request.headers.get("if-none-match")
    if known is not None:
        return etag in (tag.strip().removeprefix("W/") for tag in known.split(","))
    try:
        since = parsedate_to_datetime(request.headers.get("if-modified-since", ""))
    except ValueError:
        return False
    return changed.replace(microsecond=0) <= since


def _source(outlet: SampleOutlet, base: str) -> Source:
    home = f"{base}/{outlet.key}"
    prefix = f"{base}/s/{outlet.key}" if outlet.kind is SourceKind.CHANNEL else home
    return Source(
        key=outlet.key,
        name=outlet.name,
        kind=outlet.kind,
        url=prefix + _FORMS[outlet.form][0],
        homepage=home,
        languages=outlet.languages,
        country=outlet.country,
        focus=outlet.tagline,
        ownership=outlet.ownership,
        verified=True,
        zone=outlet.zone,
        body="div.article__text",
        page=_CARDS if outlet.kind is SourceKind.PAGE else None,
        json=_answers(home) if outlet.kind is SourceKind.JSON else None,
    )


def _answers(home: str) -> JsonRules:
    return JsonRules(
        items="data",
        guid="id",
        title="title",
        date="date",
        page_url=f"{home}/news/{{id}}",
        lead="anons",
        image="anons_image",
        item_url=f"{home}/api/view?id={{id}}",
        item_body="data.body",
    )
