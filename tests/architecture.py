"""The laws of the code base that a linter does not know, each as a function from one source file to its breaches.

A rule looks at syntax, never at imported code, so it also sees what only runs now and then: a late import, a branch for
another database. Every rule carries a snippet that breaks it; `tests/test_architecture.py` first shows that the rule
notices, then applies it to the project.
"""

from __future__ import annotations

import ast
import io
import re
import tokenize
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from tests.services import REPOSITORY

Breach = tuple[int, str]
"""A line and what is wrong there."""

COMMITTERS = {
    "gql/mutation/unit_of_work.py": "the one place that commits for a client",
}
"""Files that may commit, with the reason."""

STRAWBERRY_SEAM = "gql/mapping/schema.py"
STRAWBERRY_PRIVATE = {"_field", "_raw_info", "_scalar_definition", "_schema", "_type_definition", "_enum_definition"}
LEFTOVERS = {"base_utils", "common", "helper", "helpers", "misc", "util", "utils"}
ROOMS = {path.stem for path in (REPOSITORY / "gql").iterdir()}
REFERENCE_TESTS = ("tests/reference/", "tests/migrations/", "tests/cli/")
DOOR_USERS = ("gql/reference/", "gql/cli/", "gql/__main__.py")


@dataclass(frozen=True, slots=True)
class Source:
    """One Python file: its path from the root of the repository, with slashes, and its text."""

    path: str
    text: str
    tree: ast.Module = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "tree", ast.parse(self.text, self.path))

    def is_in(self, *places: str) -> bool:
        """Whether the file is one of `places`, or below one that ends in a slash."""
        return any(self.path == place or (place.endswith("/") and self.path.startswith(place)) for place in places)


@dataclass(frozen=True, slots=True)
class Rule:
    """A law: `breaches` finds what breaks it; `breach` is a file that does, `lawful` one that only looks like it."""

    law: str
    breaches: Callable[[Source], Iterator[Breach]]
    breach: Source
    lawful: Source


def imported_modules(node: ast.AST) -> Iterator[tuple[int, str]]:
    """Line and full name of every module, or name in a module, that is imported anywhere below `node`."""
    for child in ast.walk(node):
        if isinstance(child, ast.Import):
            yield from ((child.lineno, alias.name) for alias in child.names)
        elif isinstance(child, ast.ImportFrom) and child.module is not None:
            yield from ((child.lineno, f"{child.module}.{alias.name}") for alias in child.names)


def is_within(module: str, package: str) -> bool:
    """Whether `module` is `package` or below it."""
    return module == package or module.startswith(f"{package}.")


def starlette_outside_server(source: Source) -> Iterator[Breach]:
    """HTTP is known to one room, so that a schema can be used without it."""
    if source.is_in("gql/") and not source.is_in("gql/server/"):
        for line, module in imported_modules(source.tree):
            if is_within(module, "starlette"):
                yield line, f"imports {module}; only gql.server may"


def awaiting_in_pure_rooms(source: Source) -> Iterator[Breach]:
    """Planning and SQL are pure: what they compute can be cached and printed."""
    if source.is_in("gql/plan/", "gql/sql/"):
        for node in ast.walk(source.tree):
            if isinstance(node, ast.AsyncFunctionDef | ast.Await | ast.AsyncFor | ast.AsyncWith):
                yield node.lineno, "awaits; move the waiting to gql.execution or gql.mutation"


def commits(source: Source) -> Iterator[Breach]:
    """One place commits, so that events leave only after it and a whole operation rolls back together."""
    if source.is_in("gql/") and not source.is_in(*COMMITTERS):
        for node in ast.walk(source.tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "commit":
                yield node.lineno, "commits; only the unit of work may"


def private_strawberry_names(source: Source) -> Iterator[Breach]:
    """One file changes when Strawberry's inside does."""
    if not source.is_in("gql/") or source.is_in(STRAWBERRY_SEAM):
        return
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Attribute) and node.attr in STRAWBERRY_PRIVATE:
            is_own = isinstance(node.value, ast.Name) and node.value.id in {"self", "cls"}
            if not is_own:
                yield node.lineno, f"touches {node.attr}; ask {STRAWBERRY_SEAM}"
    for line, module in imported_modules(source.tree):
        if is_within(module, "strawberry") and any(part.startswith("_") for part in module.split(".")):
            yield line, f"imports {module}, which is private to Strawberry; ask {STRAWBERRY_SEAM}"


def leftovers(source: Source) -> Iterator[Breach]:
    """A function lives beside its noun."""
    parts = source.path.removesuffix(".py").split("/")
    for part in parts:
        if part in LEFTOVERS:
            yield 1, f"{part!r} is no noun of this project; put each function beside the noun it is about"


def reference_in_the_engine(source: Source) -> Iterator[Breach]:
    """The reference domain can be deleted, and the engine still works."""
    if source.is_in("gql/") and not source.is_in("gql/reference/", "gql/cli/", "gql/__main__.py"):
        for line, module in imported_modules(source.tree):
            if is_within(module, "gql.reference"):
                yield line, f"imports {module}; the engine must not know the reference domain"


def reference_in_engine_tests(source: Source) -> Iterator[Breach]:
    """The engine's tests bring their own models, so that they pass when the reference domain is gone."""
    if source.is_in("tests/") and not source.is_in(*REFERENCE_TESTS):
        for line, module in imported_modules(source.tree):
            if is_within(module, "gql.reference"):
                yield line, f"imports {module}; bring models of your own, or move to {REFERENCE_TESTS[0]}"


def own_front_door(source: Source) -> Iterator[Breach]:
    """`gql/__init__.py` is for users; a room that imports it imports every room above itself."""
    if not source.is_in("gql/") or source.is_in("gql/__init__.py", *DOOR_USERS):
        return
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Import) and any(alias.name == "gql" for alias in node.names):
            yield node.lineno, "imports gql itself; import the room"
        if isinstance(node, ast.ImportFrom) and node.module == "gql" and {alias.name for alias in node.names} - ROOMS:
            yield node.lineno, "imports from gql itself; import from the room: from gql.errors import …"


def eager_server(source: Source) -> Iterator[Breach]:
    """`Gateway.app()` imports the server when called; the contract of layers would allow it anywhere in the file."""
    if source.is_in("gql/gateway.py", "gql/gateway/"):
        for statement in source.tree.body:
            if isinstance(statement, ast.FunctionDef | ast.ClassDef | ast.AsyncFunctionDef) or _is_for_types(statement):
                continue
            for line, module in imported_modules(statement):
                if is_within(module, "gql.server"):
                    yield line, f"imports {module} at the top; import it inside the function that needs it"


def _is_for_types(statement: ast.stmt) -> bool:
    return isinstance(statement, ast.If) and ast.unparse(statement.test).endswith("TYPE_CHECKING")


IGNORE = re.compile(r"#\s*(type:\s*ignore|noqa|ruff:\s*noqa|mypy:|pragma:\s*no cover|pyright:)(?P<rest>.*)", re.DOTALL)
CODES = re.compile(r"^\s*(\[[^\]]*\]|:?\s*[A-Z]+[0-9]+(\s*,\s*[A-Z]+[0-9]+)*|[a-z_\-]+\s*=\s*\S+)?")


def unexplained_ignores(source: Source) -> Iterator[Breach]:
    """Whoever reads an ignore wants to know when it can go."""
    for token in tokenize.generate_tokens(io.StringIO(source.text).readline):
        found = IGNORE.match(token.string) if token.type == tokenize.COMMENT else None
        if found and not re.search(r"\w", CODES.sub("", found["rest"], count=1)):
            yield (
                token.start[0],
                f"{token.string!r} has no reason; write it behind: `# type: ignore[code]  # because …`",
            )


def undescribed_modules(source: Source) -> Iterator[Breach]:
    """A module starts with one paragraph: what the file is for, and the one idea needed to read it."""
    name = source.path.rsplit("/", 1)[-1]
    if (
        source.is_in("gql/", "tests/")
        and not name.startswith("test_")
        and len(ast.get_docstring(source.tree) or "") < 20
    ):
        yield 1, "opens without a docstring"


RULES = (
    Rule(
        "only the server imports starlette",
        starlette_outside_server,
        Source("gql/gateway.py", "def app():\n    from starlette.applications import Starlette\n"),
        Source("gql/server/app.py", "from starlette.applications import Starlette\n"),
    ),
    Rule(
        "planning and SQL never await",
        awaiting_in_pure_rooms,
        Source("gql/plan/planner.py", "async def plan(): ...\n"),
        Source("gql/execution/run.py", "async def run(): ...\n"),
    ),
    Rule(
        "only the unit of work commits",
        commits,
        Source("gql/execution/run.py", "async def run(session):\n    await session.commit()\n"),
        Source("gql/mutation/unit_of_work.py", "async def run(session):\n    await session.commit()\n"),
    ),
    Rule(
        "one file touches Strawberry's private names",
        private_strawberry_names,
        Source("gql/server/app.py", "def core(schema):\n    return schema._schema\n"),
        Source("gql/server/app.py", "class App:\n    def core(self):\n        return self._schema\n"),
    ),
    Rule(
        "no module is a home for leftovers",
        leftovers,
        Source("gql/plan/utils.py", '"""Useful things."""\n'),
        Source("gql/plan/planner.py", "utils = 1\n"),
    ),
    Rule(
        "the engine does not know the reference domain",
        reference_in_the_engine,
        Source("gql/server/health.py", "def ready():\n    import gql.reference.models\n"),
        Source("gql/cli/serve.py", "from gql.reference import gateway\n"),
    ),
    Rule(
        "the engine's tests bring their own models",
        reference_in_engine_tests,
        Source("tests/plan/test_pages.py", "from gql.reference import User\n"),
        Source("tests/reference/test_models.py", "from gql.reference import User\n"),
    ),
    Rule(
        "rooms do not use the package's front door",
        own_front_door,
        Source("gql/plan/planner.py", "from gql import Gateway\n"),
        Source("gql/plan/planner.py", "from gql import errors\n"),
    ),
    Rule(
        "the gateway imports the server only when asked for an application",
        eager_server,
        Source("gql/gateway.py", "from gql.server.app import build_app\n"),
        Source("gql/gateway.py", "def app():\n    from gql.server.app import build_app\n"),
    ),
    Rule(
        "every ignore carries its reason",
        unexplained_ignores,
        Source("gql/errors.py", "x = 1  # type: ignore[assignment]\n"),
        Source(
            "gql/errors.py", "x = 1  # type: ignore[assignment]  # the stubs lack None\ny = 1  # noqa: E501 - a table\n"
        ),
    ),
    Rule(
        "every module says what it is for",
        undescribed_modules,
        Source("gql/errors.py", "x = 1\n"),
        Source("gql/errors.py", '"""Every error that the gateway raises."""\n'),
    ),
)
