"""Where something moved from and to: "rose from 5 to 7 million tons" tells two amounts, a range only one."""

import re

_CHANGE = re.compile(  # verbs and nouns of getting more, less or other, in ten languages
    r"\b(?:r[io]se[ns]?|rising|gr[eo]w\w*|increas|expand|rais|lift|fall|fell|dropp?|cut|reduc|declin|widen|narrow|"
    r"chang|climb|slid|sank|slipp|boost|doubl|double|"
    r"увелич|вырос|выраст|расшир|сни[зж]|сокра|повы[сш]|упал|подня|нара[сщ]|возрос|уменьш|подорожа|подешеве|"
    r"измени|просе|довести|доведен|"
    r"ort|osh|o.s[dgtai]|kengay|kamay|pasay|ko.tar|yetkaz|yetdi|tush|орт|ош|ўс[дгтаи]|кенгай|камай|пасай|кўтар|етказ|"
    r"art|ös|ýokarlan|köpel|azal|pesel|giňel|ýetir|geňel|"
    r"арт|өс|көбей|ұлғай|жоғарыла|азай|төменде|жеткіз|кеңей|қымбатта|арзанда|"
    r"көбөй|жогорула|төмөндө|жеткир|кымбатта|"
    r"афзуд|афзоиш|боло|зиёд|коҳиш|паст|кам шуд|расонида|"
    r"yüksəl|çoxal|genişlən|çatdır|düş|enib|qalx|çık|yüksel|büyü|geriled|genişle|in(?:di|dir))",
    re.IGNORECASE,
)
_FROM = re.compile(r"\b(?:from|с|со|аз)\s+\W{0,2}$", re.IGNORECASE)
_TO = re.compile(  # perhaps behind the unit: "from 4 percent to 6"
    r"\s*(?:[^\W\d]{0,9}\s)?(?:to|до|то)\s+\W{0,2}(?=\d)", re.IGNORECASE
)
_ABLATIVE = re.compile(
    r"[-’']?\w*(?:dan|den|tan|ten|dən|nan|nen|дан|ден|тан|тен|дон|төн|нан|нен)\s+\W?(?=\d)", re.IGNORECASE
)
_CLAUSE = 80  # characters around the two amounts in which the verb stands


def leaves(sentence: str, start: int, end: int) -> bool:
    """Whether the amount `sentence[start:end]` is what something grew or fell from, up to the next amount."""
    near = sentence[max(0, start - _CLAUSE) : start] + " " + sentence[end : end + _CLAUSE]
    told = _FROM.search(sentence, max(0, start - 8), start) and _TO.match(sentence, end)
    bent = _ABLATIVE.match(sentence, max(start, sentence.rfind(" ", start, end) + 1))
    return bool(told or bent) and _CHANGE.search(near) is not None
