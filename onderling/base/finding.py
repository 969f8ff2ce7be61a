"""Searching as people type: by the stem of Dutch words, the same on every database.

Deeds write what everybody may find; nothing else is in it. A word is kept as its stem, so that
“vrijwilligers” finds “vrijwilliger”; the beginning and the middle of a word count too, for
“schuldhulpverlening” holds “hulp”.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.db import models
from django.db.models import QuerySet
from snowballstemmer import stemmer

from onderling.base.audit import ref
from onderling.base.models import SearchDocument, SearchWord
from onderling.base.transactions import write_transaction

WORD = re.compile(r"[^\W_]+")
LONGEST = 40
MOST_ASKED = 8  # words of one question
IN_TITLE = 5
# Too common to tell anything.
COMMON = set(
    WORD.findall(
        "de het een en van in op te dat die is voor met zijn ze er aan je u uw wij we ik als of"
        " om bij dan maar ook niet naar wat was hun zij hij the and to"
    )
)
WHOLE, BEGINS, HOLDS = 6, 3, 1  # how much each way of finding a word counts
SHORTEST_INSIDE = 4  # letters of a piece inside a word


@dataclass(frozen=True)
class Found:
    """One thing that somebody may be looking for."""

    document: SearchDocument
    score: int


@cache
def _stemmer() -> Any:
    # PostgreSQL's own “dutch” is this older one: one stemmer for both databases.
    return stemmer("dutch_porter")


def stems_of(text: str) -> list[str]:
    """Take a text apart into stems, without accents and without the commonest words."""
    flat = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(sign for sign in flat if not unicodedata.combining(sign))
    words = [word for word in WORD.findall(plain) if word not in COMMON]
    return [stem[:LONGEST] for stem in _stemmer().stemWords(words)]


@write_transaction()
def remember(thing: models.Model, *, kind: str, title: str, words: str, url: str) -> None:
    """Let everybody find a thing by these words, in place of what stood there."""
    document, _made = SearchDocument.objects.update_or_create(
        ref=ref(thing), defaults={"kind": kind, "title": title, "text": words, "url": url}
    )
    _write_stems(document)


@write_transaction()
def renew(document: SearchDocument) -> None:
    """Let a document be found by the words that stand in it now."""
    _write_stems(document)


def _write_stems(document: SearchDocument) -> None:
    weights = Counter(stems_of(document.text))
    for stem in stems_of(document.title):
        weights[stem] += IN_TITLE
    document.stems.all().delete()
    SearchWord.objects.bulk_create(
        [
            SearchWord(document=document, stem=stem, weight=min(weight, 50))
            for stem, weight in sorted(weights.items())
        ],
        batch_size=500,
    )


@write_transaction()
def forget(thing: models.Model) -> None:
    SearchDocument.objects.filter(ref=ref(thing)).delete()


@write_transaction()
def forget_all(model: type[models.Model], keys: Iterable[Any]) -> None:
    """Let nobody find these things any more."""
    refs = [f"{model._meta.label_lower}:{pk}" for pk in keys]
    SearchDocument.objects.filter(ref__in=refs).delete()


def find(asked: str, *, most: int = 50) -> list[Found]:
    """List what holds all the words, the best first. Nothing for no words."""
    stems = list(dict.fromkeys(stems_of(asked)))[:MOST_ASKED]
    scores: Counter[int] | None = None
    for stem in stems:
        here: Counter[int] = Counter()
        for document, word, weight in _rows(stem):
            here[document] += weight * _worth(stem, word)
        scores = (
            here
            if scores is None
            else Counter({pk: scores[pk] + here[pk] for pk in scores if pk in here})
        )
    best = sorted((scores or {}).items(), key=lambda pair: (-pair[1], -pair[0]))[:most]
    documents = SearchDocument.objects.in_bulk([pk for pk, _score in best])
    return [Found(documents[pk], score) for pk, score in best]


def _rows(stem: str) -> "QuerySet[SearchWord, Any]":
    inside = len(stem) >= SHORTEST_INSIDE
    how = {"stem__contains": stem} if inside else {"stem__startswith": stem}
    return SearchWord.objects.filter(**how).values_list("document", "stem", "weight")


def _worth(stem: str, word: str) -> int:
    if word == stem:
        return WHOLE
    return BEGINS if word.startswith(stem) else HOLDS
