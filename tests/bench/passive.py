"""The share of WeChat's turns that are answered in the call itself, sealed and signed as safe mode has it.

    python3 -m tests.bench.passive --binary yimen --least 0.99

What does not ride on the acknowledgement costs one of the few messages that may be sent later, or is not sent at all.
"""

import argparse
import sys
import time

from tests.support import wechat
from tests.support.barrage import barrage
from tests.support.gateway import Gateway
from tests.support.wire import count

PEOPLE = 2000
WORDS = ["菜单", "1", "低保需要啥材料", "八十岁老人有补贴吗", "谢谢"]  # of each, in this order


def calls():
    now = int(time.time())
    for turn, word in enumerate(WORDS):
        for person in range(PEOPLE):
            id = str(10**9 + turn * PEOPLE + person)
            target, body = wechat.safe_call(wechat.text_message(word, f"o-resident-{person:05}", id, now), at=now)
            yield target, {"Content-Type": "text/xml"}, body


def check_answer(gateway, call):
    target, headers, body = call
    status, _, answer = gateway.request("POST", target, body.encode(), headers)
    if status != 200 or "查政策" not in wechat.reply_text(answer):
        raise AssertionError(f"{status} {answer}")


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--binary", required=True)
    options.add_argument("--least", type=float, default=0.99, help="the share that passes")
    given = options.parse_args()
    with Gateway(binary=given.binary) as gateway:
        written = list(calls())
        told = barrage(gateway, written)
        check_answer(gateway, written[0])
        turns, left = count(gateway, "inbox"), count(gateway, "outbox")
    answered = sum(told.values())
    share = told.get("200 sealed", 0) / answered
    print(f"{turns} turns, {left} parts left to be sent later; of {answered} calls {share:.2%} were answered with the reply: {told}")
    if turns != len(written):
        sys.exit(f"FAILED: {len(written)} messages made {turns} turns")
    if share < given.least or left > (1 - given.least) * turns:
        sys.exit(f"FAILED: under {given.least:.0%}")


if __name__ == "__main__":
    main()
