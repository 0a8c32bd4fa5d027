"""Facts of the reports that writers made who did not know our rules: what is read of them is kept."""

from pathlib import Path

import pytest

from tests.news.evals_facts import background, primary_source, report_figures
from tests.news.evals_rows import OWN


@pytest.mark.parametrize("path", OWN, ids=lambda path: path.stem)
def test_figures_sources_and_background_are_found(path: Path) -> None:
    told = report_figures(path)
    assert told.precision >= 0.94
    assert told.recall >= 0.96
    assert primary_source(path) >= 0.96
    assert background(path).f1 >= 0.89
