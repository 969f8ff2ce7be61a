"""What base does by itself, every hour."""

from datetime import timedelta

from django.utils.timezone import now
from django_tasks_db.models import DBTaskResult

from onderling.base.models import Receipt
from onderling.base.transactions import write_transaction

KEEP_RECEIPTS = timedelta(days=30)
KEEP_RESULTS = timedelta(days=7)


def clean_up() -> None:
    """Forget receipts of old forms and results of old tasks."""
    with write_transaction():
        Receipt.objects.filter(at__lt=now() - KEEP_RECEIPTS).delete()
        DBTaskResult.objects.filter(finished_at__lt=now() - KEEP_RESULTS).delete()
