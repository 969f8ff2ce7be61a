"""Three thousand people at one moment, for 300 workshops of ten places (assurance P1 to P3)."""
