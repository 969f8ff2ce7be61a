"""What a bulletin tells of this room: what must go better, and what became of it (S3d-6)."""

from onderling.evaluation.models import Improvement
from onderling.rounds.models import Round


def improvements_told(round: Round) -> list[tuple[str, str, str]]:
    """Each point with its state, and why when it was not done."""
    points = Improvement.objects.filter(round=round)
    return [(one.text, one.get_state_display(), one.because) for one in points]
