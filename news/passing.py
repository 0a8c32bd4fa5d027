"""Countries that a report names without being about them: ranks, and lists that end in "and others".

"Fourth after Russia, China and Turkey", «пятое место после России», "Russiýadan soň dördünji orunda",
"shipped to Turkey, Poland and others".
"""

import re
from collections.abc import Iterator

_AND = "(?:and|и|we|va|ва|және|жана|və|ve)"
_NAME = r"(?:the |странами? |государствами? )?[^\W\d_a-zа-я][\w’‘ʻ'-]+(?: [^\W\d_a-zа-я][\w’‘ʻ'-]+)?"
_LIST = rf"{_NAME}(?:(?:, | {_AND} |, {_AND} ){_NAME})*"
_FROM = r"[^\W\d_a-zа-я]\w+(?:[dt][aeə]n|[дт][аеоө]н)"  # a name in the ablative of the Turkic languages
_RANKED = re.compile(
    r"\b(?:rank\w*|places?d?|positions?|largest|biggest|second|third|fourth|fifth|sixth|seventh|eighth|ninth|"
    r"tenth|\d+th|мест[оаеу]|втор\w+|трет\w+|четв[её]рт\w+|пят\w+|шест\w+|седьм\w+|крупнейш\w+|"
    r"orun\w*|o[‘'ʻ]rin\w*|ўрин\w*|орын\w*|орун\w*|ҷой\w*|sıra\w*|yer\w*)\b",
    re.IGNORECASE,
)
_BESIDE = re.compile(
    rf"\b(?:after|behind|following|после|вслед за|уступая) (?P<after>{_LIST})|"
    rf"(?P<before>{_FROM}(?:(?:, | {_AND} ){_FROM})*) (?:soň|keyin|кейин|кейін|кийин|sonra)\b|"
    r"\bamong (?:the |all |[^\W\d_a-z]\w+['’]s? )*(?P<among>[^\W\d_a-z]\w+) "
    r"(?:countries|states|partners|members)\b|"
    rf"\bсреди (?:стран|государств|партн[её]ров) (?P<group_ru>{_NAME})|"
    r"(?P<group>[^\W\d_a-zа-я]\w+) (?:ýurtlar|davlatlar|мамлекеттер|елдер|давлатлар|ölkələr|ülkeler)\w* "
    r"(?:arasynda|orasida|орасида|арасында|arasında)\b"
)
_VAGUE = re.compile(
    rf"(?P<list>{_LIST}),? (?:and others|and other countries|и други[ех]|и др\b|we beýlekiler|"
    r"va boshqalar|ва бошқалар|"
    r"және басқалар|жана башкалар|və digər|ve diğer)"
)
_SENTENCE = re.compile(r"[^.!?\n]+")


def in_passing(text: str) -> Iterator[range]:
    """The parts of a text in which a country is named only beside another."""
    for sentence in _SENTENCE.finditer(text):
        start, words = sentence.start(), sentence[0]
        for pattern in (_BESIDE, _VAGUE) if _RANKED.search(words) else (_VAGUE,):
            for found in pattern.finditer(words):
                begin, end = found.span(found.lastgroup or 0)
                yield range(start + begin, start + end)
