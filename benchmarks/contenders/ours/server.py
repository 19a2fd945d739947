"""Ours, as `python -m gql serve` runs it in production; only the page maximum is raised, for the operation with 1,000 rows."""

from __future__ import annotations

import os

from benchmarks.ours import gateway
from gql.server import serve

if __name__ == "__main__":
    ours = gateway(os.environ["BENCHMARK_DATABASE_URL"], port=int(os.environ["BENCHMARK_PORT"]))
    serve(ours.app(), ours.settings, log_level="warning")
