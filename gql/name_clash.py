"""The import name `gql` belongs to two distributions: this gateway, and the GraphQL client `gql` on PyPI.

pip installs both into one environment without a word; then one overwrites files of the other, or hides it. Nothing here
can prevent that, so it is said once, in a sentence.
"""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, distribution


class NameClashWarning(UserWarning):
    """Another distribution that is imported as `gql` is installed in the same environment."""


def name_clash() -> str | None:
    """What to say when the client is installed as well; None when it is not.

    Asks for the one distribution that is known to claim the name: listing all of them takes hundreds of times longer.
    """
    try:
        client = distribution("gql")
    except PackageNotFoundError:
        return None
    return (
        f"The GraphQL client gql {client.version} is installed in the environment of gql-gateway, and both are imported as "
        "`gql`: one of them does not work. Keep them in two environments; to mend this one, `pip uninstall gql`, then "
        "`pip install --force-reinstall gql-gateway`."
    )
