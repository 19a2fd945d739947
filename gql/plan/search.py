"""The words of a `search` argument.

A text is only ever words to look for, all of which must be there: no character in it is an operator on any database.
"""

from __future__ import annotations

from sqlalchemy import Dialect

from gql.database.words import split_words
from gql.errors import InvalidInput
from gql.mapping.model_type import ModelType
from gql.plan.filters import AnyOf, Filter, Matches, SearchForm

MAX_SEARCH_CHARS = 500
MAX_SEARCH_WORDS = 50
RANK_SCALE = 1_000_000
"""Ranks are whole numbers in SQL, so many to the unit: cursors compare exactly."""

# Words that InnoDB leaves out of its indexes unless the server says otherwise (INFORMATION_SCHEMA.INNODB_FT_DEFAULT_STOPWORD).
_UNINDEXED = frozenset(
    "a about an are as at be by com de en for from how i in is it la of on or that the this to was what when where who will "
    "with und www".split()
)
_INDEXED_CHARS = range(3, 85)


def read_search(model_type: ModelType, text: str, place: str, dialect: Dialect) -> tuple[Filter, tuple[str, ...]]:
    """The filter that a search for `text` is, and its words; a text without words finds nothing.

    Raises `InvalidInput`, naming the `place`, for a text beyond the limits above.
    """
    if len(text) > MAX_SEARCH_CHARS:
        raise InvalidInput(f"{place}: at most {MAX_SEARCH_CHARS} characters, got {len(text)}.")
    words = tuple(dict.fromkeys(split_words(text)))
    if len(words) > MAX_SEARCH_WORDS:
        raise InvalidInput(f"{place}: at most {MAX_SEARCH_WORDS} words, got {len(words)}.")
    if not words or model_type.search is None:
        return AnyOf(()), ()
    return Matches(model_type.search, _form(words, model_type.search.index, dialect)), words


def is_indexed(word: str) -> bool:
    """Whether a FULLTEXT index of InnoDB holds a word."""
    return len(word) in _INDEXED_CHARS and word.isalnum() and word not in _UNINDEXED


def _form(words: tuple[str, ...], index: str | None, dialect: Dialect) -> SearchForm:
    if index is None:
        return SearchForm.ROWS
    if dialect.name != "mysql" or all(map(is_indexed, words)):
        return SearchForm.INDEX
    return SearchForm.INDEX_AND_ROWS if any(map(is_indexed, words)) else SearchForm.ROWS
