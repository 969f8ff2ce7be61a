"""Drop Excel in one afternoon: the whole script, served for real, in a browser (acceptance 1).

X-1, X-2, X-4, X-58, X-68, X-70, X-72, X-74: on an empty install with the example's lists, on
both databases. `bin/bench afternoon` prints what each step costs.
"""

import pytest
import time_machine
from playwright.sync_api import Browser

from benchmarks.afternoon.walk import walk
from benchmarks.database import DATABASES, database

CLICKS, TYPED = 87, 12  # what the afternoon costs; who makes it dearer says so here


@pytest.mark.browser
@pytest.mark.parametrize("kind", DATABASES)
def test_a_coordinator_leaves_excel_behind_in_one_afternoon(
    kind: str, chromium: Browser
) -> None:
    today = time_machine.escape_hatch.datetime.date.today()  # the site runs by the real clock
    with database(kind):
        hand = walk(chromium, today)
    said = {step.name.split(".")[0]: step.said for step in hand.steps}
    assert " ".join(said) == "1 2a 2b 2c 3 4a 4b 4c 5a 5b 5c 6 7 8 9"
    assert said["2b"] == "Alleen rijen met een opmerking (21)"
    assert said["3"] == "‘Theater: Het gaat wel, hoor’ staat weer waar het stond."
    assert (said["4b"], said["4c"]) == ("3 wensen bewaard", "Uw wensen zijn bewaard")
    assert said["8"] == "Blad ‘Mensen geplakte cellen’: 38 rijen, 15 kolommen"
    assert sum(step.clicks for step in hand.steps) <= CLICKS
    assert sum(step.typed for step in hand.steps) <= TYPED
