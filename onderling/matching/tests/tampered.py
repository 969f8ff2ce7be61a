"""Each kind of tampering, with the sentence that must come out."""

from collections.abc import Callable

from onderling.matching.tests.tampering import (
    Raw,
    add,
    both_bounds,
    change,
    drop,
    numbers,
    one_place_left_empty,
    other_winner,
    other_winner_well_told,
    put,
    twice,
)

# What is changed, how, and what must be said about it.
TAMPERED: dict[str, tuple[Callable[[Raw], object], str]] = {
    # the shape
    "another version": (put(version=2), "Het resultaat heeft een versie die wij niet kennen."),
    "a missing table": (
        lambda row: row.pop("seats"),
        "Het resultaat heeft niet de afgesproken vorm (KeyError: 'seats').",
    ),
    "an extra key in a seat": (
        change("seats", {"person": "p4"}, vip=True),
        "Het resultaat heeft niet de afgesproken vorm"
        " (TypeError: Seat.__init__() got an unexpected keyword argument 'vip').",
    ),
    "a sentence for a list": (
        put(warnings="niets"),
        "Een tabel in het resultaat is geen lijst.",
    ),
    "words for numbers": (
        put(objective="many"),
        "Een getal in het resultaat is geen heel getal.",
    ),
    "a broken number": (
        put(objective=1170.5),
        "Een getal in het resultaat is geen heel getal.",
    ),
    "a yes for a rank": (
        change("seats", {"person": "p4"}, rank=True),
        "Een getal in het resultaat is geen heel getal.",
    ),
    "a number for a name": (
        put(without=["p5", 6]),
        "Een tekst in het resultaat is geen tekst.",
    ),
    "an unknown kind of seat": (
        change("seats", {"person": "p4"}, kind="vip"),
        "Een plek heeft een onbekende soort.",
    ),
    "an unknown status": (put(status="perfect"), "Onbekende status “perfect”."),
    "an unknown certificate": (
        lambda row: row["certificate"].update(kind="trust me"),
        "Onbekend soort certificaat “trust me”.",
    ),
    "time that runs back": (put(seconds=-1), "“seconds” is negatief."),
    "numbers of a reason as a list": (
        change("reasons", {"session": "a"}, numbers=[1, 2]),
        "De getallen bij een reden zijn geen tabel.",
    ),
    # what it is about
    "another problem": (
        put(digest="0" * 64),
        "Het resultaat hoort niet bij dit probleem: de digest verschilt.",
    ),
    "an unknown person": (add("p99", "e"), "Plek voor onbekende persoon “p99”."),
    "an unknown session": (add("p1", "z"), "Plek in onbekende sessie “z”."),
    "a seat twice": (
        twice("seats", person="p4"),
        "De plek van “p4” in “e” staat er 2 keer.",
    ),
    # the rules
    "a lock less": (
        drop("seats", person="giver"),
        "Regel geschonden: “giver” staat vast in sessie “c”.",
    ),
    "one too many in a full session": (
        add("p5", "a", "locked", None),
        "Regel geschonden: Sessie “a”: ten hoogste 2 mensen.",
    ),
    "a seat nobody asked for": (
        add("p5", "e", "locked", None),
        "Regel geschonden: “p5” mag niet in sessie “e”:"
        " die staat op geen enkele lijst van deze persoon.",
    ),
    "a seat in cannot": (
        add("p2", "e", "locked", None),
        "Regel geschonden: “p2” mag niet in sessie “e”: die staat bij ‘kan niet’.",
    ),
    "two places at once": (
        add("p1", "b", "locked", None),
        "Regel geschonden: “p1”: niet tegelijk in “a”, “b”.",
    ),
    "the same activity twice": (
        add("p1", "b", "locked", None),
        "Regel geschonden: “p1”: activiteit “x” niet twee keer (“b”, “c”).",
    ),
    "more seats than somebody may have": (
        add("p4", "d"),
        "Regel geschonden: “p4”: in ten hoogste 1 sessies.",
    ),
    "a session below its minimum": (
        add("p4", "d"),
        "Regel geschonden: Sessie “d”: ten minste 5 mensen.",
    ),
    "people who must stay apart": (
        add("p1", "e", "locked", None),
        "Regel geschonden: “p1” en “p4” niet samen in “e”.",
    ),
    # the lists
    "a better rank": (
        change("seats", {"person": "p4"}, rank=1),
        "De plek van “p4” in “e” is wish 2, niet wish 1.",
    ),
    "another kind": (
        change("seats", {"person": "p4"}, kind="anywhere", rank=None),
        "De plek van “p4” in “e” is wish 2, niet anywhere.",
    ),
    "a giver counted as a guest": (
        change("seats", {"person": "giver"}, kind="wish", rank=1),
        "De plek van “giver” in “c” is locked, niet wish 1.",
    ),
    "a cancelled session that is not told": (
        put(cancelled=[]),
        "Sessie “d” is leeg, maar staat niet bij de afgezegde sessies.",
    ),
    "an open session called cancelled": (
        lambda row: row["cancelled"].append({"session": "a", "wanted": 3, "minimum": 1}),
        "Sessie “a” staat bij de afgezegde sessies, maar gaat door.",
    ),
    "a cancelled session told twice": (
        twice("cancelled", session="d"),
        "Een afgezegde sessie staat er twee keer.",
    ),
    "another number wanted": (
        change("cancelled", {"session": "d"}, wanted=4),
        "Afgezegd “d”: gewenst 1 en minimum 5, niet 4 en 5.",
    ),
    "another minimum": (
        change("cancelled", {"session": "d"}, minimum=2),
        "Afgezegd “d”: gewenst 1 en minimum 5, niet 1 en 2.",
    ),
    "somebody without a seat kept silent": (
        put(without=["p5"]),
        "De lijst van mensen zonder plek klopt niet met de plekken.",
    ),
    "somebody without a seat told twice": (
        put(without=["p5", "p6", "p6"]),
        "De lijst van mensen zonder plek klopt niet met de plekken.",
    ),
    "fewer moved": (put(moved=0), "Er zijn 1 eerdere plekken verloren, niet 0."),
    # points and bound
    "a seat less": (
        drop("seats", person="p1", session="a"),
        "De waarde is 1070 punten, niet 1170.",
    ),
    "a higher objective": (put(objective=1171), "De waarde is 1170 punten, niet 1171."),
    "a lower bound": (both_bounds(-1), "De grens 1169 ligt onder de waarde 1170."),
    "no bound": (put(bound=None), "Een getal in het resultaat is geen heel getal."),
    "a loose bound called optimal": (
        both_bounds(50),
        "“optimal”, maar de grens 1220 is niet de waarde 1170.",
    ),
    "an absurd bound": (
        put(status="feasible", bound=10**6),
        "De grens 1000000 is hoger dan alle beste plekken samen (1480).",
    ),
    "a certificate of another bound": (
        lambda row: row["certificate"].update(bound=1171),
        "De grens in het certificaat is een andere dan de grens van het resultaat.",
    ),
    "a worse outcome with fitting numbers": (
        one_place_left_empty,
        "Het certificaat noemt de prijzen als bewijs, maar zij laten meer punten toe.",
    ),
    # prices
    "a price too high": (
        change("prices", {"session": "a"}, price=101),
        "Onwaar: reden van “p2” over “a”: cost is 100, het moet 101 zijn.",
    ),
    "a price for a session with room": (
        lambda row: row["prices"].append({"session": "e", "price": 3}),
        "Het certificaat noemt de prijzen als bewijs, maar zij laten meer punten toe.",
    ),
    "a price below zero": (
        change("prices", {"session": "f"}, price=-1),
        "Prijs -1 hoort niet bij: Sessie “f”: ten hoogste 1 mensen.",
    ),
    "a price of a rule that is not there": (
        lambda row: row["prices"].append(
            {"session": "b", "rule": "minimum", "about": ["b"], "price": -3}
        ),
        "Prijs voor regel “minimum” (b), die er niet is.",
    ),
    "a price of a rule about one person": (
        lambda row: row["prices"].append(
            {"session": "p1", "rule": "most", "about": ["p1"], "price": 3}
        ),
        "Prijs voor “most”, een regel die geen prijs kan hebben.",
    ),
    "a price of an unknown session": (
        lambda row: row["prices"].append({"session": "z", "price": 3}),
        "Prijs voor onbekende “z”.",
    ),
    "a price twice": (twice("prices", session="a"), "Een prijs staat er twee keer."),
    "prices left out": (
        put(prices=[]),
        "Het certificaat noemt de prijzen als bewijs, maar zij laten meer punten toe.",
    ),
    # reasons
    "a reason less": (
        drop("reasons", session="f"),
        "“p6” miste wens “f” en krijgt geen reden.",
    ),
    "a reason twice": (twice("reasons", session="a"), "“p2” krijgt 2 redenen over “a”."),
    "a reason without a miss": (
        lambda row: row["reasons"].append(
            {"person": "p5", "session": "a", "because": "full", "numbers": {}}
        ),
        "“p5” krijgt een reden over “a” zonder gemis.",
    ),
    "a reason for an unknown person": (
        lambda row: row["reasons"].append(
            {"person": "p99", "session": None, "because": "too_big", "numbers": {}}
        ),
        "Onwaar: reden voor onbekende persoon “p99”.",
    ),
    "another reason": (
        change("reasons", {"session": "a"}, because="too_big"),
        "Onwaar: reden van “p2” over “a”: de groep past wel.",
    ),
    "an unknown reason": (
        change("reasons", {"session": "a"}, because="pech"),
        "Onwaar: reden van “p2” over “a”: de getallen ontbreken of kloppen niet van soort.",
    ),
    "another number in a reason": (
        numbers("a", taken=1),
        "Onwaar: reden van “p2” over “a”: taken is 1, het moet 2 zijn.",
    ),
    "another cost to others": (
        numbers("a", cost=99),
        "Onwaar: reden van “p2” over “a”: cost is 99, het moet 100 zijn.",
    ),
    "another gain": (
        numbers("a", gain=9),
        "Onwaar: reden van “p2” over “a”: gain is 9, het moet 10 zijn.",
    ),
    "a reason without its numbers": (
        change("reasons", {"session": "a"}, numbers={}),
        "Onwaar: reden van “p2” over “a”: de getallen ontbreken of kloppen niet van soort.",
    ),
    "a cancelled session called full": (
        change("reasons", {"session": "d"}, because="full"),
        "Onwaar: reden van “p4” over “d”: er was nog plaats.",
    ),
    # the lottery
    "another seed": (
        put(seed="re-roll"),
        "Onwaar: reden van “p6” over “f”: yours is 8951103306, het moet 2108306902 zijn.",
    ),
    "the loser of the lottery in the seat": (
        other_winner,
        "Onwaar: reden van “p7” over “f”: yours is 8951103306, het moet 109844716127 zijn.",
    ),
    "the loser in the seat, with a true reason": (
        other_winner_well_told,
        "De loting klopt niet: “p7” hoort volgens het lot in “f” en “p6” niet.",
    ),
    # what cannot be
    "an outcome called infeasible": (
        put(status="infeasible"),
        "Een onmogelijk probleem kan geen plekken, waarde of grens hebben.",
    ),
    "infeasible without the rules that clash": (
        put(status="infeasible", seats=[], objective=None, bound=None),
        "Er staat niet bij welke regels elkaar tegenspreken.",
    ),
}
