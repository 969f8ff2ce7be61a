"""Why not this seat, and the whole in a few plain lines."""
