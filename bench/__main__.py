"""`make bench`: every measurement, one after the other, each in a process of its own."""

import pathlib
import subprocess
import sys

FOLDER = pathlib.Path(__file__).parent
NOT_MEASUREMENTS = {"__init__", "__main__", "seed"}


def main() -> int:
    """Runs all, or those named; the exit status is the number of those that failed."""
    names = sys.argv[1:] or sorted(path.stem for path in FOLDER.glob("*.py") if path.stem not in NOT_MEASUREMENTS)
    failed = 0
    for name in names:
        print(f"== {name}", flush=True)
        failed += (
            subprocess.run([sys.executable, "-m", f"bench.{name}"], cwd=FOLDER.parent, check=False).returncode != 0
        )
    return failed


if __name__ == "__main__":
    sys.exit(main())
