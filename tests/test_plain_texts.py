"""Every text of ours in plain Dutch: short sentences, no office words or short forms (B1)."""

import re

import pytest

from tests.catalogues import texts
from tests.plain_dutch import END_OF_SENTENCE, dutch_faults

pytestmark = pytest.mark.sqlite_only
FILLED_IN = re.compile(r"%\(\w+\)s|\{\w+\}")
ABBREVIATED = re.compile(
    r"\b(?:bijv|bv|d\.w\.z|evt|m\.b\.t|i\.v\.m|t\.a\.v|o\.a|enz|etc|nr|max|incl|excl)\.|\bt/m\b",
    re.IGNORECASE,
)
LONGEST, MEAN = 20, 15  # words in a sentence


@pytest.fixture(scope="module")
def said() -> list[str]:
    return [
        FILLED_IN.sub("woord", part)
        for text in texts()
        for part in (text if isinstance(text, tuple) else (text,))
    ]


def test_no_text_has_office_words_straight_quotes_or_abbreviations(said: list[str]) -> None:
    assert [fault for text in said for fault in dutch_faults(text)] == []
    assert [text for text in said if ABBREVIATED.search(text) or "'" in text] == []


def test_sentences_are_short(said: list[str]) -> None:
    """Headings and buttons pull the mean down, so whole sentences are counted apart."""
    sentences = [
        [word for word in sentence.split() if re.search(r"\w", word)]
        for text in said
        for sentence in END_OF_SENTENCE.split(text)
    ]
    whole = [len(words) for words in sentences if len(words) > 5]
    assert [" ".join(words) for words in sentences if len(words) > LONGEST] == []
    assert sum(whole) / len(whole) <= MEAN
