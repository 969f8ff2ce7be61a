"""What a survey may do, and whose marks an answer carries (X-49, domain 7)."""

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onderling.surveys.rules import (
    Cell,
    Scale,
    SurveyState,
    clean_answers,
    in_batches,
    kept_cells,
    may_follow,
)


@pytest.mark.parametrize(
    ("old", "new", "allowed"),
    [
        (SurveyState.DRAFT, SurveyState.FIELDING, True),
        (SurveyState.FIELDING, SurveyState.CLOSED, True),
        (SurveyState.CLOSED, SurveyState.FIELDING, False),
        (SurveyState.CLOSED, SurveyState.PURGED, True),
        (SurveyState.FIELDING, SurveyState.PURGED, False),
        (SurveyState.PURGED, SurveyState.DRAFT, False),
    ],
)
def test_a_survey_goes_forward_only(old: str, new: str, allowed: bool) -> None:
    assert may_follow(old, new) is allowed


def people(**cells: int) -> list[Cell]:
    """`people(p_paid=12)`: twelve participants who are paid."""
    roles = {"p": "participant", "g": "giver"}
    return [
        Cell(roles[name[0]], name[2:]) for name, size in cells.items() for _one in range(size)
    ]


def test_large_groups_keep_their_mark() -> None:
    found = kept_cells(people(p_paid=12, p_volunteer=10))
    assert found == {cell: cell for cell in found}


def test_a_small_group_takes_the_next_one_along() -> None:
    """Four without a mark would be known by having none."""
    found = kept_cells(people(p_paid=40, p_volunteer=12, p_other=4))
    assert found[Cell("participant", "paid")] == Cell("participant", "paid")
    assert found[Cell("participant", "volunteer")] == Cell("participant", "")
    assert found[Cell("participant", "other")] == Cell("participant", "")


def test_a_few_givers_answer_what_all_answer() -> None:
    found = kept_cells(people(p_paid=40, p_volunteer=20, g_paid=6, g_volunteer=3))
    assert found[Cell("giver", "paid")] == Cell("participant", "paid")
    assert found[Cell("giver", "volunteer")] == Cell("participant", "volunteer")


@settings(max_examples=40, deadline=None)
@given(
    st.dictionaries(
        st.tuples(st.sampled_from("pg"), st.sampled_from(["paid", "volunteer", "other", ""])),
        st.integers(1, 30),
    )
)
def test_no_mark_is_ever_shared_by_a_few(sizes: dict[tuple[str, str], int]) -> None:
    """Unless there are fewer than ten people in all."""
    cells = [Cell(role, group) for (role, group), size in sizes.items() for _n in range(size)]
    found = kept_cells(cells)
    shared = Counter(found[cell] for cell in cells)
    if len(cells) >= 10:
        assert min(shared.values()) >= 10
    else:
        assert {cell.group for cell in shared} <= {""}


def test_marks_are_written_for_ten_or_for_nobody() -> None:
    assert in_batches(list(range(9))) == []
    assert in_batches(list(range(11))) == list(range(11))


def test_only_answers_to_what_was_asked_are_kept() -> None:
    scales = {"a": Scale.AGREE, "b": Scale.GRADE, "c": Scale.OPEN, "d": Scale.AGREE}
    typed = {"a": "4", "b": "11", "c": "tekst", "d": "weet-niet", "e": "5"}
    assert clean_answers(typed, scales) == {"a": "4", "d": "weet-niet"}
