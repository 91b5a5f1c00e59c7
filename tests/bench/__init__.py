"""The measures of speed: `python -m tests.bench` prints a table and writes bench.json."""
