"""A message of which nobody knows whether it left: its provider is asked, however badly it answers, and it is never sent again."""

import sqlite3
import unittest

from tests.support.gateway import until
from tests.support.simulated import Everything, Simulated
from tests.support.wire import rows

PHONES = {"aliyun": "138000000{:02}", "tencent": "138000000{:02}", "twilio": "+86138000000{:02}"}
MENU = "菜单"


class Doubt(unittest.TestCase):
    def setUp(self):
        self.gateway = Everything("none")
        self.addCleanup(self.gateway.__exit__)
        self.gateway.start()
        self.providers = {name: Simulated(self.gateway, name) for name in PHONES}
        for provider in self.providers.values():
            self.addCleanup(provider.end)
            provider.saw("模拟服务商在")

    def first(self, name, person):
        """(state, code, asked) of the first part sent to a person; it is the one that is in doubt."""
        found = rows(
            self.gateway,
            "SELECT state, code, asked FROM outbox WHERE channel = ? AND recipient LIKE ? ORDER BY id LIMIT 1",
            name, "%" + person[-11:],
        )  # fmt: skip
        return found[0] if found else None

    def doubtful(self, name, number, receipts):
        provider, person = self.providers[name], PHONES[name].format(number)
        provider.ask(f"/from {person}", "现在说话的是")
        provider.ask(f"/receipts {receipts}", "回执：" + receipts)
        provider.ask("/trouble garbled", "接下来1次")
        provider.type(MENU)
        until(lambda: (self.first(name, person) or ("",))[0] == "unknown", f"doubt of {name}")
        left = "SELECT count(*) FROM outbox WHERE channel = ? AND state IN ('ready', 'sending')"
        until(lambda: rows(self.gateway, left, name) == [(0,)], "the rest of it")
        return provider, person

    def ask(self):
        """The gateway asks now, though it would have asked later."""
        self.gateway.kill()
        with sqlite3.connect(self.gateway.folder / "var" / "yimen.db") as database:
            database.execute("PRAGMA wal_autocheckpoint = 0")
            database.execute("UPDATE outbox SET ask_at = 0 WHERE state = 'unknown' AND ask_at IS NOT NULL")
        self.gateway.start()

    def seen(self, provider, person):
        return len(provider.shown(person))

    def test_the_provider_tells_in_the_end_and_nothing_is_sent_twice(self):
        doubts = {name: self.doubtful(name, 1, "lost") for name in PHONES}
        before = {name: self.seen(*doubt) for name, doubt in doubts.items()}
        for asked, trouble in enumerate(("page", "busy", "storm", "forgets"), 1):
            for provider, _ in doubts.values():
                provider.ask(f"/trouble {trouble}", "接下来1次")
            self.ask()
            for name, (_, person) in doubts.items():
                with self.subTest(name, trouble=trouble):
                    until(lambda: self.first(name, person)[2] == asked, f"{name} to be asked {asked} times")
                    self.assertEqual(self.first(name, person)[0], "unknown")
        self.ask()
        for name, (provider, person) in doubts.items():
            with self.subTest(name):
                until(lambda: self.first(name, person)[0] == "delivered", f"what {name} knows")
                self.assertEqual(self.seen(provider, person), before[name])

    def test_what_it_does_not_know_yet_it_tells_later(self):
        doubts = {name: self.doubtful(name, 2, "late") for name in PHONES}
        self.ask()
        for name, (provider, person) in doubts.items():
            with self.subTest(name):
                # Tencent lists only what has ended.
                state = "unknown" if name == "tencent" else "sent"
                until(lambda: self.first(name, person)[::2] == (state, 1 if name == "tencent" else 0), state)
                provider.type("/later 1")
                if name != "tencent":
                    until(lambda: self.first(name, person)[0] == "delivered", f"the receipt of {name}")
        # Its receipt names a number that nobody ever told us.
        doubts["tencent"][0].saw("回执：网关答 200")
        self.ask()
        until(lambda: self.first("tencent", doubts["tencent"][1])[0] == "delivered", "what it knows by now")

    def test_a_failure_is_told_too(self):
        # The receipt names Tencent's own number, which the answer that got lost should have told.
        provider, person = self.doubtful("tencent", 3, "failed")
        self.ask()
        until(lambda: self.first("tencent", person)[:2] == ("failed", "UNDELIV"), "the failure")

    def test_of_two_that_are_alike_nobody_can_say_which(self):
        provider, person = self.doubtful("twilio", 4, "lost")
        provider.ask("/trouble garbled", "接下来1次")
        provider.type(MENU)
        both = "SELECT state, asked FROM outbox WHERE channel = 'twilio' AND recipient = ? ORDER BY id"
        until(lambda: [state for state, _ in rows(self.gateway, both, person)] == ["unknown"] * 2, "two doubts")
        self.ask()
        until(lambda: rows(self.gateway, both, person) == [("unknown", 1)] * 2, "no guess")


if __name__ == "__main__":
    unittest.main()
