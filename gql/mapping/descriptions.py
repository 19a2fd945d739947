"""Descriptions: what the author wrote (docstring, `doc=`, column comment), else one true sentence made from the names."""

from __future__ import annotations

import inspect
import re

from gql import naming

_SECTION = re.compile(
    r"\n\s*\n(?:(?:[A-Z]\w+(?: \w+)?:|:\w+.*:|\.\. |>>> |[A-Z]\w+\n-{3,})[\s\S]*)?\Z|\n\s*\n(?=[A-Z]\w+:\s*\n|:\w+ )"
)


def own_docstring(cls: type) -> str:
    """The class's own docstring up to its first section (`Attributes:`), dedented; not an inherited one, nor a dataclass's."""
    text = vars(cls).get("__doc__") or ""
    if text.startswith(f"{cls.__name__}("):
        return ""
    return clean(text)


def clean(text: str | None) -> str:
    """A docstring's paragraphs without indentation, up to its first section."""
    if not text:
        return ""
    return _SECTION.split(inspect.cleandoc(text), maxsplit=1)[0].strip()


def describe_type(type_name: str) -> str:
    """One sentence for a type that has none: `A media type.`."""
    words = naming.human(type_name)
    article = "An" if words[:1].lower() in "aeio" else "A"
    return f"{article} {words}."


def describe_attribute(type_name: str, attribute: str, scalar_name: str) -> str:
    """What an attribute without a comment holds, from its name and type."""
    owner, words = naming.human(type_name), naming.human(attribute)
    first, _, rest = words.partition(" ")
    if scalar_name == "Boolean" and rest:
        if first == "is":
            return f"Whether the {owner} is {rest}."
        if first in ("has", "can", "was", "should", "must"):
            return f"Whether the {owner} {words}."
    verb, _, last = words.rpartition(" ")
    if last in ("at", "on") and verb.endswith("ed") and scalar_name in ("DateTime", "Date"):
        return f"When the {owner} was {verb}."
    return f"The {words} of the {owner}."


def describe_reference(type_name: str, attribute: str, target: str) -> str:
    """What a foreign key shows."""
    words = naming.human(attribute).removesuffix(" id")
    if words in ("id", ""):
        words = naming.human(target)
    return f"The id of the {words} of the {naming.human(type_name)}."


def describe_relation(type_name: str, relation: str) -> str:
    """One sentence for a relation that has none: `The author of the post.`."""
    return f"The {naming.human(relation)} of the {naming.human(type_name)}."
