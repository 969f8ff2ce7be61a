"""What people read about their places, by mail and on paper (X-23, X-32)."""

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest

from onderling.matching.result import Reason
from onderling.people.actions.persons import recipient
from onderling.signups.actions.allocation_letters import programme_letter
from onderling.signups.actions.allocation_rows import numbers_for_people
from onderling.signups.actions.allocation_words import sentence
from onderling.signups.actions.letters import desk_of
from tests.makers import NOON

Make = Callable[..., Any]


@pytest.mark.parametrize(("mailed", "said"), [(True, "op uw eigen pagina"), (False, "Bel ons")])
def test_a_letter_on_paper_sends_nobody_to_a_page(
    study_day: Make, person: Make, participation: Make, mailed: bool, said: str
) -> None:
    address = {} if mailed else {"email": None}
    who = participation(study_day(), person("Henk", **address)).person
    desk, to = desk_of(who.participations.get().round), recipient(who)
    link = desk.own_address(to, who, now=NOON)
    letter = programme_letter(desk, who, to, [], [], link=link, wished=True)
    assert (said.casefold() in letter.body.casefold()) is True
    assert ("eigen pagina" in letter.body) is mailed


def test_a_workshop_somebody_has_already_is_no_clash_in_time() -> None:
    """The same workshop at another moment is the reason, whatever else is at that time."""
    sessions = [
        {"id": "m1", "activity": "soep"},
        {"id": "m2", "activity": "soep"},
        {"id": "m3", "activity": "spiegel"},
    ]
    run: Any = SimpleNamespace(problem={"sessions": sessions}, seed="1")
    reason = Reason("p1", "m1", "overlap", {"with": ["m3", "m2"]})
    titles = {"m1": "Soep", "m2": "Soep", "m3": "De spiegel"}
    assert numbers_for_people(reason, run, set(), titles)["same_offer"] is True


FULL = {"rank": 1, "places": 3, "first_wishes": 3, "as_high": 3}


@pytest.mark.parametrize(
    ("numbers", "said"),
    [
        (FULL | {"cost": 90, "gain": 27}, "Met u erin verliezen anderen samen minstens 90"),
        (FULL, "Met u erin verloren anderen samen minstens zoveel."),
        (FULL | {"first_wishes": 9}, "Voor ‘Soep’ waren 9 eerste wensen en 3 plekken."),
    ],
)
def test_a_full_workshop_says_what_the_place_would_have_cost(
    numbers: dict[str, int], said: str
) -> None:
    offer = SimpleNamespace(title="Soep")
    reason: Any = SimpleNamespace(
        meeting=SimpleNamespace(offer=offer), because="full", numbers=numbers
    )
    assert said in sentence(reason)
