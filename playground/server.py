"""The same Telegram over HTTP: /bot<TOKEN>/<method>, as any Bot API server.

Parameters come in the query, as a form (urlencoded or multipart) or as JSON.
"""

import json
from email.parser import BytesParser
from email.policy import HTTP
from urllib.parse import parse_qsl

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from playground.api import Upload
from playground.refusal import Json, Refused, bad_request, not_found
from playground.request import check_token, file_content
from playground.telegram import Telegram


def bot_api_server(telegram: Telegram) -> Starlette:
    """An ASGI app that serves the stand-in."""

    async def call(request: Request) -> Response:
        try:
            check_token(telegram, request.path_params["token"])
            given, files = await _parameters(request)
        except Refused as refusal:
            return JSONResponse(refusal.body(), refusal.code)
        status, body = await telegram.call(request.path_params["method"], given, files)
        return JSONResponse(body, status)

    async def download(request: Request) -> Response:
        try:
            check_token(telegram, request.path_params["token"])
            return Response(file_content(telegram, request.path_params["file"]))
        except Refused as refusal:
            return JSONResponse(refusal.body(), refusal.code)

    async def elsewhere(_: Request) -> Response:
        return JSONResponse(not_found().body(), 404)

    return Starlette(
        routes=[
            Route("/file/bot{token}/{file}", download),
            Route("/bot{token}/{method}", call, methods=["GET", "POST"]),
            Route("/{rest:path}", elsewhere, methods=["GET", "POST"]),
        ]
    )


async def _parameters(request: Request) -> tuple[Json, dict[str, Upload]]:
    given: Json = dict(request.query_params)
    kind = request.headers.get("content-type", "")
    body = await request.body()
    if kind.startswith("application/json"):
        return given | _json(body), {}
    if kind.startswith("multipart/form-data"):
        fields, files = _multipart(kind, body)
        return given | fields, files
    return given | dict(parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True)), {}


def _json(body: bytes) -> Json:
    try:
        parsed = json.loads(body or b"{}")
    except ValueError:
        raise bad_request("can't parse JSON in the request") from None
    if not isinstance(parsed, dict):
        raise bad_request("an object is expected in the request")
    return parsed


def _multipart(kind: str, body: bytes) -> tuple[Json, dict[str, Upload]]:
    """Fields and files of a multipart form; a mail parser knows the format."""
    message = BytesParser(policy=HTTP).parsebytes(b"Content-Type: " + kind.encode() + b"\r\n\r\n" + body)
    fields: Json = {}
    files: dict[str, Upload] = {}
    for part in message.iter_parts():
        name = str(part.get_param("name", header="content-disposition"))
        content = part.get_payload(decode=True)
        raw = content if isinstance(content, bytes) else b""
        if (filename := part.get_filename()) is not None:
            files[name] = Upload(filename, raw)
        else:
            fields[name] = raw.decode("utf-8", "replace")
    return fields, files
