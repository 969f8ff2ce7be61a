"""One coordinator's afternoon in a real browser: how many clicks and typed fields it takes."""
