"""Fifty thousand messages, delivered one to five times each, make fifty thousand turns.

    python3 -m tests.faults.repeats --binary .build/release/gateway/yimen
"""

import argparse
import pathlib
import re
import signal
import sqlite3
import subprocess
import sys

from tests.support.gateway import WECHAT_TOKEN, Gateway

CONNECTIONS = 64
SCRIPT = pathlib.Path(__file__).with_suffix(".lua")
# It is stopped as soon as all is delivered.
AT_MOST_S = 240


def deliver(gateway, count):
    words = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{AT_MOST_S}s", "--timeout", "30s", "-s", str(SCRIPT)]
    with subprocess.Popen([*words, gateway.base, "--", str(count), WECHAT_TOKEN], stdout=subprocess.PIPE, text=True) as load:
        told = []
        for line in load.stdout:
            told.append(line)
            if line == "delivered\n":
                load.send_signal(signal.SIGINT)
    told = "".join(told)
    if "delivered" not in told:
        raise AssertionError("it took too long:\n" + told)
    if re.search(r"Non-2xx|Socket errors", told):
        raise AssertionError("not every delivery was answered:\n" + told)
    return int(re.search(r"(\d+) requests in", told).group(1))


def kept(database):
    with sqlite3.connect(f"file:{database}?mode=ro", uri=True) as store:
        count = lambda what: store.execute(f"SELECT COUNT(*) FROM {what}").fetchone()[0]
        return {
            "messages kept": count("inbox"),
            "messages of residents": count("messages WHERE author = 'resident'"),
            "answers": count("messages WHERE author = 'bot'"),
            "sessions after one turn": count("sessions WHERE version = 1"),
        }


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--binary", required=True)
    options.add_argument("--messages", type=int, default=50_000)
    given = options.parse_args()
    with Gateway(binary=given.binary, wechat_mode="plain") as gateway:
        delivered = deliver(gateway, given.messages)
        gateway.stop()
        found = kept(gateway.folder / "var" / "yimen.db")
    print(f"{given.messages} messages in {delivered} deliveries:", found)
    if any(number != given.messages for number in found.values()):
        sys.exit("FAILED: not one turn for each message")


if __name__ == "__main__":
    main()
