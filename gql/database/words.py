"""What a word is to a search: letters, digits and the marks on them."""

from __future__ import annotations

import unicodedata


class _WordCharacters(dict[int, int]):
    """For `str.translate`: characters that are part of no word become spaces. Each is looked up once."""

    def __missing__(self, code: int) -> int:
        character = chr(code)
        is_part = character.isalnum() or unicodedata.category(character).startswith("M")
        self[code] = found = code if is_part else ord(" ")
        return found


_CHARACTERS = _WordCharacters()


def split_words(text: str) -> list[str]:
    """The words of a text in lower case, in order."""
    return part_words(text.lower()).split()


def part_words(text: str) -> str:
    """The text, as long as it was, with a space in the place of what is part of no word."""
    return text.translate(_CHARACTERS)
