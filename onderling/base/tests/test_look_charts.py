"""A bar fills its width, leaves out what is nought, and says its numbers aloud (X-7)."""

from itertools import pairwise

from django.template import Context, Template
from hypothesis import given
from hypothesis import strategies as some

from onderling.base.charts import Part, in_a_sentence, pieces
from tests.proofreader import faults_in

counts = some.lists(some.integers(0, 500), min_size=1, max_size=6)


def number(percentage: str) -> float:
    return float(percentage.rstrip("%"))


@given(counts)
def test_the_pieces_follow_each_other_and_end_at_the_edge(numbers: list[int]) -> None:
    drawn = pieces([Part("x", n) for n in numbers])
    assert [piece.count for piece in drawn] == [n for n in numbers if n]
    for one, following in pairwise(drawn):
        assert number(one.x) + number(one.width) <= number(following.x) + 0.12
    if drawn:
        last = drawn[-1]
        assert abs(number(last.x) + number(last.width) - 100) < 0.12


def test_a_number_stands_in_its_piece_only_when_it_fits() -> None:
    drawn = pieces([Part("eerste wens", 131, "p1"), Part("derde wens", 5, "p3")])
    assert [(piece.count, piece.shown) for piece in drawn] == [(131, True), (5, False)]


def test_letters_are_white_on_dark_and_left_out_where_neither_can_be_read() -> None:
    fills = ["p1", "p3", "n2"]
    drawn = pieces([Part("x", 10, fill) for fill in fills])
    assert [(piece.light, piece.shown) for piece in drawn] == [
        (True, True),
        (False, True),
        (False, False),
    ]


def test_a_bar_is_said_with_all_its_numbers() -> None:
    parts = [Part("eerste wens", 131), Part("geen wens", 0)]
    assert in_a_sentence(parts) == "131 eerste wens, 0 geen wens"


def test_the_mix_of_one_person_is_said_in_the_singular() -> None:
    bar = Template("{% mix_bar 1 0 %}").render(Context())
    assert 'aria-label="1 beroepskracht en 0 vrijwilligers"' in bar
    assert bar.count("<rect") == 1
    assert faults_in(bar, fragment=True) == []


def test_a_stacked_bar_needs_no_inline_style() -> None:
    parts = [Part("eerste <b>wens</b>", 131, "p1"), Part("geen wens", 8, "bad")]
    bar = Template("{% stacked_bar parts label %}").render(
        Context({"parts": parts, "label": "Ronde 1"})
    )
    assert 'aria-label="Ronde 1: 131 eerste &lt;b&gt;wens&lt;/b&gt;, 8 geen wens"' in bar
    assert faults_in(bar, fragment=True) == []
