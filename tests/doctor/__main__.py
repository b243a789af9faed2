"""`python -m tests.doctor`: trains all runs that the doctor is judged by, and writes down how they went.

A quarter of an hour. It goes on where it was ended; `--anew` begins at the beginning.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from multiprocessing import get_context

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

from tests.doctor.apart import trained
from tests.doctor.recorded import FILE, Order, RecordedRun, add, runs, wanted


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.doctor")
    parser.add_argument("--anew", action="store_true", help="forget what was trained before")
    parser.add_argument("--seconds", type=float, default=3600.0, help="end after so long")
    parser.add_argument("--workers", type=int, default=2, help="processes that train at the same time")
    arguments = parser.parse_args()
    if arguments.anew:
        FILE.unlink(missing_ok=True)
    known = {run.name for run in runs()}
    orders = [order for order in wanted() if order.name not in known]
    until = time.monotonic() + arguments.seconds
    with ProcessPoolExecutor(arguments.workers, get_context("spawn")) as pool:
        going = dict[Future[RecordedRun], Order]()
        while orders or going:
            while orders and len(going) <= arguments.workers and time.monotonic() < until:
                going |= {pool.submit(trained, orders[0]): orders.pop(0)}
            if not going:
                sys.exit("There is more to train: run it again.")
            done, _ = wait(going, return_when=FIRST_COMPLETED)
            for each in done:
                order = going.pop(each)
                if each.exception() is not None:
                    print(f"{order.name}: {each.exception()}", flush=True)
                    continue
                add([each.result()])
                print(f"{order.name}: {each.result().cause}", flush=True)


if __name__ == "__main__":
    main()
