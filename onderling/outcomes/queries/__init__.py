"""Questions that need more than a queryset."""
