"""The engine: who gets which seat, why, and how to check it. Plain Python, no database."""
