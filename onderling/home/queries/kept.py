"""What we keep of people, read from the models, so that it cannot lag behind (X-10)."""

from collections import defaultdict
from typing import Any

from django.apps import apps
from django.db.models import Field, Model
from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_noop
from django.utils.translation import gettext_lazy as _

from onderling.base.privacy import Classified, Personal
from onderling.home.queries.field_words import FIELDS

# The grounds of the declarations. Their purposes are found where they are declared.
GROUNDS = (
    gettext_noop("overeenkomst"),
    gettext_noop("toestemming"),
    gettext_noop("gerechtvaardigd belang"),
)
# How long a term of the declarations lasts, in words.
KEPT = {
    "ronde+12m": _("tot een jaar na de laatste ronde waaraan u meedeed"),
    "ronde+1m": _("tot een maand na de ronde"),
    "6m": _("een half jaar"),
    "30d": _("dertig dagen"),
    "antwoorden": _("zolang als antwoorden zonder naam, daarna niet meer"),
    "altijd": _("zolang uw keuze geldt, of de foto of het citaat te zien is"),
}
# What a field is called for people, where its own name does not say it.
CALLED = {
    "took_part": _("of u meedeed toen u was uitgenodigd"),
    "author": _("uw naam"),
    "agreed": _("dat u een foto mocht laten zien"),
    "alt": _("wat er op een foto van u te zien is"),
    "link": _("een link bij wat u schreef"),
    "wanted": _("wat u van ons wilt horen"),
    "reached_by_ref": _("wie u belde of schreef"),
    "affiliation": _("uw organisatie"),
    "asker": _("uw naam"),
    "completed": _("dat u een vragenlijst invulde, niet wat u antwoordde"),
    "key": _("uw sleutel van een vragenlijst"),
    "on_paper": _("dat u een vragenlijst op papier kreeg"),
    "how": _("hoe uw vaste groep doorgaat"),
    "happened": _("of uw koffieafspraak er kwam"),
    "refused": _("waarom uw verhaal niet op de pagina staat"),
    "outcome": _("of uw voornemen gelukt is"),
    "role": _("of u deelneemt of geeft"),
    "answer": _("uw antwoord op een vraag om toestemming"),
    "brings": _("wat u meeneemt"),
    "code": _("uw nummer op de lijst van de coördinator"),
    "group": _("beroepskracht of vrijwilliger"),
    "kind": _("waarom u daar een plek hebt"),
    "last_login": _("wanneer u voor het laatst inlogde"),
    "opinion": _("uw wensen"),
    "organisation": _("uw organisatie"),
    "participation": _("dat u meedoet"),
    "person": _("uw naam"),
    "purpose": _("waarvoor u toestemming gaf"),
    "rank": _("uw wensen"),
    "before": _("uw gegevens zoals ze voor het inlezen waren"),
    "body": _("berichten aan u"),
    "cells": _("de rij waarin u op een lijst stond"),
    "entered_by": _("wie iets voor u invulde"),
    "error": _("of een bericht aankwam"),
    "maker": _("uw naam"),
    "numbers": _("waarom u een wens niet kreeg"),
    "message": _("of een bericht aankwam"),
    "kept": _("welke kaarten van u zijn samengevoegd"),
    "gone": _("welke kaarten van u zijn samengevoegd"),
    "steps": _("welke kaarten van u zijn samengevoegd"),
    "offer": _("welke workshops u bewaarde"),
    "one": _("met wie u graag samen gaat, of juist niet"),
    "other": _("met wie u graag samen gaat, of juist niet"),
    "place": _("welke plek u wilde ruilen"),
    "problem": _("uw wensen"),
    "remarks": _("wat er aan die rij niet klopte"),
    "reply_address": _("aan wie u kunt antwoorden"),
    "reply_name": _("aan wie u kunt antwoorden"),
    "result": _("uw plek of uw plaats op de wachtlijst"),
    "subject": _("berichten aan u"),
    "to_address": _("uw e-mailadres"),
    "to_name": _("uw naam"),
    "to_ref": _("berichten aan u"),
    "text": _(
        "wat u schreef: reacties, uw voornemen, uw verhaal, en wat u ons zonder naam schreef"
    ),
    "through": _("via wie u kwam"),
    "typed": _("wat u in een formulier typte en nog niet bewaarde"),
    "owner_ref": _("uw naam"),
    "sender": _("uw naam"),
    "shown_name": _("de naam bij uw bijdrage"),
    "title": _("wat u inzond"),
    "words": _("wat u inzond"),
    "upload": _("het bestand bij uw bijdrage"),
    "file_name": _("het bestand bij uw bijdrage"),
    "kept_ref": _("het bestand bij uw bijdrage"),
    "reason": _("wat wij met uw bijdrage deden"),
    "desk": _("wat wij met uw bijdrage deden"),
    "source": _("de naam bij uw bijdrage"),
    "contribution": _("wat u inzond"),
    "trouble": _("waarom een verdeling niet kon"),
    "state": _("uw plek of uw plaats op de wachtlijst"),
}
# What stands beside personal fields in the export of one person, to make them readable.
BESIDE = {
    "asked": _("gevraagd op"),
    "body": _("tekst"),
    "new": _("werd"),
    "old": _("was"),
    "said": _("gezegd op"),
    "subject": _("onderwerp"),
    "thread": _("gesprek"),
    "at": _("wanneer"),
    "deed": _("wat er gebeurde"),
    "file_name": _("bestand"),
    "form": _("formulier"),
    "line": _("wat er gebeurde"),
    "made": _("gemaakt op"),
    "queued": _("geschreven op"),
    "question": _("vraag"),
    "reached": _("bereikt op"),
    "revoked": _("ingetrokken op"),
    "round": _("ronde"),
    "sent": _("verstuurd op"),
    "since": _("sinds"),
    "title": _("titel"),
    "undone": _("ongedaan gemaakt op"),
    "until": _("tot"),
    "used": _("gebruikt op"),
    "value": _("waarde"),
    "wanted": _("wat u van ons wilt horen"),
}
# Fields that say what was done, not what somebody is; told as one thing.
HISTORY = {
    *("actor_ref", "object_ref", "old", "new", "because"),
    *("by", "by_ref", "granted_by", "writer"),
}


def what_we_keep() -> list[dict[str, Any]]:
    """Put the personal fields of all models together by purpose."""
    found: dict[Personal, set[str]] = defaultdict(set)
    for model in apps.get_models():
        if issubclass(model, Classified):
            for name, reason in model.personal.items():
                found[reason].add(_called(model._meta.get_field(name), name))
    return [
        {
            "purpose": gettext(reason.purpose),
            "ground": gettext(reason.ground),
            "until": KEPT.get(reason.keep, reason.keep),
            "what": sorted(names),
        }
        for reason, names in found.items()
    ]


def called(model: type[Model], name: str) -> str:
    """What a field is called in the export of one person: its own Dutch name comes first."""
    field: Any = model._meta.get_field(name)
    if name in BESIDE:
        return str(BESIDE[name])
    if isinstance(field.verbose_name, Promise):
        return str(field.verbose_name)
    return str(FIELDS[name]) if name in FIELDS else _called(field, name)


def _called(field: Any, name: str) -> str:
    if name in HISTORY:
        return str(_("wat er wanneer veranderde, en door wie"))
    if name in CALLED:
        return str(CALLED[name])
    return str(field.verbose_name) if isinstance(field, Field) else name
