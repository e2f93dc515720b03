"""A gateway with a WeChat account at the simulator, and what tests of either do with it."""

import types
import unittest

from tests.support.gateway import Clerk, Gateway, free_port, until
from tests.support.simulated import Simulated
from tests.support.wire import rows


class Account(unittest.TestCase):
    def start(self, wechat_more="", more="quiet_hours: none", provider=None, channels="", **others):
        port = free_port()
        gateway = Gateway(types.SimpleNamespace(port=port), wechat_mode="plain", wechat_more=wechat_more, more=more, **others)
        if provider:  # SMS goes elsewhere than WeChat
            text = gateway.config.read_text(encoding="utf-8")
            text = text.replace(f"http://127.0.0.1:{port}/cgi-bin/sendsms", f"http://127.0.0.1:{provider.port}/cgi-bin/sendsms")
            gateway.config.write_text(text, encoding="utf-8")
        with open(gateway.config, "a", encoding="utf-8") as config:
            config.write(channels)
        gateway.__enter__()
        self.addCleanup(gateway.__exit__)
        account = Simulated(gateway, "wechat")
        account.saw("模拟服务商在")
        self.addCleanup(account.process.kill)
        self.addCleanup(account.end)
        return gateway, account

    def clerk_of(self, gateway, account, role="town_head"):
        gateway.add_clerk("zhangsan", role=role)
        for text in ("人工", "残疾补贴没到账", "倴城镇"):
            account.type(text)
        clerk = Clerk(gateway, "zhangsan")
        (waiting,) = until(lambda: clerk.inbox("unclaimed"), "the case")
        return clerk, f"/conversations/{waiting['id']}"

    def messages(self, clerk, path):
        return clerk.call("GET", path + "/messages")[1]["items"]

    def trouble(self, account, name, times=1):
        account.type(f"/trouble {name} {times}")
        account.saw(f"接下来{times}次：{name}")

    def status(self, clerk, path, seq):
        return next(m["status"] for m in self.messages(clerk, path) if m["seq"] == seq)

    def parts(self, gateway):
        return rows(gateway, "SELECT channel, state, code, stage FROM outbox WHERE stage > 0 ORDER BY id")
