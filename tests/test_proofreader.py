"""The proof-reader finds what it should find, and leaves good pages alone (X-7)."""

import pytest

from tests.plain_dutch import dutch_faults
from tests.proofreader import faults_in

GOOD = (
    '<html lang="nl"><head><title>Hallo – Onderling</title></head>'
    "<body><h1>Hallo</h1>{}</body></html>"
)
LONG = " ".join(["woord"] * 26)


@pytest.mark.parametrize(
    "more",
    [
        "",
        '<label for="n">Naam</label><input id="n">',
        "<label>Naam <input></label>",
        '<p id="wie">Naam</p><input aria-labelledby="wie">',
        "<fieldset><legend>Komt u?</legend>"
        '<label><input type="radio" name="k"> Ja</label></fieldset>',
        '<a href="/"><img src="x" alt="Start"></a>',
        '<button aria-label="Bewaar"></button>',
        '<input type="hidden" name="sleutel">',
        f'<p class="ond-verbatim">"{LONG}" voor professionals</p>',
        f"<blockquote>“{LONG}”</blockquote>",
        f"<p>Zij zei: “{LONG}.” Dat was lang.</p>",
        f"<ul><li>{LONG[:60]}</li><li>{LONG[:60]}</li></ul>",
        f"<textarea aria-label='Tekst'>\"{LONG}\"</textarea>",
        "<p>Dat kan <strong>tot en met 19 november, 23:59</strong>. Wij zijn er 9.30 uur.</p>",
        '<svg role="img"><title>Vijf mensen</title></svg>',
    ],
)
def test_a_good_page_has_no_faults(more: str) -> None:
    assert faults_in(GOOD.format(more)) == []


@pytest.mark.parametrize(
    ("more", "fault"),
    [
        ("<h1>Nog een</h1>", "2 main headings and 1 titles"),
        ('<p id="a"></p><p id="a"></p>', "id a occurs 2 times"),
        ('<input id="name">', "field name has no label"),
        ('<label for="name"> </label><input id="name">', "field name has no label"),
        ('<label for="ander">Naam</label><input id="name">', "field name has no label"),
        ('<input id="name" aria-labelledby="weg">', "field name has no label"),
        (
            '<label><input type="radio" name="komt"> Ja</label>',
            "radio buttons komt stand in no fieldset",
        ),
        ('<img src="x">', "image without alt text"),
        ("<form></form>", "form without action"),
        ('<p style="color:red"></p>', "inline style or script in <p>"),
        ('<p onclick="x()"></p>', "inline style or script in <p>"),
        ("<style>p { color: red }</style>", "inline <style>"),
        ("<script>go()</script>", "inline <script>"),
        ("<p>Dag {{ naam }}</p>", "{{ is not filled in"),
        ("<p>Dag {% naam %}</p>", "{% is not filled in"),
        ('<a href="/"></a>', "<a> says nothing"),
        ("<button></button>", "<button> says nothing"),
        ("<section><div></section>", "<div> is not closed before </section>"),
        ("</div>", "</div> closes nothing"),
        ('<p>Kies "wensen"</p>', "straight quotes in 'Kies \"wensen\"'"),
        (f"<p>{LONG}.</p>", f"26 words in one sentence: {LONG[:60]!r}"),
        (
            f"<p>{LONG[:77]} <em>en</em> <a href='/'>{LONG[78:]}</a></p>",
            f"27 words in one sentence: {(LONG[:77] + ' en')[:60]!r}",
        ),
    ],
)
def test_each_fault_is_named(more: str, fault: str) -> None:
    assert faults_in(GOOD.format(more)) == [fault]


def test_a_title_that_begins_otherwise_is_named() -> None:
    page = GOOD.format("").replace("<title>Hallo", "<title>Welkom")
    assert faults_in(page) == ["title 'Welkom – Onderling' does not begin with heading 'Hallo'"]


def test_a_title_that_only_shares_letters_is_named() -> None:
    page = GOOD.format("").replace("<title>Hallo", "<title>Halloween")
    assert faults_in(page) == [
        "title 'Halloween – Onderling' does not begin with heading 'Hallo'"
    ]


def test_a_page_without_a_language_is_named() -> None:
    assert faults_in(GOOD.format("").replace(' lang="nl"', "")) == ["no language"]


def test_a_fragment_needs_no_heading_but_is_read_all_the_same() -> None:
    assert faults_in("<p>Bewaard</p>", fragment=True) == []
    assert faults_in('<p id="a" ></p><p id="a"></p>', fragment=True) == ["id a occurs 2 times"]


@pytest.mark.parametrize(
    ("word", "better"),
    [
        ("Betreffende", "over"),
        ("middels", "met of door"),
        ("dient te", "moet"),
        ("dienen te", "moeten"),
        ("indien", "als"),
        ("uiterlijk", "tot en met"),
        ("Klik hier", "wat er dan gebeurt"),
        ("professional", "beroepskracht"),
        ("Professionals", "beroepskrachten"),
    ],
)
def test_office_words_are_named_with_a_better_one(word: str, better: str) -> None:
    assert dutch_faults(word) == [f"{word.lower()!r} in {word!r}: write {better}"]


def test_a_word_that_contains_an_office_word_is_fine() -> None:
    assert dutch_faults("De professionele indiener") == []
