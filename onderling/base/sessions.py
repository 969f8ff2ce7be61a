"""Sessions in the database, read with a query that is written once: every page asks it."""

from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.db.models import QuerySet
from django.utils.timezone import now

from onderling.base.prepared import prepared


@prepared
def _kept(key: str) -> QuerySet[Session]:
    return Session.objects.filter(session_key=key)


class SessionStore(db.SessionStore):
    """Django's own; only the reading differs."""

    def _get_session_from_db(self) -> Session | None:
        found = _kept(key=self.session_key) if self.session_key else []
        if found and found[0].expire_date > now():
            return found[0]
        self._session_key = None
        return None
