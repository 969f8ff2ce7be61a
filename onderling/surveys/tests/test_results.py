"""What is shown of a survey points at nobody (X-15, X-16, X-18, S0-3, S40)."""

from typing import Any

from onderling.surveys.actions.answering import Filled, take_answer
from onderling.surveys.actions.surveys import close_survey
from onderling.surveys.models import Survey
from onderling.surveys.rules import Cell
from onderling.surveys.tests.conftest import TODAY, Opened
from tests.makers import NOON

PAID, VOLUNTEER = Cell("participant", "paid"), Cell("participant", "volunteer")


def give(survey: Survey, cell: Cell, key: str, **counts: int) -> None:
    """`give(survey, PAID, "benefit_growth", a4=12)`: twelve times a four."""
    for value, number in counts.items():
        for which in range(number):
            filled = Filled({key: value.removeprefix("a")}, {})
            take_answer(survey, cell, filled, once=f"{cell}{key}{value}{which}")


def closed(survey: Survey, round: Any) -> dict[str, Any]:
    result: dict[str, Any] = close_survey(
        survey, today=TODAY, scope=round, by=None, now=NOON
    ).result
    return result


def question(result: dict[str, Any], key: str) -> dict[str, Any]:
    return next(
        one for one in result["questions"] if one["key"] == key and one["role"] == "participant"
    )


def test_two_large_groups_stand_beside_each_other(opened: Opened, round: Any) -> None:
    survey, _made = opened(paid=30, volunteers=30)
    give(survey, PAID, "benefit_growth", a2=3, a3=9, a4=10)
    give(survey, VOLUNTEER, "benefit_growth", a3=6, a4=6, a5=1)
    found = question(closed(survey, round), "benefit_growth")
    assert found["cells"] == [["1", "2", "3"], ["4", "5"]]
    assert [(row["group"], row["n"], row["counts"]) for row in found["rows"]] == [
        ("paid", 22, [12, 10]),
        ("volunteer", 13, [6, 7]),
    ]
    assert found["rows"][0]["top"][:2] == [10, 22]


def test_with_one_small_group_all_stand_together(opened: Opened, round: Any) -> None:
    """Beside the one that is large enough, the total would give the small one away."""
    survey, _made = opened(paid=30, volunteers=30)
    give(survey, PAID, "benefit_growth", a3=10, a5=10)
    give(survey, VOLUNTEER, "benefit_growth", a1=3)
    found = question(closed(survey, round), "benefit_growth")
    assert [(row["group"], row["n"]) for row in found["rows"]] == [("", 23)]


def test_a_group_of_nine_looks_like_one_of_nobody(opened: Opened, round: Any) -> None:
    survey, _made = opened(paid=30, volunteers=30)
    give(survey, PAID, "benefit_growth", a5=9)
    few = question(closed(survey, round), "benefit_growth")
    nobody = question(closed(survey, round), "benefit_network")
    assert few["rows"] == nobody["rows"] == []
    assert Survey.objects.get(pk=survey.pk).result["answered"] is None


def test_a_share_that_would_take_a_cell_apart_is_not_told(opened: Opened, round: Any) -> None:
    """Two agree; they stand with who said three, and their share would tell how many."""
    survey, _made = opened(paid=30, volunteers=30)
    give(survey, PAID, "benefit_growth", a2=9, a3=9, a4=2)
    found = question(closed(survey, round), "benefit_growth")
    assert found["cells"] == [["1", "2"], ["3", "4", "5"]]
    assert found["rows"][0]["top"] is None


def test_what_changed_in_the_same_people_is_told_apart(opened: Opened, round: Any) -> None:
    """S0-3."""
    survey, _made = opened(paid=30, volunteers=30)
    for number in range(20):
        before, after = ("2", "4") if number < 12 else ("3", "3")
        filled = Filled({"understood_before": before, "understood_now": after}, {})
        take_answer(survey, PAID, filled, once=f"f{number}")
    [change] = [one for one in closed(survey, round)["changes"] if one["role"] == "participant"]
    assert change["cells"] == [["lager", "gelijk"], ["hoger"]]
    assert [(row["n"], row["counts"]) for row in change["rows"]] == [(20, [8, 12])]


def test_who_answers_often_enough_in_all_but_not_here_is_not_shown_here(
    opened: Opened, round: Any
) -> None:
    """The threshold holds for every cross-section, not for the whole file."""
    survey, _made = opened(paid=30, volunteers=30)
    give(survey, PAID, "day_grade", a7=10, a9=10)
    give(survey, PAID, "benefit_growth", a4=5, a5=4)
    assert question(closed(survey, round), "benefit_growth")["rows"] == []


def test_who_did_it_is_not_joined_to_who_did_not(opened: Opened, round: Any) -> None:
    """S0-4: few say that it no longer suited them; they stand with who says no."""
    survey, _made = opened(questions="pulse", role="everyone", paid=30, volunteers=30)
    everyone = Cell("everyone", "paid")
    give(survey, everyone, "did_it", ja=12, beetje=8, nee=6)
    for which in range(2):
        filled = Filled({"did_it": "paste-niet"}, {})
        take_answer(survey, everyone, filled, once=f"anders{which}")
    give(survey, everyone, "kept_contact", vaker=3, soms=9, nee=8)
    found = {one["key"]: one for one in closed(survey, round)["questions"]}
    assert found["did_it"]["cells"] == [["ja"], ["beetje"], ["nee", "paste-niet"]]
    assert found["did_it"]["rows"][0]["top"][:2] == [20, 28]
    assert found["kept_contact"]["cells"] == [["vaker", "soms"], ["nee"]]


def test_who_left_a_question_open_is_counted_apart(opened: Opened, round: Any) -> None:
    """statistics.md 1: outside the denominator."""
    survey, _made = opened(paid=30, volunteers=30)
    give(survey, PAID, "day_grade", a7=10, a9=10)
    give(survey, PAID, "benefit_growth", **{"aweet-niet": 6})
    found = closed(survey, round)
    assert question(found, "day_grade")["rows"][0]["left"] == 6
    give_again = question(found, "benefit_growth")
    assert give_again["rows"] == []


def test_what_follows_from_the_page_is_not_called_hidden(opened: Opened, round: Any) -> None:
    """22 answered and 20 of them this question: everybody can subtract."""
    survey, _made = opened(paid=30, volunteers=30)
    give(survey, PAID, "day_grade", a7=10, a9=10)
    give(survey, PAID, "benefit_growth", **{"aweet-niet": 2})
    found = closed(survey, round)
    [row] = question(found, "day_grade")["rows"]
    assert (found["answered"], row["n"], row["left"]) == (22, 20, 2)


def test_who_left_a_question_open_does_not_tell_how_large_a_hidden_role_is(
    opened: Opened, round: Any
) -> None:
    """20 with a grade and 6 without are 26 of 29: the three others gave a workshop."""
    survey, made = opened(paid=30, volunteers=30)
    survey.invitations.filter(pk__in=[one.pk for one in made[:5]]).update(role="giver")
    give(survey, PAID, "day_grade", a7=10, a9=10)
    give(survey, PAID, "benefit_growth", **{"aweet-niet": 6})
    give(survey, Cell("giver", "paid"), "day_grade", a7=3)
    found = closed(survey, round)
    [row] = question(found, "day_grade")["rows"]
    assert (found["answered"], found["per_role"], row["n"], row["left"]) == (29, [], 20, None)
