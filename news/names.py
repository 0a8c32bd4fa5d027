"""Names of sources in a sentence: where one ends, whose it is, what kind of source it names."""

import re

from news.bodies import HOST, is_body, is_body_word, is_media, pattern

LONGEST_NAME = 90  # characters
LONGEST_CLAUSE = 9  # words before a verb among which its subject is looked for
_CAPITAL = re.compile(r"[«“„\"'‘]*[^\W\d_a-zа-яёəӣӯҷқғўҳөүңұіәһýžäöüşçğıñňāīū]")
_THIS = re.compile(
    r"^\W*(?:Bu (?:barada|haqda|to.g.rida|xususda|barədə|konuda)|Дар ин (?:бора|хусус|маврид)|Инро|Тавре|"
    r"Чунон ки|Bunu|"
    r"Бу (?:ҳақда|тўғрида|хусусда)|Ин ҳақда|Дар ин ҳақда|Бул жөнүндө|Муну|Бұл (?:туралы|жайында|жөнінде)|"
    r"Бул тууралуу|"
    r"Об этом|Muny|"
    r"Мұны|Аны|Buni|Буни) ",
    re.IGNORECASE,
)
_AUXILIARIES = re.compile(
    r"\s+(?:has|have|had|also|was|is|will|then|earlier|shows?|showed|published|released)$"
)
_PARTICLES = frozenset(
    {"ибни", "ибн", "бин", "bin", "ibn", "al", "al-", "аль", "de", "von", "og'li", "o‘g‘li", "қизи"}
)
PLACE = re.compile(
    r"[^\W\d_]{3}(?:те|де|та|(?<!зо)да|te|de|ta|da|ка|ке|га|ге|ға|қа)$"
)  # "… Toqaev Bishkekte", "Azattykka"
_THAT = frozenset({"bunu", "muny", "buni", "буни", "муну", "мұны"})  # the object of a verb of telling
_PLACED = frozenset({"в", "дар", "in"})
_CLAUSE_STARTS = re.compile(r"[,;:(]\s|[,!?][”\"»]\s|\s[—–-]\s|\.\s")
_ENDS = re.compile(
    r"[,;:()]|\.(?=\s|$)|\s[—–-]\s|\s(?:в|дар|in)\s(?!\w+ [A-ZА-ЯҚҒЎҲ])|\s(?:на|во|о|об|со|при|после|"
    r"приводит|"
    r"публикует|опубликовал\w*|from|at|on|that|during|after|when|who|as|for|by|to|while|va|ва|ки|ki|via|"
    r"citing|"
    r"по (?:итогам|его|её)|сілтеме|orqali|tayanib|таяниб|penşenbe|duşenbe|güni)\s"
)
_OUTLET_TOLD = re.compile(  # «рассказал «Азия-Плюс» источник в …»
    r"^(?:(?:порталу|изданию|агентству|газете|корреспонденту|журналисту)\s)?(?:[«“][^»”]{2,30}[»”]|"
    r"[\w.-]+\.[a-z]{2,5}|[A-Z][\w-]+)\s"
    r"(?:в (?=[А-ЯЁ]|пресс|комитет|министерств|ведомств|компани|акимат|мэри|посольств|управлени|"
    r"департамент|"
    r"правительств|администраци|агентств)|(?=(?:источник|собеседник|глав|министр|директор|замминистр|"
    r"гендиректор|председател|"
    r"руководител|"
    r"начальник|вице|депутат|эксперт|представител)))"
)
_FROM_INSIDE = re.compile(r"(?:(?:информированн|знаком|осведомл)\w+ )?(?:источник|собеседник)\w*(?: \w+)?")
_AND = frozenset({"va", "ва", "we", "və", "ve", "және", "жана"})
_BODY_FIRST = re.compile(r"\W*(?:(?:ба|аз|дар) )?(?:Вазорати|Кумитаи|Агентии|Бонки|Хадамоти)\b")
_BODY_OF_WORK = re.compile(r"\b(?:Agency|Committee|Bureau|Cent(?:er|re)|Fund|Council|Commission|Office)$")
_MINISTRY = re.compile(r"(?:\bминистерств\w+|\bкомитет\w*|\bministry of|\bвазорати)\s\w+$", re.IGNORECASE)
_LIST = re.compile(
    r",\s(?:[а-яёa-z]+|[A-Z]\w+)(?:\s\w+){0,2}(?:,\s\w+(?:\s\w+){0,2})?,?\s(?:и|and|ва)\s\w+"
    r"(?:\s(?:Республики\s)?[A-ZА-ЯЁҚ]\w+)?(?:\s\w+(?:ости|ства|ций|ния|огий))?"
)
_LIST_BEFORE = re.compile(r"[^\W\d_A-ZА-ЯЁ]\w+ (?:va|ва|we|və|ve|және|жана) \w+")
_LOCATED = re.compile(
    r"[^\W\d_]{3,}(?:da|de|də|ta|te|да|де|та|те)(?:gi|ky|ki|ги|гі|ғы|кі|қы)|[^\W\d_]{3,}(?:daky|däki)"
)
_OWNED = re.compile(  # "vazirligining hisob-kitobi": whose reckoning it is
    r"^(.{4,}(?:ning|нинг|nyň|niň|nuň|nüň|тың|тің|дың|дің|ның|нің|нын|нин|нун|нүн)) [^\W\d_A-ZА-ЯЁ][\w-]*$"
)
_OWNER = re.compile(
    r"(?:ning|нинг|n[yiuü]ň|тың|тің|дың|дің|ның|нің|нын|нин|нун|нүн|дин|дын|дун|дүн|тин|тын|тун|түн)$"
)
_GENITIVE = re.compile(
    r"(?<=[aeiouyäöüаеиоуыіюяөү»”])(?:ning|нинг|n[yiuü]ň|ның|нің|нын|нин|нун|нүн)$|"
    r"(?<=[^\W\d_aeiouyäöüý])[yiuü]ň$"
)
_BODY_AT_HEAD = re.compile(
    r"\S+ (?:of|по|при|for|at|at the)\b|\w*управлени|(?:пресс-служб|источник|"
    r"собеседник|министерств|ведомств|комитет|посольств|департамент|правительств|оператор|"
    r"акимат|хокимият|администраци|компани|агентств|служб)|дафтар|хадамот|вазорат|кумита"
)
_NO_NAME = re.compile(  # what opens a clause, not a name: "When it first disclosed", "Brazil's"
    r"(?:Что|Кто|Как|Почему|Зачем|Сколько|Кому|Чем)\b|\w+[ыи]м \w+(?:ам|ям)$|"
    r"(?:When|While|If|As|Although|He|She|They|It|But|And|At|On|Since|After|Before|Because|There|These|Those)\b"
    r"|The$|\w+[’']s$"
)
_KIND_FIRST = re.compile(
    r"^(?:company|firm|concern|group|bank|operator|carrier|utility|producer|miner) (?=[A-Z])"
)
_LEADING = re.compile(
    r"^(?:[Tt]he|Дар|Тавре аз|[Аа]з|В|На|Во|Как|республика|агентство|агентства|Ýurduň)\s+(?=\S{3})"
)
_VERB = re.compile(
    r"[а-яё]{2,}(?:али|или|ели|ула|ало|ило|ело|ает|ают|яют|ует|ишут)"
)  # «Специалисты пробурили»
_PATRONYMIC = re.compile(r"(?:вич|вна|ович|кызы|уулу|оглы|ogly|o‘g‘li|ұлы|қызы)$", re.IGNORECASE)
_POSSESSED = re.compile(
    r"(?<!вазир)(?<!раис)(?<!сафир)(?<!мудир)(?:[iıіüuy]|[бв]асы|ғасы|гасы|тры|три|чиси)$", re.IGNORECASE
)
_NAME = re.compile(r"[^\W\d_a-z][\w’'‘ʻ-]*[^\W\d_A-ZА-ЯЁ]")
_SUFFIX = re.compile(
    r"[-’'](?:n?[yiıuü][nň]|nyň|niň|nin|nın|nun|nün|in|ın|ga|ge|ға|ге|ке|қа|е|a|e|dan|den)$", re.IGNORECASE
)


def name_after(text: str) -> str:
    """The name that a text begins with; "" if none."""
    words = _first_part(_OUTLET_TOLD.sub("", text)).split()
    named = next((n for n, word in enumerate(words) if _CAPITAL.match(word)), 99) <= 6
    body = 0 < len(words) <= 6 and (
        pattern("bodies", "WORDS").search(" ".join(words)) or HOST.search(words[-1])
    )
    return _tidy(words) if named or body else ""


def _first_part(text: str) -> str:
    """The text up to where its first name must end: "Ministry of Investment, Industry and Trade" goes on."""
    for end in _ENDS.finditer(text):
        head, rest = text[: end.start()], text[end.end() :]
        mark = end[0].strip()
        if mark in _AND and (_BODY_FIRST.match(head) or _body_near(rest)):
            continue
        if mark == "," and _MINISTRY.search(head) and (listed := _LIST.match(text, end.start())):
            return text[: listed.end()]
        if mark in {"-", "–", "—"} and head.islower() and _CAPITAL.match(rest):
            return _first_part(rest)  # «оператор порта — ТОО «Семург Инвест»»
        if mark == "в" and _FROM_INSIDE.fullmatch(head):
            continue
        if mark in {"for", "on"} and _BODY_OF_WORK.search(head):
            continue
        return head
    return text


def _body_near(text: str) -> bool:
    """Whether a word of a body or office stands among the next few: "… va moliya vazirligi"."""
    near = text.split()[:5]
    told = pattern("body_words", r"\W*WORDS\w*"), pattern("offices", r"WORDS\b")
    return any(one.match(word) for word in near for one in told)


def name_before(text: str, *, opening: bool) -> str:
    """The name that a text ends with, or with `opening` the one that its sentence opens with; "" if none."""
    clauses = [_THIS.sub("", clause) for clause in _clauses(_THIS.sub("", text))]
    if text.rstrip().endswith((",", "—", "–")):
        return _apposed([clause.strip(" ,—–") for clause in clauses])
    far = len(clauses[-1].split()) > LONGEST_CLAUSE  # the subject stands where the clause begins
    return _from_capital(_opening(clauses[0 if opening else -1]) if opening or far else _last(clauses[-1]))


def _apposed(clauses: list[str]) -> str:
    """Of "Kazatomprom, the operator," and "the minister, Ann Lee," the one that is all capitals."""
    told = [clause for clause in clauses if clause][-2:]
    named = (one.split() for one in reversed(told) if len(told) == 2)
    return next((_tidy(one) for one in named if len(one) <= 4 and all(map(_CAPITAL.match, one))), "")


def _clauses(text: str) -> list[str]:
    """The clauses of a text; marks inside quotes part nothing, and neither do those in a ministry's name."""
    parts = [""]
    start = 0
    for mark in _CLAUSE_STARTS.finditer(text):
        rest = text[mark.end() :]
        inside = text.count("«", start, mark.start()) > text.count("»", start, mark.start())
        listed = mark[0] == ", " and _LIST_BEFORE.match(rest) and len(text[start : mark.start()].split()) <= 2
        if not inside and not (listed and _body_near(rest)):
            parts[-1] = text[start : mark.start()]
            parts.append("")
            start = mark.end()
    parts[-1] = text[start:]
    return parts


def _last(clause: str) -> list[str]:
    """What follows an outlet named before: "Tizgin.kz kaz.inform.kz" leans on the second."""
    words = clause.split()
    outlet = max((n for n, word in enumerate(words[:-1]) if HOST.fullmatch(word)), default=-1)
    if outlet < 0 and len(words) > 2 and is_media(words[0]):  # "Trend Dövlət Gömrük Komitəsinə istinadən"
        agency = 1 if is_media(words[1]) else 0
        outlet = agency if _CAPITAL.match(words[agency + 1]) else -1
    return words[outlet + 1 :]


def _opening(text: str) -> list[str]:
    """The words that open a sentence, to the last name among the first seven."""
    words = text.split()
    last = max((n for n, word in enumerate(words[:7]) if _CAPITAL.match(word)), default=-1)
    if last == 6 and words[7:8] and _CAPITAL.match(words[7]):  # a surname behind the seventh word
        last = 7
    if last < 0:  # "… жамият матбуот хизмати"
        last = max((n for n, word in enumerate(words[:6]) if is_body_word(word)), default=-1)
    while 0 <= last < len(words) - 1 and pattern("body_words", r"WORDS\w*").fullmatch(words[last + 1]):
        last += 1
    if 0 <= last < len(words) - 2 and words[last + 1] in _AND:  # "Iqtisodiyot va moliya vazirligi"
        named = (n for n in range(last + 2, min(last + 6, len(words))) if is_body_word(words[n]))
        last = max(named, default=last)
    if last == 0 or (last > 0 and _OWNER.search(words[last])):  # "Тожикистоннинг статистика идораси"
        last = next((n for n in range(last + 1, min(last + 5, len(words))) if is_body_word(words[n])), last)
    return _until_body(words[: last + 1])


def _until_body(words: list[str]) -> list[str]:
    """The words up to the body that they name: "Energetika vazirligi Qashqadaryoning" tells what it did."""
    office = pattern("offices", "WORDS")
    named = next((n for n in range(1, len(words)) if is_body_word(words[n])), len(words))
    while named + 1 < len(words) and is_body_word(words[named + 1]):
        named += 1
    goes_on = words[named + 1 : named + 2] in (["of"], ["for"], ["по"]) or any(
        office.fullmatch(word) and not is_body_word(word) and not _OWNER.search(word) for word in words
    )
    goes_on = goes_on or any(map(_OWNER.search, words[named : named + 1]))  # "башкармалыгынын адиси …"
    return words if goes_on else words[: named + 1]


def _from_capital(words: list[str]) -> str:
    """The name in the words before a verb: from its first capital on, behind any earlier telling."""
    while words and _is_told(words[-1]):
        words = words[:-1]
    words = words[max((n + 1 for n, word in enumerate(words) if word in _THAT), default=0) :]
    start = next((n for n, word in enumerate(words) if _CAPITAL.match(word)), None)
    while start and is_body(words[start - 1]):  # «дафтари матбуоти Президент»
        start -= 1
    body = pattern("bodies", "WORDS").search(" ".join(words)) and len(words) <= 6
    return _tidy(words[start or 0 :]) if start is not None or body else ""


def _tidy(words: list[str]) -> str:
    """A person without the office, no ending behind a hyphen; "" for nobody in particular."""
    name = " ".join(_person(_until_place(_until_told(words)))).strip(" .,;:—–-")
    name = _GENITIVE.sub("", _AUXILIARIES.sub("", _SUFFIX.sub("", _of_owner(name))))
    name = _LEADING.sub("", name)
    name = _KIND_FIRST.sub("", name)
    nobody = pattern("nobody", r"WORDS\W*").fullmatch(name) or _NO_NAME.match(name)
    near = " ".join(name.split()[-2:])  # "the deal was disclosed", "company also showed interest in"
    common = name.islower() and not (HOST.search(name) or is_body(near) or _BODY_AT_HEAD.match(name))
    return "" if nobody or common or not 3 <= len(name) <= LONGEST_NAME else name


def _of_owner(name: str) -> str:
    """Of "vazirligining hisob-kitobi" the ministry; a body's own body ("… metbugat gullugy") stays."""
    owned = _OWNED.match(name)
    return owned[1] if owned and not pattern("bodies", "WORDS").search(name.rsplit(" ", 1)[1]) else name


def _until_place(words: list[str]) -> list[str]:
    """The words before a place that follows a name: "“O‘zatom” Jizzaxdagi", "Ақкенженов Мәжілістегі"."""
    office = pattern("offices", "WORDS")
    last = max((n for n, word in enumerate(words) if office.fullmatch(word) or is_body_word(word)), default=0)
    return words[: next((n for n in range(last + 1, len(words)) if _LOCATED.fullmatch(words[n])), None)]


def _until_told(words: list[str]) -> list[str]:
    """The words before a date, a day or the verb of telling."""
    told = (n for n, word in enumerate(words) if n and (_is_told(word) or _VERB.fullmatch(word)))
    return words[: next(told, None)]


def _is_told(word: str) -> bool:
    return word[0].isdigit() or pattern("told", "WORDS").fullmatch(word) is not None


def _person(words: list[str]) -> list[str]:
    """A person's names, which stand after the last word of office, else everything."""
    office = pattern("offices", "WORDS")
    last = max((n for n, word in enumerate(words) if office.fullmatch(word.strip("«»“”\"',"))), default=-1)
    runs = _runs(words[last + 1 :]) if last >= 0 else []
    names = next((run for run in runs if len(run) > 1 and not any(map(is_body_word, run))), None)
    if names is None:
        alone = (
            len(runs) == 1 and len(words) == last + 2 and not any(map(is_body_word, words))
        )  # "vazir Karimov"
        return runs[0] if alone else words
    if len(names) > 2 and PLACE.search(names[-1]):
        names = names[:-1]
    return _own_names(names, owned_after=_POSSESSED.search(words[last]) is None)


def _runs(words: list[str]) -> list[list[str]]:
    """The runs of names in capitals: «Агентства по статистике Гульнара Керимова» has two.

    Of "Italy in Rome Ann Lee" only the last is told: who is "in" a place is sent there.
    """
    runs: list[list[str]] = [[]]
    for word in words:
        if word in _PLACED and runs[-1]:
            runs = [[word]]
        elif _CAPITAL.match(word) or (runs[-1] and word in _PARTICLES):
            runs[-1].append(word)
        elif runs[-1]:
            runs.append([])
    return [run for run in (run[2:] if run[:1] and run[0] in _PLACED else run for run in runs) if run]


def _own_names(words: list[str], *, owned_after: bool) -> list[str]:
    """A person's own names among many capitals.

    The last two, three with a patronymic, where the office's owner follows it («глава МИД Турции Хакан
    Фидан»); the first two where the office ends in a possessive and a place may follow the name.
    """
    own = words[-2:] if owned_after else words[:2]
    if len(words) < 3 or any(word in _PARTICLES or not _NAME.fullmatch(word) for word in own):
        return words
    if owned_after:
        return words[-3:] if _PATRONYMIC.search(words[-2]) else own
    return words[:3] if _PATRONYMIC.search(words[2]) else own
