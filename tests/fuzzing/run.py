"""Fuzzes the readers: ``python tests/fuzzing/run.py 10000``, or with the names of targets.

For each target it tells how many inputs were run, the slowest and the largest, and how far the
memory of the process grew. It fails on an exception that is none of ours, on an input that takes
longer than a second, and on memory that grows by more than half a gigabyte.
"""

import faulthandler
import json
import resource
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from hypothesis import HealthCheck, Phase, given, settings

from fuzzing.targets import TARGETS, size, tried

SECONDS, GROWTH = 1.0, 512_000  # kilobytes
HANGS = 60


def fuzz(name: str, count: int) -> bool:
    """Run one target; say what came of it, and whether all went well."""
    target = TARGETS[name]
    seen = {"inputs": 0, "largest": 0}
    slowest: tuple[float, object] = (0.0, "")
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

    @settings(
        max_examples=count,
        database=None,
        deadline=None,
        phases=(Phase.generate, Phase.shrink),
        suppress_health_check=list(HealthCheck),
    )
    @given(target.inputs)
    def run(value: object) -> None:
        nonlocal slowest
        faulthandler.dump_traceback_later(HANGS, exit=True)
        begin = time.process_time()
        tried(target, value)
        seconds = time.process_time() - begin
        if seen["inputs"]:  # the first one waits for what all of them need
            slowest = max(slowest, (seconds, value), key=lambda one: one[0])
        seen["inputs"] += 1
        seen["largest"] = max(seen["largest"], size(value))

    start, well = time.monotonic(), True
    try:
        run()
    except Exception:  # a fault, whatever it is
        sys.excepthook(*sys.exc_info())
        well = False
    faulthandler.cancel_dump_traceback_later()
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    seconds, value = slowest
    if seconds > SECONDS:  # where the machine had other work, or memory was asked for first
        begin = time.process_time()
        tried(target, value)
        seconds = min(seconds, time.process_time() - begin)
    print(
        f"{name}: {seen['inputs']:,} inputs in {time.monotonic() - start:.0f} s; slowest "
        f"{1000 * seconds:.0f} ms ({size(value):,} bytes), largest {seen['largest']:,} bytes, "
        f"memory +{grown // 1024} MB",
        flush=True,
    )
    if seconds > SECONDS:
        print(f"  too slow: {json.dumps(repr(value))[:300]}", flush=True)
    return well and seconds <= SECONDS and grown <= GROWTH


if __name__ == "__main__":
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    chosen = sys.argv[2:] or list(TARGETS)
    went = [fuzz(name, count) for name in chosen]
    sys.exit(not all(went))
