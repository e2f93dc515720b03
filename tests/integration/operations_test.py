"""What an operator is told of a gateway that runs: whether it is ready, and its numbers."""

import contextlib
import sqlite3
import unittest

from tests.support import county, wechat
from tests.support.gateway import Clerk, Gateway, until


@contextlib.contextmanager
def write_lock(gateway):
    """Somebody else writes, and does not end."""
    other = sqlite3.connect(gateway.folder / "var/yimen.db", isolation_level=None)
    try:
        other.execute("BEGIN IMMEDIATE")
        yield
    finally:
        other.close()


class Readiness(unittest.TestCase):
    def test_who_cannot_write_is_not_ready_until_he_can(self):
        with Gateway() as gateway:
            with write_lock(gateway):
                told = until(lambda: [answer for answer in [gateway.admin("/readyz")] if answer[0] == 503], "not ready")[0]
                self.assertRegex(told[2], r"(?m)^database: failing: .")
                self.assertEqual(gateway.admin("/livez")[0], 200)
            until(lambda: gateway.admin("/readyz")[0] == 200, "ready again")
            self.assertEqual(gateway.sms("菜单")[0], 200)

    def test_missing_pages_are_told_and_keep_nobody_from_work(self):
        with Gateway(more="pages: /no/such/folder") as gateway:
            status, _, told = gateway.admin("/readyz")
            self.assertEqual(status, 200)
            self.assertIn("pages: failing: there is no /no/such/folder\n", told)


class Numbers(unittest.TestCase):
    def number(self, gateway, name):
        (line,) = [line for line in gateway.admin("/metrics")[2].splitlines() if line.startswith(name + " ")]
        return float(line.split()[-1])

    def test_commits_disk_and_those_turned_away_are_counted(self):
        with Gateway(wechat_mode="plain") as gateway:
            self.assertGreater(self.number(gateway, "yimen_disk_free_bytes"), 0)
            self.assertEqual(self.number(gateway, "yimen_login_fail_total"), 0)
            gateway.add_clerk("zhangsan")
            Clerk(gateway, "zhangsan")
            with self.assertRaises(AssertionError):
                Clerk(gateway, "lisi")
            self.assertEqual(self.number(gateway, "yimen_login_fail_total"), 1)

            say = wechat.Follower(gateway).say
            number = "12026999999"
            for text in ("查进度", number + county.check_digit(number), "9999"):
                said = say(text)
            self.assertIn("对不上", said)
            self.assertEqual(self.number(gateway, 'yimen_lookup_denied_total{reason="mismatch"}'), 1)
            self.assertEqual(self.number(gateway, 'yimen_lookup_denied_total{reason="locked"}'), 0)
            self.assertGreater(self.number(gateway, "yimen_journal_commit_seconds_count"), 3)
            self.assertGreater(self.number(gateway, "yimen_wal_bytes"), 0)


if __name__ == "__main__":
    unittest.main()
