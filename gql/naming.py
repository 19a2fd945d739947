"""Every rule by which a Python or database name becomes a GraphQL name, or a database name a Python name.

One idea: a name is split into words, and words are joined again as the place asks (`camelCase` fields, `PascalCase` types,
`snake_case` attributes). The rules are pure functions of the names; what to do when two names meet is decided by the callers.
`docs/naming.md` tells the same to users; change both together.
"""

from __future__ import annotations

import keyword
import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache

import inflection

BUILT_IN_TYPE_NAMES = frozenset(
    "Int Float String Boolean ID DateTime Date Time Duration Decimal BigInt UUID JSON Base64 "
    "Query Mutation Subscription Node PageInfo OrderDirection AggregateFilter".split()
)
"""Types that every schema has or may have; a model of such a name is shown as `<Name>Record`."""

RESERVED_ATTRIBUTES = frozenset({"metadata", "registry"})
"""Attribute names that SQLAlchemy's declarative classes keep for themselves."""

# `inflection` gets these wrong (`bonus` → `bonu`, `cookies` → `cooky`) or in a way that nobody names tables (`media` → `medium`).
_IRREGULAR: dict[str, str] = {
    pair.split()[0]: pair.split()[1]
    for pair in (
        (
            "atlas atlases|axis axes|base bases|bonus bonuses|cache caches|campus campuses|canvas canvases|census censuses|"
            "circus circuses|cookie cookies|corpus corpora|criterion criteria|curriculum curricula|focus focuses|foot feet|"
            "gas gases|genus genera|goose geese|hero heroes|index indexes|leaf leaves|lens lenses|loaf loaves|matrix matrices|"
            "menu menus|octopus octopuses|phenomenon phenomena|plus pluses|radius radii|shelf shelves|surplus surpluses|"
            "syllabus syllabuses|thief thieves|tooth teeth|virus viruses|echo echoes|veto vetoes|stimulus stimuli|bias biases|"
            "iris irises|tennis tennis|chassis chassis|movie movies|zombie zombies|selfie selfies|calorie calories|"
            "prize prizes|size sizes|slave slaves|sleeve sleeves|valve valves|curve curves|wave waves|move moves|"
            "archive archives|reserve reserves|directive directives|objective objectives|nerve nerves|stove stoves|"
            "specimen specimens|regimen regimens|omen omens|abdomen abdomens|german germans|roman romans|shaman shamans|"
            "talisman talismans|ottoman ottomans|drive drives|glove gloves|slice slices|pie pies|tie ties|die dies|toe toes|"
            "cafe cafes|safe safes|cactus cactuses|genius geniuses|man men|stadium stadiums|five fives|lie lies"
        ).split("|")
    )
}
_IRREGULAR_PLURALS = {plural: singular for singular, plural in _IRREGULAR.items()} | {"indices": "index"}

_UNCOUNTABLE = frozenset(
    "advice aircraft analytics audio auth cash content criteria data details equipment evidence feedback fish furniture goods "
    "hardware headquarters health help history homework information insurance knowledge logistics luggage math media "
    "metadata metrics money music news offspring police progress research rice salmon series settings sheep sms software "
    "species staff statistics stats traffic weather".split()
)

_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_NOT_IN_NAMES = re.compile(r"[^A-Za-z0-9]+")
_GRAPHQL_NAME = re.compile(r"[_A-Za-z][_0-9A-Za-z]*", re.ASCII)
_FOLDS = str.maketrans(
    {"ß": "ss", "ẞ": "SS", "æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L",
     "đ": "d", "Đ": "D", "ð": "d", "Ð": "D", "þ": "th", "Þ": "TH", "ı": "i"}
)  # fmt: skip
_KEY_SUFFIXES = ("id", "fk", "key", "code", "no", "uuid", "guid")


def is_graphql_name(name: str) -> bool:
    """Whether `name` may be used in a schema: a GraphQL name that introspection has not reserved (`__`)."""
    return _GRAPHQL_NAME.fullmatch(name) is not None and not name.startswith("__")


def fold(name: str) -> str:
    """`name` in ASCII: accents dropped (`größe` → `grosse`), other letters as `uXXXX` (their code point), the rest as `_`."""
    if name.isascii():
        return name
    decomposed = unicodedata.normalize("NFKD", name.translate(_FOLDS))
    return "".join(
        character
        if character.isascii()
        else f"_u{ord(character):04x}_"
        if character.isalnum()
        else ""
        if unicodedata.combining(character)
        else "_"
        for character in decomposed
    )


@lru_cache(maxsize=4096)
def split_words(name: str) -> tuple[str, ...]:
    """The words of a name in any convention: `created_at`, `createdAt`, `HTMLBody` (HTML, Body), `Line 1`.

    Digits stay with the letters before them. Empty if there is neither letter nor digit.
    """
    return tuple(word for part in _NOT_IN_NAMES.split(fold(name)) if part for word in _HUMP.split(part))


def _not_a_digit_first(name: str) -> str:
    return f"_{name}" if name[:1].isdigit() else name


def camel(words: Sequence[str]) -> str:
    """`createdAt`; empty without words. A leading digit gets an underscore."""
    return _not_a_digit_first(
        "".join(word.lower() if index == 0 else _capital(word) for index, word in enumerate(words))
    )


def pascal(words: Sequence[str]) -> str:
    """`CreatedAt`; empty without words."""
    return _not_a_digit_first("".join(_capital(word) for word in words))


def snake(words: Sequence[str]) -> str:
    """`created_at`; empty without words."""
    return _not_a_digit_first("_".join(word.lower() for word in words))


def _capital(word: str) -> str:
    return word[:1].upper() + word[1:].lower()


# Model → GraphQL


@lru_cache(maxsize=4096)
def field_name(attribute: str) -> str:
    """The field of an attribute: `created_at` → `createdAt`, `class_` → `class`. Empty if nothing remains."""
    return camel(split_words(attribute))


def type_name(class_name: str) -> str:
    """The type of a class: a PascalCase name as it is (`HTMLPage`), others joined (`post_tag` → `PostTag`).

    A name that every schema needs itself gets the suffix `Record` (`String` → `StringRecord`).
    """
    folded = fold(class_name).strip("_")
    name = folded if folded[:1].isupper() and folded.isalnum() else pascal(split_words(class_name))
    return f"{name}Record" if name in BUILT_IN_TYPE_NAMES else name


def enum_value_name(value: str) -> str:
    """A GraphQL enum value for a stored text: as it is if it can be (`in_progress`), else its words joined by `_`.

    `true`, `false` and `null` are no enum values in GraphQL and get an underscore behind.
    """
    name = value if is_graphql_name(value) else _not_a_digit_first("_".join(split_words(value)))
    return f"{name}_" if name in ("true", "false", "null") else name


def root_field_names(type_name: str) -> tuple[str, str]:
    """The fields for one row and for the list: `post`, `posts`. Words without a plural list as `allNews`."""
    words = split_words(type_name)
    singular, plural = camel(words), camel(pluralize_last(words))
    return (singular, plural) if singular != plural else (singular, f"all{pascal(words)}")


def unique_field_name(singular_field: str, part_names: Iterable[str]) -> str:
    """The look-up by a unique key: `postBySlug`, `postByYearAndSlug`."""
    return f"{singular_field}By{'And'.join(name[:1].upper() + name[1:] for name in part_names)}"


@lru_cache(maxsize=4096)
def human(name: str) -> str:
    """A name as words in a sentence: `publishedAt` → `published at`, acronyms kept (`HTMLPage` → `HTML page`)."""
    return " ".join(word if word.isupper() and len(word) > 1 else word.lower() for word in split_words(name))


# Number


@lru_cache(maxsize=4096)
def pluralize(word: str) -> str:
    """The plural of one lower-case English word; uncountable ones stay."""
    if word in _UNCOUNTABLE or word in _IRREGULAR_PLURALS:
        return word
    return _IRREGULAR.get(word) or inflection.pluralize(word)


@lru_cache(maxsize=4096)
def singularize(word: str) -> str:
    """The singular of one lower-case English word; a singular stays as it is."""
    if word in _UNCOUNTABLE or word in _IRREGULAR:
        return word
    if word in _IRREGULAR_PLURALS:
        return _IRREGULAR_PLURALS[word]
    if word.endswith(("ss", "us", "is")) or len(word) < 4:
        return word
    return inflection.singularize(word)


def pluralize_last(words: Sequence[str]) -> tuple[str, ...]:
    """`(invoice, line)` → `(invoice, lines)`: in English the last noun carries the number."""
    return (*words[:-1], pluralize(words[-1].lower())) if words else ()


def singularize_last(words: Sequence[str]) -> tuple[str, ...]:
    """`(invoice, lines)` → `(invoice, line)`."""
    return (*words[:-1], singularize(words[-1].lower())) if words else ()


# Database → Python (reflection)


def class_name_for_table(table: str) -> str:
    """The class of a reflected table: PascalCase and singular (`playlist_tracks` → `PlaylistTrack`). Empty if nothing remains."""
    return pascal(singularize_last(split_words(table)))


def attribute_name_for_column(column: str) -> str:
    """The attribute of a reflected column: `AlbumId` → `album_id`; what Python or SQLAlchemy reserve gets `_` behind."""
    return _safe_identifier(snake(split_words(column)))


def foreign_key_attribute_name(column: str) -> str:
    """The attribute of a column that is a foreign key: it ends in a word for the key, so that the relation can have the name.

    `ArtistId` → `artist_id`, `ReportsTo` → `reports_to_id`.
    """
    words = split_words(column)
    if words and words[-1].lower() not in _KEY_SUFFIXES:
        words = (*words, "id")
    return _safe_identifier(snake(words))


def to_one_name(columns: Sequence[str], target_table: str) -> str:
    """The relation over a foreign key: its column without the word for the key (`SupportRepId` → `support_rep`).

    A foreign key of several columns, or a column that is only such a word (`id`), is named after its target.
    """
    target = _safe_identifier(snake(singularize_last(split_words(target_table))))
    if len(columns) != 1:
        return target
    words = split_words(columns[0])
    while words and words[-1].lower() in _KEY_SUFFIXES:
        words = words[:-1]
    return _safe_identifier(snake(words)) if words else target


def to_many_name(source_table: str, relation: str, *, is_only: bool, is_self: bool, to_one: bool = False) -> str:
    """The reverse of the foreign key `relation` of `source_table`, on its target: `albums`.

    Where that would not say which one (several foreign keys to the same target, a table that refers to itself), the foreign
    key is named: `employees_by_reports_to`. `to_one` for a foreign key that is unique: `profile`.
    """
    words = split_words(source_table)
    name = snake(singularize_last(words) if to_one else pluralize_last(singularize_last(words)))
    if not is_only or is_self:
        name = f"{name}_by_{relation}"
    return _safe_identifier(name)


def many_to_many_name(target_table: str, join_table: str, *, is_only: bool, far_relation: str = "") -> str:
    """The relation through a join table: the plural of the other side (`tracks`), or which one if there are several.

    A table joined with itself names the other end's foreign key (`follower` → `followers`).
    """
    if far_relation:
        return _safe_identifier(snake(pluralize_last(singularize_last(split_words(far_relation)))))
    name = snake(pluralize_last(singularize_last(split_words(target_table))))
    return _safe_identifier(name if is_only else f"{name}_by_{snake(split_words(join_table))}")


def _safe_identifier(name: str) -> str:
    return f"{name}_" if keyword.iskeyword(name) or name in RESERVED_ATTRIBUTES else name


# What is hidden by its name

_SECRET_WORDS = frozenset({"password", "passwd", "pwd", "passphrase", "passcode"})
_SECRET_ENDS = frozenset({"hash", "digest", "salt", "secret", "encrypted"})
_SECRET_OWNERS = frozenset({"token", "secret", "key", "pin", "otp", "totp", "mfa"})


@lru_cache(maxsize=4096)
def is_secret_name(name: str) -> bool:
    """Whether an attribute's name says that it holds a credential: `password_hash`, `token_digest`, `totp_secret`."""
    words = tuple(word.lower() for word in split_words(name))
    if _SECRET_WORDS.intersection(words):
        return True
    return bool(words) and words[-1] in _SECRET_ENDS and bool(_SECRET_OWNERS.intersection(words))
