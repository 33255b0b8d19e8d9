"""`python -m tests.mutation [PART…]`: mutants of `handlers/rules`, or of the parts named only (`meeting/`)."""

from __future__ import annotations

import sys

import pytest
from hypothesis import HealthCheck, Phase, settings

from tests.mutation.run import MutationRun

GOAL = 90
ABOUT_ALL = ("test_acts_at_random.py", "test_requirements.py")  # ask every rule for a moment: slow, and no proof of one

settings.register_profile(
    "mutation", max_examples=60, derandomize=True, database=None, deadline=None,
    phases=(Phase.explicit, Phase.generate), suppress_health_check=list(HealthCheck),
)  # fmt: skip
settings.load_profile("mutation")
run = MutationRun(sys.argv[1:])
left_out = [f"--ignore=tests/rules/{name}" for name in ABOUT_ALL]
options = ["-q", "-p", "no:cacheprovider", "-p", "no:xdist", "--no-header", *left_out]
code = pytest.main([*options, "tests/rules"], plugins=[run])
killed = run.count - len(run.survivors)
print(*run.survivors, *(f"fails without any mutant: {test}" for test in run.broken), sep="\n")
print(f"{killed} of {run.count} mutants killed: {100 * killed // max(run.count, 1)} %")
sys.exit(int(code) or bool(run.broken) or (100 * killed < GOAL * run.count))
