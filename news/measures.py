"""What a figure measures and which way it went, read from the words around it."""

import re

_UP = re.compile(
    r"grew|grow|rose|\brise|risen|increas|jump|climb|surge|soar|gain|higher|more than (?:a|last)|exceed|topped|up by|boost|expand|"
    r"вырос|выраст|рост|увелич|повыс|прибав|прирост|подскоч|превы|наращ|нараст|больше|выше|"
    r"o.s(?:di|ib|gan|ish|moq|a)|oshdi|oshgan|oshir|ortdi|ortgan|ko.pay|ko.tar|ко.пай|ўс(?:ди|иб|ган|иш)|ошди|ошган|ошир|ортди|кўпай|кўтар|"
    r"\bös(?:di|üp|en|üş)|artdy|artyp|artan|artdyr|ýokarlan|köpel|köpel|geçdi|өсті|өсіп|өскен|өсім|артты|артқан|көбей|ұлғай|жоғары|"
    r"өстү|өсүп|көбөй|жогору|афзуд|афзоиш|зиёд шуд|боло раф|art(?:ıb|dı|ım|araq|mış)|yüksəl|çoxal|arttı|artış|büyüdü|yükseldi|arttığı|büyüme|\+$",
    re.IGNORECASE,
)
_DOWN = re.compile(
    r"\bfell|\bfall|\bdrop|declin|decreas|lower|reduc|shrank|shrunk|slump|less than|down by|\bcut\b|\blost\b|"
    r"снизи|сниже|сократ|сокращ|упал|уменьш|паден|спад|меньше|ниже|потер|"
    r"kamay|pasay|tush(?:di|gan|ir|ib)|qisqar|камай|пасай|туш(?:ди|ган|ир)|қисқар|"
    r"azald|azalyp|peseld|peselip|кеміді|кемі|азай|төменде|қысқар|төмөндө|кыскар|коҳиш|кам шуд|паст шуд|"
    r"azal(?:ıb|dı|araq)|düşüb|enib|azaldı|düştü|geriledi|düşüş|\(-$|−$",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"[;:]|,\s|\s[—–-]\s")
_STOP = re.compile(
    r"^(?:the|of|a|an|in|to|by|at|for|and|with|from|on|or|more|than|about|some|nearly|almost|over|up|around|its|was|were|is|are|has|have|"
    r"в|на|до|из|от|с|и|по|за|к|более|менее|около|почти|свыше|чем|примерно|до|не|что|это|"
    r"va|bilan|uchun|qariyb|salkam|deyarli|ва|билан|учун|қарийб|салкам|we|bilen|üçin|мен|пен|және|үшін|жана|менен|үчүн|və|ilə|üçün|ve|ile|için)$",
    re.IGNORECASE,
)
_AFTER = re.compile(r"\s*(?:of\s+)?((?:[^\W\d_][\w’'‘ʻ-]+)(?:\s+[^\W\d_][\w’'‘ʻ-]+)?)")
_TURKIC_AFTER = frozenset({"t", "m3", "m2", "ha", "bbl", "pcs", "oz", "kg"})
REACH = 70  # characters around a figure that speak of it


def clause(sentence: str, start: int, end: int) -> tuple[str, str]:
    """The words of the figure's own clause before it and after it."""
    before = _CLAUSE.split(sentence[max(0, start - REACH) : start])[-1]
    after = _CLAUSE.split(sentence[end : end + REACH])[0]
    return before, after


def change(sentence: str, start: int, end: int, unit: str) -> str:
    """ "up", "down" or "": the direction told nearest to the figure in its clause."""
    before, after = clause(sentence, start, end)
    found: list[tuple[int, str]] = []
    for way, pattern in (("up", _UP), ("down", _DOWN)):
        found += [(len(before) - m.end(), way) for m in pattern.finditer(before)]
        found += [(m.start(), way) for m in pattern.finditer(after)]
    return min(found)[1] if found else ""


def subject(sentence: str, start: int, end: int, language: str) -> str:
    """A short phrase for what is measured: the words right after the figure, or those before it; may be ""."""
    before, after = clause(sentence, start, end)
    if language == "en":
        found = re.match(r"\s*of\s+((?:[\w’'-]+\s?){1,3})", after)
        if found:
            return found[1].strip()
    elif (found := _AFTER.match(after)) and not _STOP.match(found[1].split()[0]):
        return found[1]
    words = [word for word in re.findall(r"[^\W\d_][\w’'‘ʻ-]*", before) if not _STOP.match(word)]
    return " ".join(words[-3:])
