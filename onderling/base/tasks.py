"""What base does by itself, every hour."""

from datetime import timedelta

from django.utils.timezone import now
from django_tasks_db.models import DBTaskResult

from onderling.base.models import Draft, Receipt
from onderling.base.terms import value_of
from onderling.base.transactions import write_transaction

KEEP_RESULTS = timedelta(days=7)
KEEP_DRAFTS = timedelta(days=30)


def clean_up() -> None:
    """Forget receipts of old forms, what was never saved, and results of old tasks."""
    receipts = timedelta(days=value_of("keep_receipts_days"))
    with write_transaction():
        Receipt.objects.filter(at__lt=now() - receipts).delete()
        Draft.objects.filter(at__lt=now() - KEEP_DRAFTS).delete()
        DBTaskResult.objects.filter(finished_at__lt=now() - KEEP_RESULTS).delete()
