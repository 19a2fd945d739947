"""The process that serves keeps the collector away from what lives as long as it does."""

import subprocess
import sys

SCRIPT = """
import gc
from gql.server.process import quieten_garbage_collector
before = gc.get_freeze_count()
quieten_garbage_collector()
print(before, gc.get_freeze_count() > 10_000, gc.get_threshold()[0])
"""


def test_modules_and_schema_are_frozen_and_the_collector_runs_less_often() -> None:
    done = subprocess.run([sys.executable, "-c", SCRIPT], check=True, capture_output=True, text=True)

    assert "0 True 10000" == done.stdout.strip()
