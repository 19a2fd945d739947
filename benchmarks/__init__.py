"""Measures the gateway beside its peers, on the same data, in one run: `python -m benchmarks`."""
