"""The tests, one folder for each room of the gateway; `services` says what they need and finds it.

Run them with `scripts/test`. Folders below need no `__init__.py`: this one keeps `from tests.services import …` ours
when some other distribution installs a package named `tests`.
"""
