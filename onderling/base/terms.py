"""Terms and thresholds of this install, each with a reason and a date (X-13)."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import models
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from onderling.base import audit
from onderling.base.errors import Refused
from onderling.base.models import Setting
from onderling.base.prepared import prepared
from onderling.base.transactions import write_transaction


@dataclass(frozen=True)
class Term:
    """A number that an owner may change, with what it does and its bounds."""

    name: str
    label: Any
    unit: Any
    default: int
    least: int
    most: int


TERMS = {
    term.name: term
    for term in (
        Term(
            "few_places",
            gettext_lazy("Vanaf hoeveel vrije plekken zeggen wij ‘nog maar een paar’?"),
            gettext_lazy("plekken"),
            default=5,
            least=1,
            most=50,
        ),
        Term(
            "least_people",
            gettext_lazy("Vanaf hoeveel mensen of antwoorden noemen wij een aantal?"),
            gettext_lazy("mensen"),
            default=5,
            least=5,  # below that a number points at somebody
            most=50,
        ),
        Term(
            "exchange_days",
            gettext_lazy(
                "Hoeveel dagen zitten er tussen twee berichten over ruilen aan iemand?"
            ),
            gettext_lazy("dagen"),
            default=1,
            least=1,
            most=30,
        ),
        Term(
            "soon_days",
            gettext_lazy("Hoeveel dagen vooruit staat een taak bij ‘nu’?"),
            gettext_lazy("dagen"),
            default=7,
            least=1,
            most=60,
        ),
        Term(
            "answer_days",
            gettext_lazy("Binnen hoeveel dagen komt er antwoord op wat mensen vroegen?"),
            gettext_lazy("dagen"),
            default=42,
            least=7,
            most=365,
        ),
        Term(
            "report_days",
            gettext_lazy(
                "Na hoeveel dagen herinneren wij wie nog niets over een workshop schreef?"
            ),
            gettext_lazy("dagen"),
            default=7,
            least=1,
            most=60,
        ),
        Term(
            "survey_group",
            gettext_lazy("Vanaf hoeveel mensen tonen wij antwoorden van een groep?"),
            gettext_lazy("mensen"),
            default=10,
            least=10,
            most=50,
        ),
        Term(
            "keep_answers_months",
            gettext_lazy("Hoe lang bewaren wij antwoorden zonder naam?"),
            gettext_lazy("maanden"),
            default=24,
            least=1,
            most=120,
        ),
        Term(
            "intention_weeks",
            gettext_lazy("Na hoeveel weken laten wij een voornemen weer zien?"),
            gettext_lazy("weken"),
            default=13,
            least=1,
            most=52,
        ),
        Term(
            "pulse_weeks",
            gettext_lazy("Na hoeveel weken vragen wij of de dag iets veranderde?"),
            gettext_lazy("weken"),
            default=13,
            least=2,
            most=52,
        ),
        Term(
            "keep_receipts_days",
            gettext_lazy("Hoe lang onthouden wij dat een formulier al verstuurd is?"),
            gettext_lazy("dagen"),
            default=30,
            least=1,
            most=365,
        ),
        Term(
            "keep_messages_days",
            gettext_lazy("Hoe lang bewaren wij de tekst van verstuurde berichten?"),
            gettext_lazy("dagen"),
            default=30,
            least=1,
            most=30,
        ),
        Term(
            "keep_unconfirmed_days",
            gettext_lazy("Hoe lang wacht een reactie van een gast op bevestiging?"),
            gettext_lazy("dagen"),
            default=7,
            least=1,
            most=30,
        ),
    )
}


def value_of(name: str) -> int:
    """Return the number that counts now: the one set last, else the default."""
    said = _said(name=name)
    return int(said[0]) if said else TERMS[name].default


@prepared
def _said(name: str) -> "QuerySet[Setting, Any]":
    return Setting.objects.filter(name=name).values_list("value", flat=True)[:1]


@write_transaction()
def set_term(
    name: str, value: int, *, because: str, by: models.Model | None, now: datetime
) -> Setting:
    """Change a number from now on. The older rows stay: they are its history."""
    term = TERMS[name]
    if not term.least <= value <= term.most:
        raise Refused(
            _("Kies een getal van {least} tot en met {most}.").format(
                least=term.least, most=term.most
            )
        )
    old = value_of(name)
    row = Setting.objects.create(
        name=name, value=value, because=because, since=now, by_ref=audit.ref(by)
    )
    audit.note(
        by, "set_term", on=row, now=now, old={name: old}, new={name: value}, because=because
    )
    return row
