"""Which rows went into one row (X-80)."""

from onderling.outcomes.rules.hearing import origins


def test_a_row_comes_of_itself_and_of_all_that_was_merged_or_split() -> None:
    parents = {9: [7, 8], 8: [1, 2], 7: [1]}
    assert (origins(9, parents), origins(3, parents)) == ({9, 8, 7, 2, 1}, {3})
