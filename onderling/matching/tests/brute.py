"""The contract once more, by hand and by trying everything: no line shared with the engine."""

import hashlib
import hmac
import math
from collections.abc import Iterator
from fractions import Fraction
from itertools import combinations, product
from typing import Any

Raw = dict[str, Any]
Seats = frozenset[tuple[str, str]]
POINTS = {
    "points": [100, 90, 81, 73, 66, 59, 53, 48],
    "fields": [45, 40],
    "also_good": 45,
    "anywhere": 10,
    "rather_not": 1,
    "visited": 30,
    "first_seat": 1000,
    "without": "guarantee",
    "order": "joint",
    "soft_together": 20,
    "stay": 0,
    "balance": 0,
    "balance_slack": 1,
}


def lot(seed: str, text: str) -> int:
    return int(hmac.new(seed.encode(), text.encode(), hashlib.sha256).hexdigest()[:10], 16)


class Brute:
    """Tries every seating of a tiny problem given as raw JSON."""

    def __init__(self, raw: Raw) -> None:
        self.raw = raw
        self.points = {**POINTS, **raw.get("objective", {})}
        self.rules = raw.get("rules", {})
        self.sessions = {s["id"]: s for s in raw["sessions"]}
        self.people = {p["id"]: p for p in raw["people"]}
        locks = raw.get("locked", [])
        self.locks = {(k["person"], k["session"]) for k in locks}
        self.giving = {(k["person"], k["session"]) for k in locks if not k.get("counts", True)}
        former = raw.get("former", [])
        self.former = {(f["person"], f["session"]) for f in former} - self.giving

    def worth(self, p: Raw, s: Raw) -> int | None:
        """Points of a seat without size; None when no list allows it."""
        lists = {row[0]: row[1] for row in p.get("wishes", [])}
        hosts = {row[0]: row[1] for row in p.get("wish_organisations", [])}
        top = self.points["points"]
        if s["id"] in p.get("cannot", []):
            return None
        if s["id"] in lists:
            w = top[lists[s["id"]] - 1] if lists[s["id"]] <= len(top) else top[-1]
        elif s["id"] in p.get("rather_not", []):
            w = self.points["rather_not"]
        elif s.get("organisation") in hosts:
            rank = hosts[s["organisation"]]
            w = top[rank - 1] if rank <= len(top) else top[-1]
        elif s.get("field") in p.get("wish_fields", []):
            place = p["wish_fields"].index(s["field"])
            w = self.points["fields"][min(place, len(self.points["fields"]) - 1)]
        elif s["id"] in p.get("also_good", []):
            w = self.points["also_good"]
        elif p.get("anywhere"):
            w = self.points["anywhere"]
        else:
            return None
        if s.get("organisation") in p.get("visited", []):
            w = max(min(w, 1), w - self.points["visited"])
        return int(w)

    def allowed(self, p: Raw, s: Raw) -> bool:
        if self.worth(p, s) is None:
            return False
        if p.get("dates") and s.get("start", "")[:10] not in p["dates"]:
            return False
        own = p.get("organisation")
        return not (
            self.rules.get("other_organisation") and own and own == s.get("organisation")
        )

    def clash(self, a: str, b: str) -> bool:
        one, other = self.sessions[a], self.sessions[b]
        if "start" not in one or "start" not in other:
            return False
        return bool(one["start"] < other["end"] and other["start"] < one["end"])

    def may(self, p: Raw, s: Raw) -> bool:
        """Allowed and not made impossible by the person's own locks or size."""
        if (p["id"], s["id"]) in self.locks - self.giving:
            return True
        mine = [t for (q, t) in self.locks if q == p["id"]]
        act = s.get("activity")
        return (
            self.allowed(p, s)
            and s["id"] not in mine
            and len(mine) < p.get("most", 1)
            and p.get("size", 1) <= s.get("maximum", 10**9)
            and not any(self.clash(s["id"], t) for t in mine)
            and not any(act and act == self.sessions[t].get("activity") for t in mine)
        )

    def choices(self, p: Raw) -> Iterator[tuple[str, ...]]:
        mine = tuple(t for (q, t) in sorted(self.locks) if q == p["id"])
        free = [s["id"] for s in self.raw["sessions"] if self.may(p, s) and s["id"] not in mine]
        for count in range(max(0, p.get("most", 1) - len(mine)) + 1):
            for extra in combinations(free, count):
                chosen = mine + extra
                pairs = list(combinations(chosen, 2))
                if any(self.clash(a, b) for a, b in pairs):
                    continue
                acts = [self.sessions[s].get("activity") for s in chosen]
                double = any(
                    acts[i] and acts[i] == acts[j] and not {chosen[i], chosen[j]} <= set(mine)
                    for i, j in combinations(range(len(chosen)), 2)
                )
                if not double:
                    yield chosen

    def feasible(self, seats: Seats) -> bool:
        for s in self.raw["sessions"]:
            inside = [self.people[p] for p, t in seats - self.giving if t == s["id"]]
            if inside and not self.can_run(s, inside):
                return False
        return self.pairs_are_right(seats)

    def can_run(self, s: Raw, inside: list[Raw]) -> bool:
        size = sum(p.get("size", 1) for p in inside)

        def of(key: str, value: str) -> int:
            return sum(p.get("size", 1) for p in inside if p.get(key) == value)

        shares = s.get("at_least_share", {}).items()
        hosts = {p["organisation"] for p in inside if p.get("organisation")}
        cap = s.get("at_most_per_organisation", 10**9)
        known = {h for p in inside for h in p.get("has", [])}
        return (
            s.get("minimum", 0) <= size <= s.get("maximum", 10**9)
            and all(of("group", g) >= n for g, n in s.get("at_least", {}).items())
            and all(of("group", g) <= n for g, n in s.get("at_most", {}).items())
            and all(of("group", g) >= math.ceil(Fraction(str(x)) * size) for g, x in shares)
            and all(of("organisation", o) <= cap for o in hosts)
            and set(s.get("needs", [])) <= known
        )

    def pairs_are_right(self, seats: Seats) -> bool:
        for a, b in self.raw.get("apart", []):
            if any((a, s) in seats and (b, s) in seats for s in self.sessions):
                return False
        for a, b in self.raw.get("together", []):
            for s in self.raw["sessions"]:
                both = self.may(self.people[a], s) and self.may(self.people[b], s)
                if both and ((a, s["id"]) in seats) != ((b, s["id"]) in seats):
                    return False
        return True

    def objective(self, seats: Seats) -> int:
        guests = seats - self.giving
        total = sum(self.of_person(person, seats) for person in self.people)
        sent: dict[str, int] = {}
        for person, s in guests:
            host = self.sessions[s].get("organisation")
            own = self.people[person].get("organisation")
            if host and own and host != own:
                size = self.people[person].get("size", 1)
                sent[own] = sent.get(own, 0) + size
                sent[host] = sent.get(host, 0) - size
        for a, b in self.raw.get("soft_together", []):
            total += self.points["soft_together"] * sum(
                (a, s) in guests and (b, s) in guests for s in self.sessions
            )
        for surplus in sent.values():
            slack = self.points["balance_slack"]
            total -= self.points["balance"] * max(0, abs(surplus) - slack)
        return int(total)

    def of_person(self, person: str, seats: Seats) -> int:
        p = self.people[person]
        size = p.get("size", 1)
        mine = [s for q, s in seats - self.giving if q == person]
        total = sum((self.worth(p, self.sessions[s]) or 0) * size for s in mine)
        total += self.points["stay"] * sum((person, s) in self.former for s in mine)
        if mine and self.points["without"] == "guarantee":
            total += self.points["first_seat"] * size
        if mine and self.points["without"] == "next_wish":
            total -= self.keep(p) * size
        busy = [self.sessions[s] for q, s in seats if q == person]
        for start, end in self.times_to_fill(p):
            if not any("start" in s and s["start"] < end and start < s["end"] for s in busy):
                total -= self.points["first_seat"] * size
        return int(total)

    def times_to_fill(self, p: Raw) -> set[tuple[str, str]]:
        if not (self.rules.get("fill_slots") and p.get("anywhere")):
            return set()
        return {
            (s["start"], s["end"])
            for s in self.raw["sessions"]
            if "start" in s and self.allowed(p, s)
        }

    def keep(self, p: Raw) -> int:
        if p.get("anywhere") or any(q == p["id"] for q, _ in self.locks):
            return 0
        ranks = {r for _, r in p.get("wishes", [])}
        ranks |= {r for _, r in p.get("wish_organisations", [])}
        n, top = len(ranks) + len(p.get("also_good", [])), self.points["points"]
        return (
            int(top[n])
            if n < len(top)
            else math.floor(Fraction(9 * top[-1], 10) + Fraction(1, 2))
        )

    def all_seatings(self) -> Iterator[Seats]:
        options = [
            [[(p["id"], s) for s in chosen] for chosen in self.choices(p)]
            for p in self.raw["people"]
        ]
        for chosen in product(*options):
            seats = frozenset(seat for part in chosen for seat in part)
            if self.feasible(seats):
                yield seats

    def cancelled(self, seats: Seats) -> list[str]:
        guests = {s for _, s in seats - self.giving}
        return [
            s["id"]
            for s in self.raw["sessions"]
            if s["id"] not in guests
            and (s.get("minimum") or any(s.get("at_least", {}).values()) or s.get("needs"))
        ]

    def rank(self, seats: Seats, seed: str) -> tuple[int, int, int, int]:
        """What decides between two outcomes, in this order."""
        guests = seats - self.giving
        return (
            self.objective(seats),
            len(guests & self.former),
            -sum(lot(seed, s) for s in self.cancelled(seats)),
            sum(lot(seed, f"{p}|{s}") for p, s in guests),
        )

    def best(self, seed: str) -> Seats | None:
        return max(self.all_seatings(), key=lambda seats: self.rank(seats, seed), default=None)
