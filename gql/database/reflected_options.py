"""What reflection is told: the operator's own words on tables that say too little, checked against the tables there are.

The words are the same in Python (`ReflectionOptions`) and in the file that `--reflection` names; notes give their remedy in the
file's form, one line that can be pasted.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from types import MappingProxyType

from sqlalchemy import Table

from gql.database.reflected_types import AnyType
from gql.errors import StartupError


@dataclass(frozen=True, slots=True)
class ReflectionOptions:
    """What the operator knows better than the database says. Tables and columns go by their names there.

    `view_keys` names the columns that identify a row of a view (or of a table without a key), `names` the class of
    `"table"` or the attribute of `"table.column"`, `column_types` the type of `"table.column"`; `exclude` leaves out
    tables, views and columns. `trees` names foreign keys to their own table that lead to a row's parent, by
    `"table.column"`.
    """

    view_keys: Mapping[str, Sequence[str]] = field(default_factory=lambda: MappingProxyType({}))
    names: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    column_types: Mapping[str, AnyType] = field(default_factory=lambda: MappingProxyType({}))
    exclude: frozenset[str] = frozenset()
    trees: frozenset[str] = frozenset()


def remedy(word: str, place: str, value: str | Sequence[str] | None = None) -> str:
    """The line that tells reflection `value` of `place`, and where it goes: `names.users = "User" in --reflection FILE …`.

    Without a value, the line of `exclude`.
    """
    if value is None:
        line = f"{word} = {json.dumps([place], ensure_ascii=False)}"
    else:
        written = json.dumps(value if isinstance(value, str) else list(value), ensure_ascii=False)
        line = f"{option_name(word, place)} = {written}"
    return f"{line} in --reflection FILE (or in ReflectionOptions)"


def option_name(word: str, place: str) -> str:
    """How the file names one entry: `names.users`, `names."users.name"`."""
    is_bare = re.fullmatch(r"[A-Za-z0-9_-]+", place) is not None
    return f"{word}.{place if is_bare else json.dumps(place, ensure_ascii=False)}"


def refuse_unknown(options: ReflectionOptions, names: Iterable[str], tables: Iterable[Table]) -> None:
    """Raises `StartupError` for the first option about a table or column that is not there, which must be a slip.

    `names` are those of all tables and views, `tables` those that were read; of the others the columns are not known.
    """
    all_names = set(names)
    columns = {table.name: {f"{table.name}.{column.name}" for column in table.columns} for table in tables}
    unread = tuple(f"{name}." for name in all_names - columns.keys())
    all_columns = set().union(*columns.values())
    for word, places, known in (
        ("view_keys", options.view_keys, all_names),
        ("names", options.names, all_names | all_columns),
        ("column_types", options.column_types, all_columns),
        ("exclude", sorted(options.exclude), all_names | all_columns),
        ("trees", sorted(options.trees), all_columns),
    ):
        for place in places:
            if place not in known and not place.startswith(unread):
                what = "no such column" if known is all_columns else "no such table, view or column"
                if known is all_names:
                    what = "no such table or view"
                option = word if word in ("exclude", "trees") else option_name(word, place)
                raise StartupError(f"{option}: {_missing(what, place, known)}")
    for table, key in options.view_keys.items():
        for column in key if table in columns else ():
            if f"{table}.{column}" not in columns[table]:
                own = {place.removeprefix(f"{table}.") for place in columns[table]}
                raise StartupError(
                    f"{option_name('view_keys', table)}: {_missing(f'{table} has no such column', column, own)}"
                )


def _missing(what: str, place: str, known: Iterable[str]) -> str:
    similar = get_close_matches(place, sorted(known), n=1)
    hint = (
        f"did you mean {similar[0]}?" if similar else "names are those of the database, such as table or table.column."
    )
    return f"{what} as {place}; {hint}"
