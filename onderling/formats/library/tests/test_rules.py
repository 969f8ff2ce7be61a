"""The life of a contribution: who may do what, and what it becomes (X-127)."""

import pytest

from onderling.formats.library.rules import (
    TRANSITIONS,
    Deed,
    State,
    Who,
    deeds_of,
    next_state,
)


@pytest.mark.parametrize(
    ("state", "who", "deeds"),
    [
        (State.UNCONFIRMED, Who.SENDER, {"confirm", "correct", "withdraw"}),
        (State.UNCONFIRMED, Who.EDITOR, {"reject"}),
        (State.MODERATION, Who.SENDER, {"correct", "withdraw"}),
        (State.MODERATION, Who.EDITOR, {"publish", "reject", "promote"}),
        (State.PUBLISHED, Who.SENDER, {"correct", "withdraw"}),
        (State.PUBLISHED, Who.EDITOR, {"reject", "promote", "undo"}),
        (State.REJECTED, Who.SENDER, {"correct", "withdraw"}),
        (State.REJECTED, Who.EDITOR, {"undo"}),
        (State.PROMOTED, Who.SENDER, {"withdraw"}),
        (State.PROMOTED, Who.EDITOR, {"undo"}),
        (State.WITHDRAWN, Who.SENDER, set()),
        (State.WITHDRAWN, Who.EDITOR, set()),
    ],
)
def test_each_may_do_what_the_table_says(state: State, who: Who, deeds: set[str]) -> None:
    assert set(deeds_of(state, who)) == deeds


def test_nobody_places_what_was_not_confirmed() -> None:
    assert next_state(State.UNCONFIRMED, Deed.PUBLISH, Who.EDITOR) is None
    assert next_state(State.UNCONFIRMED, Deed.CONFIRM, Who.EDITOR) is None


def test_other_words_than_were_judged_are_judged_again() -> None:
    after = {
        before: after
        for (before, deed), (_who, after) in TRANSITIONS.items()
        if deed == Deed.CORRECT
    }
    assert after == {
        State.UNCONFIRMED: State.UNCONFIRMED,
        State.MODERATION: State.MODERATION,
        State.PUBLISHED: State.MODERATION,
        State.REJECTED: State.MODERATION,
    }
