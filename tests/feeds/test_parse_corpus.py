"""Documents of other projects' test suites and of the open web, whole and mutilated."""

import ast
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from feeds.documents import entries
from feeds.headers import media_type
from feeds.markup import plain
from feeds.parse import Parsed, Unreadable
from model import Entry
from tests.feeds.mutants import CORPUS, is_clean

EXPECTING = CORPUS / "feedparser-wellformed"
OURS = {
    "title": "title", "link": "url", "id": "guid", "guid": "guid",
    "published_parsed": "published", "created_parsed": "published", "updated_parsed": "updated",
}  # fmt: skip

pytestmark = pytest.mark.skipif(not CORPUS.exists(), reason="needs ../shared/data/feeds")


def documents() -> list[Path]:
    return sorted(path for path in CORPUS.rglob("*") if path.is_file() and path.name != "SOURCE.md")


def outcome(
    body: bytes, content_type: str = "", base_url: str = "http://outlet.example/feed"
) -> Parsed | Unreadable:
    return entries(body, *media_type(content_type), base_url)


def test_every_document_gives_entries_or_a_reason() -> None:
    codes = Counter[str]()
    for path in documents()[::3]:
        read = outcome(path.read_bytes())
        codes["entries" if isinstance(read, Parsed) else read.code] += 1
        assert isinstance(read, Unreadable) or all(is_clean(entry) for entry in read.entries), path
    assert set(codes) <= {"entries", "not-a-feed", "broken"}
    assert codes["entries"] > 0.97 * codes.total()


def test_only_what_is_no_feed_is_called_so() -> None:
    for path in (*(CORPUS / "reader").iterdir(), *(CORPUS / "miniflux").iterdir()):
        body = path.read_bytes()
        read = outcome(body) if path.is_file() else None
        if isinstance(read, Unreadable) and read.code == "not-a-feed":
            assert not re.search(rb"<(rss|feed|rdf:RDF)[\s>]", body), path


def expectations(path: Path) -> Iterator[tuple[int, str, object]]:
    """(place, field, value) of each plain claim about an entry's title, link, date or id."""
    head = path.read_bytes()[:4_000].decode("latin-1").replace("\0", "")
    claim = re.search(r"Expect:\s*(?:not bozo and\s+)?(.*?)\s*-->", head, re.DOTALL)
    try:
        tree = ast.parse(claim[1], mode="eval") if claim else ast.Expression(ast.Constant(0))
    except SyntaxError:
        return
    for node in ast.walk(tree):
        if not isinstance(node, ast.Compare) or not isinstance(node.ops[0], ast.Eq):
            continue
        about = re.fullmatch(r"entries\[(\d)\](?:\['(\w+)'\]|\.(\w+))", ast.unparse(node.left))
        name = (about[2] or about[3]) if about else ""
        if about and name in OURS and isinstance(node.comparators[-1], ast.Constant | ast.Tuple):
            yield int(about[1]), name, ast.literal_eval(node.comparators[-1])


def agrees(entry: Entry, name: str, expected: object) -> bool:
    said = getattr(entry, OURS[name])
    if name.endswith("_parsed"):
        return isinstance(expected, tuple) and said is not None and said.utctimetuple()[:6] == expected[:6]
    return said == expected or (name == "title" and isinstance(expected, str) and said == plain(expected))


def test_title_link_date_and_id_agree_with_what_the_suite_expects() -> None:
    right, wrong = 0, []
    for path in sorted(EXPECTING.rglob("*.xml")):
        claims = list(expectations(path))
        if not claims:
            continue
        head = path.read_bytes()[:2_000].decode("latin-1")
        headers = dict(re.findall(r"^Header:\s*([\w-]+):\s*(.*?)\s*$", head, re.MULTILINE))
        base_url = headers.get("Content-Location", f"http://127.0.0.1:8097/{path.relative_to(EXPECTING)}")
        read = outcome(path.read_bytes(), headers.get("Content-type", ""), base_url)
        for place, name, expected in claims:
            if isinstance(read, Parsed) and agrees(read.entries[place], name, expected):
                right += 1
            else:
                wrong.append((path.name, name, expected))
    assert right > 100
    assert len(wrong) <= 0.01 * (right + len(wrong)), wrong
