"""The predicate that starts a page after (or before) a row, and ORDER BY.

The tuple of a row's term values is its keyset. "Strictly after" is spelled out term by term, because a row-value
comparison treats NULL as unknown; where nothing can be NULL and all terms run one way, the row-value form is used,
which indexes seek. The spelled-out form repeats a bound on the leading term for the same reason: without it the
database scans from the start. Where no index can hold the leading term, nothing is done for one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, and_, bindparam, false, or_, tuple_

from gql.sql.terms import Term


def order_by_clauses(terms: Sequence[Term], dialect: str) -> list[ColumnElement[Any]]:
    """ORDER BY for `terms`, with the place of NULLs spelled out only where it is not the database's own."""
    clauses: list[ColumnElement[Any]] = []
    for term in terms:
        clause = term.expression.desc() if term.descending else term.expression.asc()
        if term.nullable and not _places_nulls_itself(term, dialect):
            if dialect == "mysql":
                is_null = term.expression.is_(None)
                clauses.append(is_null.desc() if term.nulls_first else is_null.asc())
            else:
                clause = clause.nulls_first() if term.nulls_first else clause.nulls_last()
        clauses.append(clause)
    return clauses


def _places_nulls_itself(term: Term, dialect: str) -> bool:
    """Whether the database puts NULLs where the term wants them: it is the greatest value on PostgreSQL, else the least."""
    first_by_default = term.descending if dialect == "postgresql" else not term.descending
    return term.nulls_first == first_by_default


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of a list that one range of an index holds: its rows, and the terms that order them."""

    conditions: tuple[ColumnElement[bool], ...]
    terms: tuple[Term, ...]


def segments(terms: tuple[Term, ...], is_null: Sequence[bool] | None, prefix: str, dialect: str) -> tuple[Segment, ...]:
    """The stretches of a list after a keyset (`is_null` None: of the whole list), in order; together they are all of it.

    Where the leading term can be NULL, its NULLs are a stretch of their own: no index holds "greater than x, or NULL" as one
    range, and few hold NULLs on the side that the order wants them.
    """
    leading, rest = terms[0], terms[1:]
    is_whole = is_null is None and _places_nulls_itself(leading, dialect)
    if not leading.nullable or not rest or leading.is_computed or is_whole:
        after = () if is_null is None else (after_keyset(terms, is_null, prefix, dialect),)
        return (Segment(after, terms),)
    filled_terms = (leading.without_nulls(), *rest)
    filled, empty = leading.expression.is_not(None), leading.expression.is_(None)
    if is_null is None:
        stretches = [Segment((filled,), filled_terms), Segment((empty,), rest)]
    elif is_null[0]:
        after_rest = after_keyset(rest, is_null[1:], prefix, dialect, start=1)
        stretches = [Segment((empty, after_rest), rest)]
        if leading.nulls_first:
            stretches.insert(0, Segment((filled,), filled_terms))
    else:
        stretches = [Segment((after_keyset(filled_terms, is_null, prefix, dialect),), filled_terms)]
        if not leading.nulls_first:
            stretches.append(Segment((empty,), rest))
    return tuple(reversed(stretches)) if leading.nulls_first else tuple(stretches)


def after_keyset(
    terms: Sequence[Term],
    is_null: Sequence[bool],
    prefix: str,
    dialect: str,
    *,
    inclusive: bool = False,
    start: int = 0,
) -> ColumnElement[bool]:
    """Rows strictly after a keyset in the order of `terms` (with `inclusive`, the row itself too).

    The values are bound as `{prefix}_{start}` and so on; `is_null` says which of them are NULL, as that changes the SQL.
    """
    binds = [bindparam(f"{prefix}_{start + index}", type_=term.type) for index, term in enumerate(terms)]
    if _seeks_by_row_value(terms, is_null, dialect):
        row, keyset = tuple_(*(term.expression for term in terms)), tuple_(*binds)
        if terms[0].descending:
            return row <= keyset if inclusive else row < keyset
        return row >= keyset if inclusive else row > keyset

    branches: list[ColumnElement[bool]] = []
    equal: list[ColumnElement[bool]] = []
    for term, bind, null in zip(terms, binds, is_null, strict=True):
        after = _after(term, bind, null)
        if after is not None:
            branches.append(and_(*equal, after))
        equal.append(term.expression.is_(None) if null else term.expression == bind)
    if inclusive:
        branches.append(and_(*equal))
    predicate = or_(false(), *branches)
    leading, bind = terms[0], binds[0]
    if is_null[0] or leading.is_computed or (leading.nullable and not leading.nulls_first) or len(terms) == 1:
        return predicate
    return and_(leading.expression <= bind if leading.descending else leading.expression >= bind, predicate)


def _after(term: Term, bind: ColumnElement[Any], null: bool) -> ColumnElement[bool] | None:
    """Values of one term strictly after a value; None when there are none."""
    if null:
        return term.expression.is_not(None) if term.nulls_first and term.nullable else None
    beyond = term.expression < bind if term.descending else term.expression > bind
    return beyond if term.nulls_first or not term.nullable else or_(beyond, term.expression.is_(None))


def _seeks_by_row_value(terms: Sequence[Term], is_null: Sequence[bool], dialect: str) -> bool:
    # MariaDB does not use an index for a row-value comparison; a single term needs none.
    one_way = all(term.descending == terms[0].descending and not term.nullable for term in terms)
    return dialect != "mysql" and len(terms) > 1 and one_way and not any(is_null)
