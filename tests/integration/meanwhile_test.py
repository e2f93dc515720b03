"""Who has asked for a person out of hours is not left in silence: the bot says when one comes, and goes on until a clerk has him."""

import sqlite3
import unittest

from tests.support import county
from tests.support.gateway import Clerk, Gateway, Provider, until
from tests.support.page import Page

WAITING, MEANWHILE, MENU = "想先问自动服务，回“菜单”", "这会儿先由自动服务答", "直接打字问"


class Meanwhile(unittest.TestCase):
    def setUp(self):
        self.provider = Provider()
        self.provider.__enter__()
        self.addCleanup(self.provider.__exit__)
        self.gateway = county.hours(Gateway(self.provider), are_open=False).__enter__()
        self.addCleanup(self.gateway.__exit__)
        self.gateway.add_clerk("zhangsan", role="county", area="130224", display_name="张三")
        self.clerk = Clerk(self.gateway, "zhangsan")

    def waiting_page(self):
        page = Page(self.gateway)
        page.token = page.welcome["token"]
        for text in ("人工", "我家房子漏雨"):
            page.ask(text)
        self.assertIn("下班时间", page.ask("倴城镇"))
        return page

    def anew(self, page):
        """The same chat on: a page may write five messages in ten seconds."""
        again = Page(self.gateway, token=page.token, last_seq=0)
        again.token = page.token
        return again

    def test_commands_are_answered_while_the_case_keeps_its_place(self):
        page = self.waiting_page()
        (before,) = self.clerk.inbox("unclaimed")
        said = page.ask("返回")
        self.assertIn(WAITING, said)
        self.assertIn(before["case"]["no"], said)
        self.assertIn(WAITING, page.ask("0"))
        page = self.anew(page)
        self.assertIn(WAITING, page.ask("帮助"))
        self.assertIn(WAITING, page.ask("有人吗？？"))
        (after,) = self.clerk.inbox("unclaimed")
        self.assertEqual([after[k] for k in ("control", "epoch", "waiting_since")], [before[k] for k in ("control", "epoch", "waiting_since")])

    def test_menu_gives_the_talk_to_the_bot_until_a_clerk_has_it(self):
        page = self.waiting_page()
        page.send({"type": "msg", "cid": "menu", "text": "菜单"})
        page.wait(lambda frame: MEANWHILE in frame.get("text", ""))
        page.wait(lambda frame: MENU in frame.get("text", ""))
        page = self.anew(page)
        self.assertIn("身份证", page.ask("办低保要带什么材料"))
        self.gateway.kill()
        self.gateway.start()
        page = self.anew(page)
        self.assertIn(MENU, page.ask("菜单"))
        (waiting,) = self.clerk.inbox("unclaimed")
        path = f"/conversations/{waiting['id']}"
        self.assertEqual(self.clerk.call("POST", path + "/claim")[0], 200)
        page.send({"type": "msg", "cid": "later", "text": "菜单"})
        page.wait(lambda frame: frame["type"] == "ack" and frame["cid"] == "later")
        self.assertEqual(self.clerk.call("POST", path + "/messages", {"text": "我来答"})[0], 201)
        page.wait(lambda frame: frame.get("author") == "clerk")
        said = self.clerk.call("GET", path + "/messages")[1]["items"]
        self.assertEqual([m["text"] for m in said][-2:], ["菜单", "我来答"])
        self.assertEqual(self.clerk.call("POST", path + "/close", {"result": "已答复"})[0], 200)
        page.wait(lambda frame: "工作人员已处理完" in frame.get("text", ""))

    def test_a_case_closed_while_the_bot_speaks_is_told_so(self):
        page = self.waiting_page()
        page.send({"type": "msg", "cid": "menu", "text": "菜单"})
        page.wait(lambda frame: MENU in frame.get("text", ""))
        (waiting,) = self.clerk.inbox("unclaimed")
        path = f"/conversations/{waiting['id']}"
        self.clerk.call("POST", path + "/claim")
        self.assertEqual(self.clerk.call("POST", path + "/close", {"result": "已答复"})[0], 200)
        page.wait(lambda frame: "工作人员已处理完" in frame.get("text", ""))

    def test_the_number_of_the_case_is_told_even_where_the_session_is_lost(self):
        page = self.waiting_page()
        (waiting,) = self.clerk.inbox("unclaimed")
        self.gateway.kill()
        with sqlite3.connect(self.gateway.folder / "var/yimen.db") as database:
            self.assertEqual(database.execute("UPDATE sessions SET state = '{}'").rowcount, 1)
        self.gateway.start()
        self.assertIn(waiting["case"]["no"], self.anew(page).ask("返回"))

    def test_who_texts_is_answered_by_sms_and_no_piece_is_kept_back(self):
        for number, text in enumerate(("人工", "低保停了。", "马城", "菜单")):
            self.gateway.sms(text, id=str(number))
            until(lambda: len(self.provider.texts()) > number, f"an answer to {text}")
        self.assertIn(MENU, self.provider.texts()[-1])
        self.gateway.sms("投诉", id="complaint")
        until(lambda: len(self.provider.texts()) > 4, "a question")
        for number in range(3):
            self.gateway.sms("有人收钱", id=f"piece-{number}")
            until(lambda: len(self.provider.texts()) > 5 + number, "an answer at once")


if __name__ == "__main__":
    unittest.main()
