"""`yimen simulate`: a newcomer tries a channel without an account, and providers misbehave as the real ones do."""

import os
import signal
import subprocess
import threading
import types
import unittest

from tests.support.gateway import ROOT, Clerk, Gateway, free_port, until
from tests.support.wire import rows


class Simulated:
    """`yimen simulate CHANNEL` beside a gateway; what it prints is in `lines`."""

    def __init__(self, gateway, channel):
        self.process = subprocess.Popen(
            [gateway.binary, "simulate", channel, "--config", str(gateway.config)],
            cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        self.lines = []
        threading.Thread(target=self.read, daemon=True).start()
        self.saw("模拟服务商在")

    def read(self):
        for line in self.process.stdout:
            self.lines.append(line.rstrip("\n"))

    def type(self, line):
        self.process.stdin.write(line + "\n")
        self.process.stdin.flush()

    def saw(self, words, times=1):
        return until(lambda: len([x for x in self.lines if words in x]) >= times, f"{words} in {self.lines}")

    def end(self):
        self.process.stdin.close()
        code = self.process.wait(timeout=60)
        self.process.stdout.close()
        return code


class Base(unittest.TestCase):
    def start(self, channel, **more):
        gateway = Gateway(types.SimpleNamespace(port=free_port()), **more).__enter__()
        self.addCleanup(gateway.__exit__)
        provider = Simulated(gateway, channel)
        self.addCleanup(provider.process.kill)
        self.addCleanup(provider.end)
        return gateway, provider

    def states(self, gateway):
        return [state for (state,) in rows(gateway, "SELECT state FROM outbox ORDER BY id")]


class Sms(Base):
    def test_a_newcomer_asks_and_is_answered_and_the_receipts_come(self):
        gateway, phone = self.start("sms")
        phone.type("低保需要啥材料")
        phone.saw("户口本")
        until(lambda: set(self.states(gateway)) == {"delivered"}, "the receipts")
        phone.type("/from 13800000009")
        phone.type("菜单")
        phone.saw("13800000009 收到短信")
        phone.type("/nonsense")
        phone.saw("/receipts")
        self.assertEqual(phone.end(), 0)

    def test_receipts_late_doubled_or_in_the_wrong_order_end_where_they_should(self):
        for how, state in (("doubled", "delivered"), ("reversed", "delivered"), ("late", "delivered"), ("failed", "failed")):
            with self.subTest(how):
                gateway, phone = self.start("sms")
                phone.type(f"/receipts {how}")
                phone.type("菜单")
                phone.saw("回执：网关答 200", 4 if how == "doubled" else 2)
                self.assertEqual(set(self.states(gateway)), {state})

    def test_a_storm_passes_and_the_message_comes_once(self):
        gateway, phone = self.start("sms")
        phone.type("/trouble storm 2")
        phone.type("菜单")
        phone.saw("收到短信")
        until(lambda: set(self.states(gateway)) == {"delivered"}, "the receipt")
        self.assertEqual(len([x for x in phone.lines if "收到短信" in x]), 1)

    def test_an_answer_one_byte_a_second_is_no_answer(self):
        gateway, phone = self.start("sms")
        phone.type("/receipts failed")
        phone.type("/trouble drip")
        phone.type("菜单")
        until(lambda: set(self.states(gateway)) <= {"unknown", "failed"} and self.states(gateway), "the deadline")
        phone.saw("回执：网关答 200", 2)
        self.assertEqual(self.states(gateway), ["failed"])
        self.assertEqual(len([x for x in phone.lines if "收到短信" in x]), 1)

    def test_a_page_in_the_answer_leaves_it_unknown(self):
        gateway, phone = self.start("sms")
        phone.type("/trouble page")
        phone.type("菜单")
        until(lambda: self.states(gateway) == ["unknown"], "the doubt")

    def test_it_stands_only_on_this_machine(self):
        gateway, phone = self.start("sms")
        wrong = gateway.run("simulate", "nobody")
        self.assertEqual(wrong.returncode, 1)
        self.assertIn("nobody", wrong.stderr)
        self.assertEqual(gateway.run("simulate", "web").returncode, 1)
        self.assertEqual(gateway.run("simulate", "sms").returncode, 75)  # the address is taken


class Wechat(Base):
    def clerk_of(self, gateway, account):
        gateway.add_clerk("zhangsan")
        for text in ("人工", "残疾补贴没到账", "倴城镇"):
            account.type(text)
        clerk = Clerk(gateway, "zhangsan")
        (waiting,) = until(lambda: clerk.inbox("unclaimed"), "the case")
        return clerk, f"/conversations/{waiting['id']}/messages"

    def test_a_follower_asks_and_is_answered_in_each_mode(self):
        for mode in ("plain", "safe"):
            with self.subTest(mode):
                gateway, account = self.start("wechat", wechat_mode=mode)
                account.type("低保需要啥材料")
                account.saw("户口本")
                self.assertEqual([x for x in account.lines if "投递" in x], [])

    def test_what_is_cut_after_five_seconds_is_posted_again_and_answered_once(self):
        gateway, account = self.start("wechat")
        os.kill(gateway.process.pid, signal.SIGSTOP)
        try:
            account.type("低保需要啥材料")
            account.saw("第1次投递没有得到回答")
        finally:
            os.kill(gateway.process.pid, signal.SIGCONT)
        account.saw("户口本")
        self.assertEqual(len([x for x in account.lines if "收到微信" in x]), 1)
        said = rows(gateway, "SELECT COUNT(*) FROM messages WHERE author = 'resident'")
        self.assertEqual(said, [(1,)])

    def test_each_trouble_ends_as_it_should(self):
        gateway, account = self.start("wechat", wechat_mode="plain")
        clerk, path = self.clerk_of(gateway, account)
        for trouble, state in (("stale_token", "sent"), ("busy", "sent"), ("page", "unknown"), ("closed", "failed"), ("used_up", "failed"), ("none", "sent")):
            with self.subTest(trouble):
                account.type(f"/trouble {trouble}")
                account.saw(f"：{trouble}")
                account.type("你好")  # the follower writes: five more may be sent
                until(lambda: clerk.call("GET", path.replace("messages", "allowance"))[1]["left"] == 5, "his message")
                sent = clerk.call("POST", path, {"text": f"马上给您查{trouble}"})[1]
                until(lambda: self.status(clerk, path, sent["seq"]) == state, state)
                seen = len([x for x in account.lines if x.endswith(f"马上给您查{trouble}")])
                self.assertEqual(seen, 1 if state == "sent" else 0)

    def status(self, clerk, path, seq):
        return next(m["status"] for m in clerk.call("GET", path)[1]["items"] if m["seq"] == seq)


if __name__ == "__main__":
    unittest.main()
