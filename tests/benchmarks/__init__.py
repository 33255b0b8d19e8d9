"""What the program costs, against the budgets of its design: `python -m tests.benchmarks`."""
