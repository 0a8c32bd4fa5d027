"""What lies behind a story: more like it, what came before it and since, why it came and who told it."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from types import MappingProxyType

from message import Block, Bold, Bullets, Heading, Line, Link, Message, Paragraph, Row, Text
from model import Label, LabelKind, Story, Telling
from views.actions import OpenStory, Why
from views.buttons import press, way_back
from views.escape import shorten
from views.i18n import Words, words_in
from views.story import LONGEST_FIGURE, fold, headline, primary

MOST_LABELS, MOST_TELLERS = 12, 12
LONGEST_SHARED = 160  # UTF-16 units
NOTHING: Mapping[int, Sequence[str]] = MappingProxyType({})


def related(told: Story, others: Sequence[Story], language: str, *, now: datetime) -> Message:
    """Stories like this one."""
    words = words_in(language)
    title = Heading((Text(words("related-title")),))
    if not others:
        return Message((Paragraph((Text(words("related-none")),)),), _back_to(told, words))
    folds = (fold(other, words, now) for other in others)
    return Message((title, *folds), _back_to(told, words), back=way_back(words))


def background(told: Story, thread: Sequence[Story], language: str, *, now: datetime) -> Message:
    """What came before and since: the story's own background, the other stories of its thread in order."""
    words = words_in(language)
    told = told.in_language(language)
    blocks: list[Block] = [Heading((Text(words("background-title")),)), Paragraph(headline(told, words))]
    if told.background:
        blocks.append(Bullets(tuple((Text(sentence),) for sentence in told.background)))
    others = [other for other in thread if other.id != told.id]
    earlier = [other for other in others if other.first_at <= told.first_at]
    for title, some in (("background-earlier", earlier), ("background-since", others[len(earlier) :])):
        if some:
            blocks.append(Heading((Text(words(title)),), 2))
            blocks += [fold(other, words, now) for other in some]
    if len(blocks) == 2:
        blocks.append(Paragraph((Text(words("background-none")),)))
    return Message(tuple(blocks), _back_to(told, words), back=way_back(words))


def why(
    told: Story,
    query: str,
    language: str,
    *,
    labels: Sequence[Label] = (),
    shared: Mapping[int, Sequence[str]] = NOTHING,
) -> Message:
    """Why the story came: the subscription that wanted it ("" when none), and what we saw in the story.

    `labels` are those of its reports, if at hand: they tell the words that led there. `shared` says by
    article what its report has in common with the others.
    """
    words = words_in(language)
    told = told.in_language(language)
    reason = words("why-alert", query=words.query(query)) if query else ""
    seen = tuple(_seen(told, labels, words))
    blocks: list[Block] = [Paragraph(headline(told, words))]
    if reason or not seen:
        blocks.append(Paragraph((Text(reason or words("why-unknown")),)))
    if seen:
        blocks += [Paragraph((Text(words("why-labels")),)), Bullets(seen[:MOST_LABELS])]
    if told.tellings:
        tellers = tuple(_teller(one, shared.get(one.article_id, ()), words) for one in told.tellings)
        blocks += [Paragraph((Text(words("why-told")),)), Bullets(tellers[:MOST_TELLERS])]
    return Message(tuple(blocks), ((press(words("button-open-story"), OpenStory(told.id)),),))


def _teller(one: Telling, shared: Sequence[str], words: Words) -> Line:
    """An outlet, the minute at which it told the story, and what makes it this story."""
    same = f" ← {words('why-same', what=shorten(', '.join(shared), LONGEST_SHARED))}" if shared else ""
    outlet = Link(shorten(one.outlet, LONGEST_FIGURE), one.url)
    return (words.moment(one.published), Text(" · "), outlet, Text(same))


def _seen(told: Story, labels: Sequence[Label], words: Words) -> Iterator[Line]:
    """Each label of the story by name, with the first words that spoke of it."""
    evidence = {(label.kind, label.code): label.evidence for label in reversed(labels) if label.evidence}
    for kind, codes in (
        (LabelKind.COUNTRY, told.countries),
        (LabelKind.SECTOR, told.sectors),
        (LabelKind.TOPIC, told.topics),
    ):
        for code in codes:
            said = evidence.get((kind, code), "")
            quoted = f" ← {words('quoted', text=shorten(said, LONGEST_FIGURE))}" if said else ""
            yield (Bold(words.label(kind, code)), Text(quoted))
    if told.attribution is not None and told.attribution.evidence:
        quoted = words("quoted", text=shorten(told.attribution.evidence, LONGEST_SHARED))
        yield (Bold(primary(told.attribution, words)), Text(f" ← {quoted}"))


def _back_to(told: Story, words: Words) -> tuple[Row, ...]:
    """The way back to the story, and to why it came."""
    return (
        (press(words("button-open-story"), OpenStory(told.id)), press(words("button-why"), Why(told.id))),
    )
