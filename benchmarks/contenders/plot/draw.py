"""Draws `results.json` as bars: CPU milliseconds per request of the server process, one panel for each operation.

The axis is logarithmic, because the slowest takes a hundred times as long as the fastest; every bar says its number.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import matplotlib as mpl

mpl.use("Agg")
import matplotlib.pyplot as plt
from matplotlib.axes import Axes
from matplotlib.patches import Patch

TITLES = {
    "ours": "gql-gateway",
    "ours-sqlite": "gql-gateway on SQLite",
    "rows": "hand-written rows",
    "json_agg": "one json_agg statement",
    "strawberry": "Strawberry by hand",
    "strawchemy": "strawchemy",
    "mapper": "sqlalchemy-mapper",
    "postgraphile": "PostGraphile 5",
    "mercurius": "Mercurius + JIT by hand",
}
OURS, OURS_SQLITE, FLOOR, PYTHON, NODE = "#1f6feb", "#8db9f7", "#c9d1d9", "#e3b341", "#6fbf8b"
COLORS = {
    "ours": OURS,
    "ours-sqlite": OURS_SQLITE,
    "rows": FLOOR,
    "json_agg": FLOOR,
    "postgraphile": NODE,
    "mercurius": NODE,
}
LEGEND = {
    OURS: "gql-gateway",
    OURS_SQLITE: "on SQLite",
    PYTHON: "Python peers",
    NODE: "Node peers",
    FLOOR: "floors: no GraphQL at all",
}
OPERATIONS = {
    "point": "One post with its author",
    "list": "50 posts with their authors",
    "nested": "20 users × 10 posts × 5 comments",
    "wide": "1,000 posts, 8 scalars, with cursors",
    "first": "The first 50 posts",
    "deep": "50 posts after position 90,000",
    "tags": "50 posts with their tags",
    "filter": "50 posts under two conditions, counted",
    "create": "A comment written and read back",
}
INK, MUTED, COLUMNS = "#1f2328", "#656d76", 3


def main(source: str, target: str) -> None:
    """Read the results and write the picture."""
    rows = json.loads(Path(source).read_text())["http"]
    names = [name for name in OPERATIONS if any(row["operation"] == name for row in rows)]
    if not names:
        print("no plot: nothing was measured over HTTP")
        return
    if len(names) % COLUMNS == 1 and {"first", "deep"} <= set(names):
        names.remove("first")  # nearly the same picture as the deep page, and it would stand in a line of its own
    mpl.rcParams.update({"font.family": "DejaVu Sans", "text.color": INK, "axes.labelcolor": INK})
    columns = min(COLUMNS, len(names))
    lines = -(-len(names) // columns)
    figure, panels = plt.subplots(
        lines, columns, figsize=(4.9 * columns, 1.0 + 2.75 * lines), squeeze=False, layout="constrained"
    )
    figure.get_layout_engine().set(w_pad=0.12, h_pad=0.12, rect=(0, 0, 1, 1 - 0.75 / (1.0 + 2.75 * lines)))
    for panel in panels.flat[len(names) :]:
        panel.axis("off")
    for panel, name in zip(panels.flat, names, strict=False):
        _draw(panel, OPERATIONS[name], [row for row in rows if row["operation"] == name])
    figure.text(0.012, 0.99, "CPU milliseconds per request", fontsize=14, fontweight="bold", va="top", ha="left")
    figure.text(
        0.988,
        0.99,
        "of the server process; less is better; bars on a logarithmic scale",
        fontsize=9,
        color=MUTED,
        va="top",
        ha="right",
    )
    figure.legend(
        handles=[Patch(color=color, label=label) for color, label in LEGEND.items()],
        loc="upper left",
        bbox_to_anchor=(0.006, 1 - 0.36 / (1.0 + 2.75 * lines)),
        ncols=len(LEGEND),
        frameon=False,
        fontsize=9,
        handlelength=1,
        handleheight=1,
        columnspacing=1.6,
    )
    figure.savefig(target, dpi=120, facecolor="white")


def _draw(panel: Axes, title: str, rows: list[dict[str, Any]]) -> None:
    found = sorted(rows, key=lambda row: -row["cpu_ms"])
    places = range(len(found))
    values = [row["cpu_ms"] for row in found]
    start = min(values) / 2.2
    panel.barh(
        places, [value - start for value in values], left=start, height=0.72, color=[_color(row) for row in found]
    )
    panel.set_xscale("log")
    panel.set_xlim(start, max(values) * (max(values) / start) ** 0.2)
    panel.set_yticks(places, [TITLES[row["contender"]] for row in found], fontsize=9)
    for label, row in zip(panel.get_yticklabels(), found, strict=True):
        label.set_fontweight("bold" if row["contender"] == "ours" else "normal")
        label.set_color(INK if row["contender"] == "ours" else MUTED)
    for place, row in zip(places, found, strict=True):
        panel.text(
            row["cpu_ms"],
            place,
            f" {_number(row['cpu_ms'])}",
            va="center",
            fontsize=9,
            fontweight="bold" if row["contender"] == "ours" else "normal",
            color=INK,
        )
    panel.set_title(title, fontsize=10.5, loc="left", color=INK, pad=6)
    panel.spines[["top", "right", "bottom", "left"]].set_visible(False)
    panel.xaxis.set_visible(False)
    panel.tick_params(axis="y", length=0)


def _color(row: dict[str, Any]) -> str:
    return COLORS.get(row["contender"], PYTHON)


def _number(value: float) -> str:
    return f"{value:.2f}" if value < 10 else f"{value:.1f}" if value < 100 else f"{value:.0f}"


if __name__ == "__main__":
    main(*sys.argv[1:])
