"""Is a later telling of a story news to those who know the story? Only a new figure or a new stage is."""

from collections.abc import Sequence

from model import Figure, Story

# Topics that are steps of a project: a story that reaches one has moved on. The others only colour it.
STAGES = frozenset({"tender", "contract", "financing", "launch", "progress", "disruption"})
DIGITS = 6  # figures that differ later than this are one figure, computed twice


def stages(story: Story) -> tuple[str, ...]:
    """The steps that the story has reached."""
    return tuple(topic for topic in story.topics if topic in STAGES)


def is_news(story: Story, told_figures: Sequence[Figure], told_stages: Sequence[str]) -> bool:
    """Whether the story holds a figure or has reached a stage that its readers were never told."""
    known = {_worth(figure) for figure in told_figures}
    return any(_worth(figure) not in known for figure in story.figures) or not (
        set(stages(story)) <= set(told_stages)
    )


def with_figures(told: Sequence[Figure], story: Story) -> tuple[Figure, ...]:
    """All figures that the story's readers have been told, each once: one that comes back is no news."""
    every = {_worth(figure): figure for figure in (*story.figures, *told)}
    return tuple(every.values())


def with_stages(told: Sequence[str], story: Story) -> tuple[str, ...]:
    """All stages that the story's readers have been told."""
    return tuple(dict.fromkeys((*told, *stages(story))))


def _worth(figure: Figure) -> tuple[float, str]:
    return round(figure.value, DIGITS), figure.unit
