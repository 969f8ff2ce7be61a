"""What base does by itself: looks into files, and cleans up."""

from datetime import timedelta

from django.utils.timezone import now
from django_tasks_db.models import DBTaskResult

from onderling.base.models import Draft, Receipt, Upload
from onderling.base.terms import value_of
from onderling.base.transactions import write_transaction
from onderling.base.uploads import look_into, remove_loose

KEEP_RESULTS = timedelta(days=7)
KEEP_DRAFTS = timedelta(days=30)


def clean_up() -> None:
    """Forget receipts of old forms, what was never saved, and results of old tasks."""
    receipts = timedelta(days=value_of("keep_receipts_days"))
    with write_transaction():
        Receipt.objects.filter(at__lt=now() - receipts).delete()
        Draft.objects.filter(at__lt=now() - KEEP_DRAFTS).delete()
        DBTaskResult.objects.filter(finished_at__lt=now() - KEEP_RESULTS).delete()


def look_at_uploads() -> None:
    """Make every file that came in safe, the first one first."""
    for upload in Upload.objects.filter(state=Upload.State.WAITING).order_by("pk")[:20]:
        look_into(upload)


def remove_loose_files() -> None:
    remove_loose(now=now())
