"""What a note may say, and what happens when two people write it (S0-9, X-82)."""

from datetime import timedelta

from onderling.outcomes.rules.notes import START, Clash, laid_beside, may_note, parted, whole
from tests.makers import NOON


def test_a_note_that_asks_begins_with_the_usual_words_once() -> None:
    assert whole("  een  sleutel\nte geven ", asks=True) == START + "een sleutel te geven"
    assert whole(START + "iets", asks=True) == START + "iets"
    assert whole("Er is te weinig tijd", asks=False) == "Er is te weinig tijd"
    assert whole("   ", asks=True) == ""


def test_a_note_is_taken_apart_as_it_was_put_together() -> None:
    assert parted(START + "een sleutel") == (True, "een sleutel")
    assert parted("Er is te weinig tijd") == (False, "Er is te weinig tijd")


def test_what_one_left_alone_the_other_may_have_written() -> None:
    shown = {1: "oud", 2: ""}
    saved = {1: "nieuw van de ander", 2: ""}
    assert laid_beside({1: "oud", 2: "van mij"}, shown, saved) == ({2: "van mij"}, [])


def test_what_both_changed_is_asked_about_and_not_written() -> None:
    found = laid_beside({1: "van mij"}, {1: "oud"}, {1: "van de ander"})
    assert found == ({}, [Clash(1, "van de ander", "van mij")])


def test_the_same_words_twice_are_no_clash() -> None:
    assert laid_beside({1: "zelfde"}, {1: ""}, {1: "zelfde"}) == ({}, [])


def test_notes_begin_with_the_workshop() -> None:
    starts = NOON
    assert not may_note(allowed=True, starts=starts, now=NOON - timedelta(minutes=1))
    assert may_note(allowed=True, starts=starts, now=NOON)
    assert not may_note(allowed=False, starts=starts, now=NOON)
    assert not may_note(allowed=True, starts=None, now=NOON)
