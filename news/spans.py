"""How a time stands in its sentence: compared with, since then, until then, another span than it seems."""

import re

_BASE_BEFORE = re.compile(  # a time after these is what a figure is compared with
    r"\b(?:than|compared (?:to|with)|against|versus|vs\.?|чем|против|сравнени\w+ с\w*|отношению к|"
    r"к уровню|нисбат ба)\W+"
    r"(?:\S+\s){0,4}$",
    re.IGNORECASE,
)
_SET_AGAINST = re.compile(  # and these, whatever follows: «к уровню 2024 года — 5 %»
    r"\b(?:compared (?:to|with)|сравнени\w+ с\w*|отношению к|к уровню|нисбат ба)\W+(?:\S+\s){0,4}$",
    re.IGNORECASE,
)
_BASE_AFTER = re.compile(
    r"(?:\W\w{1,8}){0,2}?\W?\w{0,9}(?:dakydan|däkiden|dagidan|дагидан|дағыдан|дагыдан|dəkindən|dakindan|dekinden|"
    r"ғыдан|кыдан)\b|"
    r"(?:\W{0,2}\w{1,12}){0,3}?\W{1,2}(?:"
    r"(?:shu|mos|ayni|шу|мос|айни|şol|degişli|eyni|aynı) (?:davr|давр|döwr|dövr|dönem)\w*|"
    r"nisbatan|нисбатан|qaraganda|қараганда|qaranda|garan\w*da|deňeşdir\w+|салыстыр\w+|"
    r"қарағанда|салыштыр\w+|караганда|nisbətən|müqayisədə|kıyasla|oranla|nazaran|нисбат)",
    re.IGNORECASE,
)
_OTHER_SPAN_BEFORE = re.compile(  # "the next eight months" are not those since January
    r"(?:next|within|coming|another|every|after|ближайши\w+|следующи\w+|через|в течение|каждые|спустя|"
    r"indiki|keyingi|kelgusi|yaqin|кейинги|келгуси|яқин|келесі|алдағы|кийинки|növbəti|yaxın|önümüzdeki|"
    r"gelecek|ояндаи|наздиктарин)\s+(?:\w+\s)?$",
    re.IGNORECASE,
)
_OTHER_SPAN_AFTER = re.compile(
    r"\s*(?:later|ago|from now|earlier|before|спустя|назад|раньше|позже|keyin|кейин|soň|кейін|sonra|öň|"
    r"oldin|"
    r"олдин|бұрын|мурун|əvvəl|önce|пеш)\b",
    re.IGNORECASE,
)
_SINCE_BEFORE = re.compile(r"\b(?:since|с|со)\s+$", re.IGNORECASE)
_SINCE_AFTER = re.compile(
    r"\w{0,3}\s+(?:bäri|beri|бери|бері|bəri|bu yana|инҷониб|buyon|буён)\b", re.IGNORECASE
)
_DEADLINE = re.compile(
    r"\b(?:by|until|till|к|до|намечен\w* на|на конец)\s+(?:the\s+)?(?:конц[ау]\s+|end of\s+|start of\s+)?$",
    re.IGNORECASE,
)


def belongs_from(sentence: str, start: int, end: int) -> int:
    """From where on figures belong to this time: 0, or later when it is only compared with."""
    if _SET_AGAINST.search(sentence, max(0, start - 40), start):
        return len(sentence)
    if compared := _BASE_BEFORE.search(sentence, max(0, start - 40), start):
        return compared.start()
    return len(sentence) if _BASE_AFTER.match(sentence, end) else 0


def is_other_span(sentence: str, start: int, end: int) -> bool:
    """Whether "eight months" are to come or gone by, not those since January."""
    return (
        _OTHER_SPAN_BEFORE.search(sentence, max(0, start - 24), start) is not None
        or _OTHER_SPAN_AFTER.match(sentence, end) is not None
    )


def is_since(sentence: str, start: int, end: int) -> bool:
    """Whether something goes on from this month to a day that is not told."""
    before = _SINCE_BEFORE.search(sentence, max(0, start - 8), start)
    return before is not None or _SINCE_AFTER.match(sentence, end) is not None


def is_deadline(sentence: str, end: int, start: int) -> bool:
    """Whether the time at `start` is when another clause than that of the figure is to be done."""
    apart = re.search(r"[,;]\s|\s(?:and|и)\s", sentence[end:start])
    return apart is not None and _DEADLINE.search(sentence, max(0, start - 30), start) is not None
