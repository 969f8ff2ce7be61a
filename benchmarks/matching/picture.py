"""A picture of whose wish came true, per tool: a bar of people, the best seat first."""

from collections.abc import Mapping, Sequence
from html import escape

BANDS = (  # which best wish came true, and the colours of bar and number
    ("first wish", range(1, 2), "#0b4a6f", "#fff"),
    ("second", range(2, 3), "#2a6f99", "#fff"),
    ("third", range(3, 4), "#7db4d3", "#000"),
    ("fourth or later", range(4, 100), "#c9dfec", "#000"),
    ("nothing", range(1), "#b3261e", "#fff"),
)
WIDTH, LEFT, BAR, GAP, TOP = 860, 270, 22, 12, 62


def draw(title: str, met: Mapping[str, Mapping[int, int]]) -> str:
    """An SVG with one bar per tool; `met`: people by their best wish that came true, 0 none."""
    height = TOP + len(met) * (BAR + GAP) + 8
    rows = [_bar(number, tool, counts) for number, (tool, counts) in enumerate(met.items())]
    told = "; ".join(f"{tool}: {counts.get(0, 0)} with nothing" for tool, counts in met.items())
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}"'
            ' role="img" font-family="sans-serif" font-size="13">',
            f"<title>{escape(title)}</title>",
            f"<desc>{escape(told)}</desc>",
            f'<rect width="{WIDTH}" height="{height}" fill="#fff"/>',
            f'<text x="8" y="22" font-size="15" font-weight="bold">{escape(title)}</text>',
            *_legend(),
            *rows,
            "</svg>\n",
        ]
    )


def _legend() -> Sequence[str]:
    step = (WIDTH - LEFT) // len(BANDS)
    return [
        f'<rect x="{LEFT + n * step}" y="36" width="12" height="12" fill="{colour}"/>'
        f'<text x="{LEFT + n * step + 17}" y="47">{name}</text>'
        for n, (name, _, colour, _) in enumerate(BANDS)
    ]


def _bar(number: int, tool: str, counts: Mapping[int, int]) -> str:
    """One bar; a band that has room for it carries its number."""
    y = TOP + number * (BAR + GAP)
    everybody = sum(counts.values()) or 1
    parts = [f'<text x="{LEFT - 10}" y="{y + 16}" text-anchor="end">{escape(tool)}</text>']
    x = float(LEFT)
    for _, ranks, colour, ink in BANDS:
        people = sum(counts.get(rank, 0) for rank in ranks)
        wide = (WIDTH - LEFT - 10) * people / everybody
        parts.append(
            f'<rect x="{x:.1f}" y="{y}" width="{wide:.1f}" height="{BAR}" fill="{colour}"/>'
        )
        if wide > 18:
            size = 13 if wide > 32 else 10
            parts.append(
                f'<text x="{x + wide / 2:.1f}" y="{y + 16}" text-anchor="middle"'
                f' font-size="{size}" fill="{ink}">{people:,}</text>'
            )
        x += wide
    return "".join(parts)
