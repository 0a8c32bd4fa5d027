"""Article -> Understanding: the desk editor's whole judgement of one report, in order."""

from collections.abc import Mapping

from model import Article, Source, Understanding
from news.attribution import attribute, clean
from news.classify import labels
from news.figures import figures
from news.language import detect
from news.taxonomy import Taxonomy

LEAD = 600  # characters that are enough to tell a language
LONGEST_TEXT = 200_000  # characters of a report that are judged: the longest real one seen has 60,000


def understand(article: Article, known: Mapping[str, Source], taxonomy: Taxonomy) -> Understanding:
    """Judge a report: language first, then what does not belong to it goes, then everything else.

    `known` maps spellings of outlets' names and domains to sources, for the primary source it cites.
    """
    language = article.language or detect(article.title, article.text[:LEAD], article.declared)
    cleaned = clean(article.title, article.text[:LONGEST_TEXT], language, article.published)
    return Understanding(
        language=language,
        cleaned=cleaned,
        labels=labels(article.title, cleaned.body, language, taxonomy),
        figures=figures(article.title, cleaned.body, language, article.published),
        attribution=attribute(article.title, cleaned, language, known, article.outlet),
    )
