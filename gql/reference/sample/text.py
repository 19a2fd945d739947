"""Names and sentences from the word lists, always the same for the same random numbers."""

from __future__ import annotations

from random import Random

from gql.reference.sample import words

SENTENCE_POOL = 3000


def fill(rng: Random, templates: tuple[str, ...]) -> str:
    """One of `templates` with every slot filled, its first letter in upper case."""
    noun, people, material = rng.choice(words.NOUNS), rng.choice(words.PEOPLE), rng.choice(words.MATERIALS)
    text = rng.choice(templates).format(
        adjective=rng.choice(words.ADJECTIVES),
        adjective2=rng.choice(words.ADJECTIVES),
        material=material,
        material2=rng.choice(words.MATERIALS),
        material_upper=material.capitalize(),
        noun=noun.replace("-", " "),
        noun_plural=f"{noun.replace('-', ' ')}s",
        number=rng.randrange(3, 60),
        people=people,
        people_upper=people[0].upper() + people[1:],
        place=rng.choice(words.PLACES),
        span=rng.choice(words.SPANS),
        subject=rng.choice(words.SUBJECTS),
        verb=rng.choice(words.VERBS),
    )
    return _with_right_article(text[0].upper() + text[1:])


def sentence_pool(rng: Random, templates: tuple[str, ...], size: int = SENTENCE_POOL) -> list[str]:
    """`size` filled templates to draw from: filling one for each row would take most of the time of loading."""
    return [fill(rng, templates) for _ in range(size)]


def paragraphs(rng: Random, pool: list[str], sentences: int) -> str:
    """`sentences` from `pool` in paragraphs of three to six, parted by empty lines."""
    chosen = rng.choices(pool, k=sentences)
    parts = []
    while chosen:
        length = rng.randrange(3, 7)
        parts.append(" ".join(chosen[:length]))
        chosen = chosen[length:]
    return "\n\n".join(parts)


def person(rng: Random) -> tuple[str, str]:
    """An invented given name and family name."""
    return rng.choice(words.GIVEN_NAMES), rng.choice(words.SURNAME_STARTS) + rng.choice(words.SURNAME_ENDS)


def company(rng: Random) -> str:
    """An invented name of a company."""
    return f"{rng.choice(words.SURNAME_STARTS)}{rng.choice(words.SURNAME_ENDS)} {rng.choice(words.COMPANY_ENDS)}"


def telephone(rng: Random) -> str:
    """A number from the range that is kept free for fiction."""
    return f"+1-{rng.randrange(201, 990)}-555-01{rng.randrange(100):02d}"


def _with_right_article(text: str) -> str:
    found = text.split(" ")
    for index, word in enumerate(found[:-1]):
        if word in {"a", "A"} and (found[index + 1][0] in "aeio" or found[index + 1].startswith("honest")):
            found[index] = word + "n"
    return " ".join(found)
