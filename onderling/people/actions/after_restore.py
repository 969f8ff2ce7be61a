"""After a restore nobody is signed in: a visit that had ended must not come alive again."""

from datetime import datetime

from django.contrib.sessions.models import Session
from django.utils.translation import gettext as _

from onderling.base.transactions import write_transaction


@write_transaction()
def end_visits(*, now: datetime) -> str:
    """End every visit that the backup remembers; say so when there was one."""
    ended, _rows = Session.objects.all().delete()
    return _("Iedereen logt opnieuw in.") if ended else ""
