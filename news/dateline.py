"""Where a report begins after the place, the day and the agency that open its first line.

"BAKU, Azerbaijan, June 10.", «Павлодар, «Деловой Туран».», "Astana. Kazinform –", "/TDH/": a chain of names,
days and agencies with marks between them. A name before a dash may as well be a subject ("Kazakhstan – the
main buyer"), so that one counts only in capitals, or beside something that no sentence begins with.
"""

import re

from news.bodies import is_media

LONGEST = 90  # characters, and at most so much of the line:
MOST = 0.7

_CAPITAL = r"[A-ZА-ЯЁӘҒҚҢӨҰҮҺІЎҲҶӢӮƏÇŞÝŽÄÖÜĞİŇ]"
_WORD = rf"{_CAPITAL}[\w’'‘ʻ-]*(?:\.\w[\w.]*)?"  # with a domain: "REPORT.AZ"
_NAME = rf"(?:nCa\b|{_WORD}(?:[ -]{_WORD}){{0,2}})"
_MONTH = r"(?!(?:new|the)\b)[^\W\d_]{3,9}\.?"
_DAY = (
    rf"(?:\d{{1,2}}(?:\.\d{{1,2}}\.\d{{2,4}}|[ -](?:nji |njy )?{_MONTH}(?:,? \d{{4}})?)"
    rf"|{_CAPITAL}[a-z]{{2,8}}\.? \d{{1,2}}(?:, \d{{4}})?)"
)
_QUOTED = r"[«“\"][^»”\"\n]{2,30}[»”\"]"
_ENCLOSED = r"/[^/\n]{2,30}/|\([^()\n]{2,30}\)"
_PART = rf"(?:{_ENCLOSED}|{_QUOTED}|{_DAY}|{_NAME})"
_STOP = (  # no initial, no "U.S.", no title
    r"(?:(?<=[\w‘’'][\w‘’'][\w»”\")/])|(?<=\d)|(?<=\.[A-Za-z]{2}))"
    r"(?<!\bSen)(?<!\bRep)(?<!\bGov)(?<!\bGeo)(?<!\bMrs)\."
)
_MARK = rf"(?:{_STOP} ?| ?, ?| ?[—–-]{{1,2}} |[.,]? ?(?=[/(])|/ ?)"
_END = (
    rf"(?P<end>(?<=\w)/ |[,.:]* ?[—–-]{{1,2}} +|(?<=\d) : |{_STOP}\s+|(?<=/)[.:]*\s+|(?<=\))[.:]+\s+"
    r"|(?<=[A-ZƏ]{5}) (?=[A-ZƏÇŞ][a-zəıöüğşç]))"
)
_LINE = re.compile(rf"(?!\d)/?{_PART}(?:{_MARK}{_PART}){{0,4}}{_END}(?=[\W\d]*{_CAPITAL}|[\W_]*\d)")
_SURE = re.compile(rf"{_ENCLOSED}|\d|--|\w\.[A-Za-z]{{2,4}}\b")  # no sentence begins with these in it
_UPPER = re.compile(rf"/?{_CAPITAL}[{_CAPITAL[1:-1]}‘’'ʻ-]{{2,}}\b")


def dateline(line: str) -> int:
    """Where the report begins in its first line; 0 when nothing stands before it."""
    found = _LINE.match(line[: 2 * LONGEST])
    if found is None or found.end() >= min(LONGEST, len(line) * MOST):
        return 0
    head = found[0]
    dashed = any(mark in found["end"] for mark in "—–-:")
    if found["end"] == " " and not re.search(r"\d", head):
        return 0
    sure = _SURE.search(head) or _UPPER.match(head) or is_media(head) or ". " in head.strip()
    return found.end() if sure or not dashed else 0
