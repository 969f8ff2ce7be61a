"""Questions about offers and meetings that need more than a queryset."""
