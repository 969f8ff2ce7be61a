"""Which stored fields say something about a person, why we keep them, and until when."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from django.db import models


@dataclass(frozen=True)
class Personal:
    """Why a personal field exists. `ground` is the ground in the AVG; `keep` names a term."""

    purpose: str
    ground: str = "overeenkomst"
    keep: str = "ronde+12m"


class Classified(models.Model):
    """A model that says of each of its fields whether it is personal.

    `personal` maps field names to their reason, `impersonal` lists the other names. A test
    fails on a field in neither, so that nobody adds a personal field without a reason.
    """

    personal: ClassVar[Mapping[str, Personal]] = {}
    impersonal: ClassVar[str] = ""

    class Meta:
        abstract = True
