"""A short run of what ``tests/fuzzing/run.py`` does at length, and the cases that it found."""

import pytest
from fuzzing.targets import TARGETS, tried
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corridors.articles.parsing import parse


@pytest.mark.parametrize("name", TARGETS)
@pytest.mark.slow
@settings(max_examples=40, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_whatever_comes_in_is_read_or_refused_in_words(name: str, data: st.DataObject) -> None:
    tried(TARGETS[name], data.draw(TARGETS[name].inputs))


def test_a_drawing_in_which_paragraphs_are_lost_is_read() -> None:
    # The search for a date fails in the libraries that read pages.
    [text] = parse(b"<svg><p><p>A ferry came to a made-up quay.", "strange.html")
    assert text.paragraphs[0].text == "A ferry came to a made-up quay."
