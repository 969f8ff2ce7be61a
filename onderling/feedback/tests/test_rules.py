"""How reach is counted, and in which order a bulletin tells (S0-10, X-79)."""

from onderling.feedback.rules import Coverage, Part, Share, coverage, in_order

TOOK_PART = {1: True, 2: True, 3: False, 4: False, 5: False}


def test_who_took_part_and_who_did_not_are_counted_apart() -> None:
    assert coverage(TOOK_PART, {1, 2, 3}) == Coverage(Share(2, 2), Share(1, 3))


def test_who_was_not_invited_does_not_count_as_reached() -> None:
    assert coverage(TOOK_PART, {1, 99}).all == Share(1, 5)


def test_everybody_is_said_only_when_it_is_everybody() -> None:
    assert (Share(213, 214).percent, Share(214, 214).percent) == (99, 100)


def test_nobody_invited_has_no_percentage() -> None:
    assert coverage({}, set()).all.percent is None


def test_a_part_that_the_order_leaves_out_comes_last() -> None:
    assert in_order("citaten onzin citaten") == [Part.QUOTES, Part.ANSWERS, Part.NOTES]
