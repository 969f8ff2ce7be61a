"""What the weblog does by itself."""

from onderling.formats.weblog.actions.articles import let_find_older


def fill_search() -> None:
    """Let people find what was published before there was a search."""
    let_find_older()
