"""Accounts as who runs the machine looks after them, while the gateway runs: the clerk is out at once, his work is not lost."""

import json
import unittest

from tests.support import gateway as house
from tests.support.gateway import Clerk, Gateway, until
from tests.support.page import Page
from tests.support.wire import rows

JSON = {"Content-Type": "application/json"}
TOWN = "130224100"


class Accounts(unittest.TestCase):
    def setUp(self):
        self.gateway = Gateway().__enter__()
        self.addCleanup(self.gateway.__exit__)
        self.gateway.add_clerk("zhangsan", display_name="张三")
        self.gateway.add_clerk("lisi", display_name="李四")

    def user(self, *words, text="", code=0):
        done = self.gateway.run("user", *words, text=text)
        self.assertEqual(done.returncode, code, done.stderr)
        return done.stdout if code == 0 else done.stderr

    def log_in(self, name, password=house.PASSWORD):
        return self.gateway.request("POST", "/api/v1/auth/login", json.dumps({"name": name, "password": password}), JSON)[0]

    def audited(self):
        return [action for (action,) in rows(self.gateway, "SELECT action FROM audit WHERE actor = 'system' AND action LIKE 'staff.%' AND action <> 'staff.add' ORDER BY seq")]

    def claimed(self, clerk, words="我家房子漏雨"):
        page = Page(self.gateway)
        for text in ("人工", words, "倴城镇"):
            page.ask(text)
        (waiting,) = clerk.inbox("unclaimed")
        path = f"/conversations/{waiting['id']}"
        self.assertEqual(clerk.call("POST", path + "/claim")[0], 200)
        return page, path, waiting["case"]["no"]

    def test_a_new_password_is_the_only_one_and_ends_every_session(self):
        clerk, other = Clerk(self.gateway, "zhangsan"), Clerk(self.gateway, "lisi")
        page = Page(self.gateway, "/api/v1/ws", protocol="", headers={"Cookie": clerk.cookie})
        page.send({"type": "hello"})
        said = self.user("password", "zhangsan")
        password = said.strip().removeprefix("zhangsan password: ")
        self.assertEqual(len(password), 12)
        self.assertEqual((clerk.call("GET", "/me")[0], other.call("GET", "/me")[0]), (401, 200))
        page.wait(lambda frame: frame["type"] == "session.revoked")
        self.assertEqual((self.log_in("zhangsan"), self.log_in("zhangsan", password)), (401, 200))
        self.assertEqual(self.user("password", "zhangsan", "--password-stdin", text="Another-horse-2026\n"), "zhangsan\n")
        self.assertEqual((self.log_in("zhangsan", password), self.log_in("zhangsan", "Another-horse-2026")), (401, 200))
        self.assertEqual(self.audited(), ["staff.password"] * 2)
        self.assertNotIn("Another-horse", self.gateway.said())

    def test_who_locked_himself_out_gets_in_with_a_new_password(self):
        for i in range(6):
            self.log_in("zhangsan", f"guess-{i}")
        self.assertEqual(self.log_in("zhangsan"), 429)
        self.user("password", "zhangsan", "--password-stdin", text="Another-horse-2026\n")
        self.assertEqual(self.log_in("zhangsan", "Another-horse-2026"), 200)

    def test_who_is_disabled_is_out_and_his_cases_wait_for_his_colleagues(self):
        clerk, other = Clerk(self.gateway, "zhangsan"), Clerk(self.gateway, "lisi")
        page, path, no = self.claimed(clerk)
        clerk.call("POST", path + "/messages", {"text": "马上查"})
        again, returned, second = self.claimed(clerk, "低保停了")
        clerk.call("POST", returned + "/return-to-bot", {})
        self.assertEqual(self.user("disable", "zhangsan"), "zhangsan disabled, 2 open cases given back\n")
        self.assertEqual((clerk.call("GET", "/me")[0], self.log_in("zhangsan")), (401, 401))
        (waiting,) = other.inbox("unclaimed")
        self.assertEqual((waiting["case"]["no"], waiting["control"], waiting["owner"], waiting["area"]["code"]), (no, "queued", None, TOWN))
        for number in (no, second):
            case = other.call("GET", f"/cases/{number}")[1]
            self.assertEqual((case["owner"], case["state"] != "closed"), (None, True))
            self.assertEqual((case["timeline"][-1]["action"], case["timeline"][-1]["actor"]), ("released", "系统"))
        said = [m for m in other.call("GET", path + "/messages")[1]["items"] if m["author"] == "clerk"]
        self.assertEqual(said[0]["clerk"]["name"], "张三")
        self.assertEqual(other.call("POST", path + "/messages", {"text": "我接着查"})[0], 201)
        self.assertEqual(other.call("POST", returned + "/close", {"result": "已答复"})[0], 200)
        self.assertEqual(self.audited(), ["staff.disable"])
        self.assertEqual(self.gateway.run("audit", "verify").returncode, 0)

        self.assertEqual(self.user("enable", "zhangsan"), "zhangsan enabled\n")
        self.assertEqual((self.log_in("zhangsan"), self.audited()), (200, ["staff.disable", "staff.enable"]))
        self.assertEqual(clerk.call("GET", "/me")[0], 401)

    def test_the_open_page_of_a_colleague_shows_what_came_back(self):
        clerk, other = Clerk(self.gateway, "zhangsan"), Clerk(self.gateway, "lisi")
        self.claimed(clerk)
        self.user("disable", "zhangsan")
        until(lambda: other.call("GET", "/counters")[1] == {"mine": 0, "unclaimed": 1}, "the case")

    def test_all_are_listed(self):
        self.gateway.add_clerk("wang", role="county", area="130224", display_name="王五")
        self.user("disable", "lisi")
        self.assertEqual(
            self.user("list"),
            f"zhangsan\t张三\ttown\t{TOWN}\tactive\nlisi\t李四\ttown\t{TOWN}\tdisabled\nwang\t王五\tcounty\t130224\tactive\n",
        )

    def test_what_is_wrong_is_said_and_changes_nothing(self):
        clerk = Clerk(self.gateway, "zhangsan")
        for words in (("password", "nobody"), ("disable", "nobody"), ("enable", "nobody")):
            with self.subTest(words):
                self.assertIn("there is no account nobody", self.user(*words, code=1))
        self.assertIn("8 to 128 bytes", self.user("password", "zhangsan", "--password-stdin", text="short\n", code=1))
        self.assertIn("no password", self.user("password", "zhangsan", "--password-stdin", code=1))
        self.assertEqual((clerk.call("GET", "/me")[0], self.log_in("zhangsan"), self.audited()), (200, 200, []))


if __name__ == "__main__":
    unittest.main()
