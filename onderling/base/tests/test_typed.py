import pytest

from onderling.base.typed import whole_number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0", 0),
        ("12", 12),
        ("2147483647", 2147483647),
        ("2147483648", None),
        ("9" * 30, None),
        ("-1", None),
        ("1.5", None),
        ("abc", None),
        ("", None),
        (None, None),
        ("²", None),
    ],
)
def test_only_a_number_that_a_database_can_hold_is_a_number(
    text: str | None, number: int | None
) -> None:
    assert whole_number(text) == number
