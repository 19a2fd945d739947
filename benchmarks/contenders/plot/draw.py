"""Draws `results.json` as bars: CPU milliseconds per request of the server process, one panel for each operation."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import matplotlib.pyplot as plt

TITLES = {
    "ours": "gql-gateway",
    "ours-sqlite": "gql-gateway, SQLite",
    "rows": "floor: rows",
    "json_agg": "floor: json_agg",
    "strawberry": "Strawberry by hand",
    "strawchemy": "strawchemy",
    "mapper": "strawberry-sqlalchemy-mapper",
    "postgraphile": "PostGraphile 5",
    "mercurius": "Mercurius + JIT by hand",
}
COLORS = {"ours": "#1f6feb", "ours-sqlite": "#79b0ff", "rows": "#8b949e", "json_agg": "#c3c9d0"}
OTHER = "#e0a458"
OPERATIONS = {
    "point": "one post with its author",
    "list": "50 posts with authors",
    "nested": "20 users × 10 posts × 5 comments × user",
    "wide": "1,000 posts, 8 scalars, with cursors",
    "deep": "50 posts after position 90,000",
    "tags": "50 posts with their tags",
}


def main(source: str, target: str) -> None:
    """Read the results and write the picture."""
    rows = json.loads(Path(source).read_text())["http"]
    names = [name for name in OPERATIONS if any(row["operation"] == name for row in rows)]
    lines = (len(names) + 1) // 2
    figure, panels = plt.subplots(lines, 2, figsize=(11, 0.4 + 2.6 * lines), layout="constrained")
    for panel in panels.flat[len(names) :]:
        panel.axis("off")
    for panel, name in zip(panels.flat, names, strict=False):
        found = sorted((row for row in rows if row["operation"] == name), key=lambda row: -row["cpu_ms"])
        places = range(len(found))
        panel.barh(
            places, [row["cpu_ms"] for row in found], color=[COLORS.get(row["contender"], OTHER) for row in found]
        )
        panel.set_yticks(places, [TITLES[row["contender"]] for row in found], fontsize=8)
        panel.set_xscale("log")
        panel.set_title(OPERATIONS[name], fontsize=10, loc="left")
        for place, row in zip(places, found, strict=True):
            panel.text(row["cpu_ms"], place, f" {row['cpu_ms']:.2f}", va="center", fontsize=8)
        panel.margins(x=0.18)
        panel.spines[["top", "right"]].set_visible(False)
        panel.tick_params(axis="x", labelsize=8)
    figure.suptitle("CPU milliseconds per request, server process only (logarithmic; less is better)", fontsize=11)
    figure.savefig(target, dpi=130)


if __name__ == "__main__":
    main(*sys.argv[1:])
