"""Durable turns per second of the gateway next to a bare server of the same job, in alternating rounds.

    python3 -m tests.bench.bench --reference yimen_bench_reference --product yimen --least 0.5

Both get the same WeChat messages over 64 connections and answer each when it is on disk. Wall rates move with the
machine, so only the ratio of neighbouring rounds is judged, by its median; rows are counted, so that nobody is fast by
forgetting.
"""

import argparse
import dataclasses
import os
import pathlib
import re
import shutil
import socket
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time

from tests.support import wechat
from tests.support.gateway import WECHAT_TOKEN, Gateway, free_port, until

HERE = pathlib.Path(__file__).parent
CONNECTIONS = 64
WARM_UP_S = 1
MILLISECONDS = {"us": 0.001, "ms": 1, "s": 1000}


@dataclasses.dataclass
class Round:
    rate: float
    p50_ms: float
    p99_ms: float
    cpu_us: float
    foreign_cores: float


class Reference:
    name, table = "reference", "inbound"

    def __init__(self, binary):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="yimen-bench-"))
        self.database = self.folder / "reference.db"
        port = free_port()
        self.url = f"http://127.0.0.1:{port}"
        self.process = subprocess.Popen([binary, str(port), str(self.database)])
        until(lambda: is_open(port), "the reference")

    def close(self):
        self.process.kill()
        self.process.wait()
        shutil.rmtree(self.folder)


class Product:
    name, table = "product", "inbox"

    def __init__(self, binary):
        self.gateway = Gateway(binary=binary, wechat_mode="plain")
        self.gateway.start()
        self.process = self.gateway.process
        self.database = self.gateway.folder / "var" / "yimen.db"
        self.url = self.gateway.base

    def close(self):
        self.gateway.__exit__()


def is_open(port):
    with socket.socket() as knock:
        return knock.connect_ex(("127.0.0.1", port)) == 0


def cpu_seconds(pid):
    """User and system time of a process; field 14 and 15 of proc(5)'s stat, counted after the name's bracket."""
    fields = pathlib.Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def busy_seconds():
    """Of the whole machine: everything in the first line of /proc/stat but idle and iowait."""
    fields = [int(f) for f in pathlib.Path("/proc/stat").read_text().split("\n")[0].split()[1:9]]
    return (sum(fields) - fields[3] - fields[4]) / os.sysconf("SC_CLK_TCK")


def flush_p50_ms(folder):
    """What one fdatasync of 4 KiB takes here, without which the rates say nothing."""
    times = []
    with tempfile.NamedTemporaryFile(dir=folder) as file:
        for _ in range(200):
            file.write(b"x" * 4096)
            file.flush()
            started = time.perf_counter()
            os.fdatasync(file.fileno())
            times.append((time.perf_counter() - started) * 1000)
    return statistics.median(times)


class Load:
    """Calls of wrk; every message it ever sends has an id of its own."""

    def __init__(self):
        self.next_id = 10**12

    def __call__(self, url, seconds):
        words = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{seconds}s", "--latency", "-s", str(HERE / "load.lua"), url]
        started = resources()
        done = subprocess.run([*words, "--", str(self.next_id), WECHAT_TOKEN], capture_output=True, text=True, check=True)
        self.next_id += 10**7
        if re.search(r"Non-2xx|Socket errors", done.stdout):
            raise AssertionError("not every message was answered:\n" + done.stdout)
        answered, wall = re.search(r"(\d+) requests in ([\d.]+)s", done.stdout).groups()
        return int(answered), float(wall), done.stdout, resources() - started


def resources():
    spent = os.times()
    return spent.children_user + spent.children_system


def latency_ms(told, percentile):
    value, unit = re.search(rf"^ +{percentile}% +([\d.]+)(us|ms|s)$", told, re.M).groups()
    return float(value) * MILLISECONDS[unit]


def play(server, load, seconds):
    warmed, _, _, _ = load(server.url, WARM_UP_S)
    own, machine = cpu_seconds(server.process.pid), busy_seconds()
    answered, wall, told, client = load(server.url, seconds)
    own, machine = cpu_seconds(server.process.pid) - own, busy_seconds() - machine
    with sqlite3.connect(f"file:{server.database}?mode=ro", uri=True) as store:
        rows = store.execute(f"SELECT COUNT(*) FROM {server.table}").fetchone()[0]
    # wrk hangs up on what is still under way at the end of each of its two calls.
    if not 0 <= rows - answered - warmed <= 2 * CONNECTIONS:
        raise AssertionError(f"{server.name}: {answered + warmed} answered, {rows} stored")
    return Round(
        answered / wall, latency_ms(told, 50), latency_ms(told, 99), own / answered * 1e6, (machine - own - client) / wall
    )


def check_answer(product):
    """What a resident gets is an answer, and it rides on the acknowledgement."""
    target, menu = wechat.plain_call(wechat.text_message("菜单", id="1"))
    status, _, body = product.gateway.request("POST", target, menu.encode(), {"Content-Type": "text/xml"})
    if status != 200 or "查政策" not in wechat.field(body, "Content"):
        raise AssertionError(f"{status} {body}")
    with sqlite3.connect(f"file:{product.database}?mode=ro", uri=True) as store:
        if left := store.execute("SELECT COUNT(*) FROM outbox").fetchone()[0]:
            raise AssertionError(f"{left} parts did not ride on the acknowledgement")


def measure(make, binary, load, seconds):
    server = make(binary)
    try:
        played = play(server, load, seconds)
        if make is Product:
            check_answer(server)
        return played
    finally:
        server.close()


def report(name, played):
    print(
        f"{name:<10} {played.rate:8.0f} turns/s   p50 {played.p50_ms:6.2f} ms   p99 {played.p99_ms:7.2f} ms   "
        f"{played.cpu_us:6.1f} us CPU a turn   {played.foreign_cores:4.2f} cores busy elsewhere",
        flush=True,
    )


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--reference", required=True)
    options.add_argument("--product", required=True)
    options.add_argument("--rounds", type=int, default=3)
    options.add_argument("--seconds", type=int, default=3)
    options.add_argument("--least", type=float, default=0.5, help="the median ratio that passes")
    given = options.parse_args()
    load, pairs = Load(), []
    print(f"fdatasync p50 {flush_p50_ms(tempfile.gettempdir()):.2f} ms before")
    for _ in range(given.rounds):
        bare = measure(Reference, given.reference, load, given.seconds)
        report("reference", bare)
        ours = measure(Product, given.product, load, given.seconds)
        report("product", ours)
        pairs.append((bare, ours))
    print(f"fdatasync p50 {flush_p50_ms(tempfile.gettempdir()):.2f} ms after")
    ratios = sorted(ours.rate / bare.rate for bare, ours in pairs)
    cpu = statistics.median(ours.cpu_us / bare.cpu_us for bare, ours in pairs)
    tail = statistics.median(ours.p99_ms / bare.p99_ms for bare, ours in pairs)
    ratio = statistics.median(ratios)
    print(f"durable turns/s, product to reference: {ratio:.2f} ({ratios[0]:.2f} to {ratios[-1]:.2f}); CPU {cpu:.2f}; p99 {tail:.2f}")
    if ratio < given.least:
        print(f"FAILED: under {given.least}")
        sys.exit(1)


if __name__ == "__main__":
    main()
