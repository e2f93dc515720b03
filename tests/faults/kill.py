"""kill -9 under load, again and again; then the oracle compares what was promised with what is there.

    python3 -m tests.faults.kill --binary .build/release/gateway/yimen --kills 200 --expect clean

`--expect lost` and `--expect doubled` are for builds with a known fault: they pass only if the oracle reports it.
"""

import argparse
import os
import pathlib
import random
import sqlite3
import sys
import time

from tests.faults.carrier import Carrier
from tests.faults.ledger import Ledger, judge
from tests.support.gateway import Gateway, Provider, until

# A life under load before the kill; one in ten is killed while it is still coming up.
LIFE_MS = (5, 250)
YOUNG_MS = (1, 60)
YOUNG_EVERY = 10


def unsent(database):
    with sqlite3.connect(f"file:{database}?mode=ro", uri=True) as store:
        return store.execute("SELECT COUNT(*) FROM outbox WHERE state IN ('ready', 'sending')").fetchone()[0]


def kill_young(gateway, chance):
    """A kill in the midst of recovery, with nobody speaking."""
    gateway.spawn()
    time.sleep(chance.uniform(*YOUNG_MS) / 1000)
    gateway.kill()


def run(binary, kills, seed, is_sound):
    chance = random.Random(seed)
    with Provider() as provider, Gateway(provider, binary=binary) as gateway:
        ledger = Ledger(gateway.folder / "acknowledged")
        database = gateway.folder / "var" / "yimen.db"
        carrier = Carrier(gateway.port, ledger, seed)
        slowest_start = 0.0
        for cycle in range(kills):
            carrier.gateway_is_up()
            time.sleep(chance.uniform(*LIFE_MS) / 1000)
            gateway.kill()
            carrier.gateway_is_down()
            if cycle % YOUNG_EVERY == 0:
                kill_young(gateway, chance)
            started = time.monotonic()
            gateway.start()
            slowest_start = max(slowest_start, time.monotonic() - started)
        carrier.gateway_is_up()
        carrier.finish()
        if not is_sound:
            # It may have forgotten what it has to send until it looks into its database again.
            gateway.stop()
            gateway.start()
        until(lambda: unsent(database) == 0, "the outbox to empty", 120)
        if code := gateway.stop():
            raise AssertionError(f"the gateway ended with {code}:\n{gateway.said()[-2000:]}")
        print(f"{kills} kills, slowest start {slowest_start * 1000:.0f} ms, seed {seed}")
        return judge(database, ledger, provider.calls)


def as_expected(verdict, expect):
    if expect == "clean":
        return not (verdict.lost or verdict.doubled or verdict.wrong)
    return bool(getattr(verdict, expect))


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--binary", type=pathlib.Path, required=True)
    options.add_argument("--kills", type=int, default=int(os.environ.get("YIMEN_KILLS", "200")))
    options.add_argument("--expect", choices=["clean", "lost", "doubled"], default="clean")
    options.add_argument("--seed", type=int, default=int(time.time()))
    given = options.parse_args()
    verdict = run(given.binary, given.kills, given.seed, given.expect == "clean")
    print(verdict)
    if not as_expected(verdict, given.expect):
        print(f"FAILED: expected {given.expect}")
        sys.exit(1)


if __name__ == "__main__":
    main()
