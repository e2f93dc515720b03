"""What a channel feels of another one's sick provider: 99th percentiles of turn and delivery, with it and without.

    python3 -m tests.bench.neighbours --binary yimen --most 1.2

Two gateways stand side by side. Both had ten thousand answers in the outbox of the channel `sms`: one's provider took
them, the other's is sick, and they wait. People write to a second channel of both, one message here, one there, so that
whatever else the machine does meets both alike; a message is timed until it is acknowledged and until its answer is at
the provider. Of several rounds the median ratio is judged.
"""

import argparse
import contextlib
import http.client
import socket
import statistics
import sys
import threading
import time
import urllib.parse

from tests.bench.bench import cpu_seconds
from tests.support.gateway import PATIENCE_S, SMS_SECRET, Gateway, Provider, free_port, until
from tests.support.wire import rows

WRITERS = 4
TRIES_MAX = 100  # what a breaker lets through while this lasts
WELL_SECRET = "well-hook-secret-001"
ANSWER = b"HTTP/1.1 202 Accepted\r\nContent-Length: 24\r\n\r\n0: Accepted for delivery"


class Sick:
    """A provider that takes a call and then hangs, or answers a byte a second; `down` is one that is not there."""

    def __init__(self, how):
        self.how = how
        self.port = free_port()
        self.server = None
        if how != "down":
            self.server = socket.create_server(("127.0.0.1", self.port), backlog=128)
            threading.Thread(target=self.serve, daemon=True).start()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.server:
            self.server.shutdown(socket.SHUT_RDWR)
            self.server.close()

    def serve(self):
        with contextlib.suppress(OSError):
            while True:
                line, _ = self.server.accept()
                threading.Thread(target=self.suffer, args=[line], daemon=True).start()

    def suffer(self, line):
        with line, contextlib.suppress(OSError):
            line.recv(65536)
            for byte in ANSWER if self.how == "drips" else []:
                line.sendall(bytes([byte]))
                time.sleep(1)
            while line.recv(65536):
                pass


class House:
    """A gateway with a channel `sms` of that provider and a channel `well` of one in good health."""

    def __init__(self, binary, provider, stack):
        self.arrived = {}
        self.changed = threading.Condition()
        well = stack.enter_context(Provider(self.take))
        self.gateway = stack.enter_context(Gateway(provider, binary=binary))
        self.gateway.stop()
        with open(self.gateway.config, "a", encoding="utf-8") as config:
            config.write(
                f"  - {{name: well, type: kannel, hook_secret: {WELL_SECRET}, username: yimen, password: pass, from: '1',"
                f" send_url: 'http://127.0.0.1:{well.port}/cgi-bin/sendsms'}}\n"
            )
        self.gateway.start()
        self.turns_ms, self.deliveries_ms = [], []

    def pid(self):
        return self.gateway.process.pid

    def take(self, path, query, body):
        with self.changed:
            self.arrived[query["to"]] = time.perf_counter()
            self.changed.notify_all()
        return 202, "0: Accepted for delivery"

    def line(self):
        return http.client.HTTPConnection("127.0.0.1", self.gateway.port, timeout=PATIENCE_S)

    @staticmethod
    def write(line, secret, channel, number):
        query = {"from": number, "to": "1", "text": "菜单", "coding": "2", "charset": "UTF-8", "id": number, "time": "1795320000"}
        line.request("GET", f"/hooks/{channel}/{secret}?" + urllib.parse.urlencode(query))
        answer = line.getresponse()
        answer.read()
        assert answer.status == 200, answer.status

    def fill(self, waiting):
        """So many people write to `sms`."""

        def some(first):
            line = self.line()
            for number in range(first, waiting, WRITERS):
                self.write(line, SMS_SECRET, "sms", f"139{number:08}")

        side_by_side(some)

    def unsent(self):
        return rows(self.gateway, "SELECT COUNT(*) FROM outbox WHERE channel = 'sms' AND state = 'ready'")[0][0]

    def write_to_the_well(self, line, number):
        started = time.perf_counter()
        self.write(line, WELL_SECRET, "well", number)
        self.turns_ms.append((time.perf_counter() - started) * 1000)
        with self.changed:
            assert self.changed.wait_for(lambda: number in self.arrived, PATIENCE_S), f"no answer for {number}"
        self.deliveries_ms.append((self.arrived[number] - started) * 1000)


def side_by_side(job):
    failures = []

    def run(first):
        try:
            job(first)
        except BaseException as failure:
            failures.append(failure)

    threads = [threading.Thread(target=run, args=[first]) for first in range(WRITERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failures:
        raise failures[0]


def p99(times):
    return statistics.quantiles(times, n=100)[98]


def measure(given, how):
    """How many times as long turns and deliveries take beside the sick channel."""
    with contextlib.ExitStack() as stack:
        healthy = House(given.binary, stack.enter_context(Provider()), stack)
        sick = House(given.binary, stack.enter_context(Sick(how)), stack)
        for house in (healthy, sick):
            house.fill(given.waiting)
        until(lambda: healthy.unsent() == 0, "the healthy provider to take all", 300)
        ratios = [play(healthy, sick, round * given.messages, given.messages) for round in range(given.rounds)]
        if sick.unsent() < given.waiting - TRIES_MAX:
            raise AssertionError(f"{how}: only {sick.unsent()} wait for the sick provider")
    turns, deliveries = (statistics.median(each) for each in zip(*ratios, strict=True))
    print(f"{how}: p99 of turns {turns:.2f} times as long, of deliveries {deliveries:.2f} times", flush=True)
    return max(turns, deliveries)


def play(healthy, sick, first, messages):
    """One round: the two ratios."""
    for house in (healthy, sick):
        house.turns_ms, house.deliveries_ms = [], []

    def write(writer):
        ways = [(house, house.line()) for house in (healthy, sick)]
        for number in range(first + writer, first + messages, WRITERS):
            ways.reverse()  # nobody is always the first
            for house, line in ways:
                house.write_to_the_well(line, f"138{number:08}")

    before = [cpu_seconds(house.pid()) for house in (healthy, sick)]
    side_by_side(write)
    for house, name, spent in zip((healthy, sick), ("health", "sickness"), before, strict=True):
        print(
            f"   beside {name:8}: p99 of turns {p99(house.turns_ms):6.2f} ms, of deliveries {p99(house.deliveries_ms):6.2f} ms, "
            f"{(cpu_seconds(house.pid()) - spent) / messages * 1e6:.0f} us CPU a message",
            flush=True,
        )
    return p99(sick.turns_ms) / p99(healthy.turns_ms), p99(sick.deliveries_ms) / p99(healthy.deliveries_ms)


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--binary", required=True)
    options.add_argument("--sick", nargs="*", choices=["down", "drips", "hangs"], default=["down", "drips", "hangs"])
    options.add_argument("--waiting", type=int, default=10_000, help="for the sick provider")
    options.add_argument("--messages", type=int, default=1500, help="to each of the two, a round")
    options.add_argument("--rounds", type=int, default=3)
    options.add_argument("--most", type=float, default=1.2, help="how many times as long a p99 may be")
    given = options.parse_args()
    if max([measure(given, how) for how in given.sick]) > given.most:
        sys.exit(f"FAILED: over {given.most}")


if __name__ == "__main__":
    main()
