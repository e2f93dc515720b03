"""The grade a resident is asked for with the news that a clerk has closed the case: in one message, once, and only when fit."""

import unittest

from tests.support.gateway import Clerk, until
from tests.support.page import Page
from tests.support.sms_talk import RESIDENT, SmsTalk
from tests.support.wire import rows

CLOSED = "工作人员已处理完"
ASKED = "满意吗"


class Rating(SmsTalk):
    def setUp(self):
        super().setUp()
        self.gateway.add_clerk("zhangsan", role="county", area="130224")
        self.clerk = Clerk(self.gateway, "zhangsan")

    def close(self):
        (waiting,) = until(lambda: self.clerk.inbox("unclaimed"), "the case")
        path = f"/conversations/{waiting['id']}"
        self.assertEqual(self.clerk.call("POST", f"{path}/claim")[0], 200)
        self.assertEqual(self.clerk.call("POST", f"{path}/close", {"result": "已答复"})[0], 200)
        return waiting["id"]

    def wait_for_farewell(self, count=1, sender=RESIDENT):
        def farewells():
            return [text for text in self.texts(sender) if CLOSED in text]

        until(lambda: len(farewells()) == count, "the farewell")
        return farewells()[-1]

    def asked(self):
        return rows(self.gateway, "SELECT COUNT(*) FROM cases WHERE rating_asked_at IS NOT NULL")[0][0]

    def test_one_message_tells_and_asks_and_a_digit_is_the_grade(self):
        self.tell("人工", "问个事", "不知道")
        self.close()
        farewell = self.wait_for_farewell()
        self.assertIn(ASKED, farewell)
        self.assertIn("\n5很不满意", farewell)
        self.assertLessEqual(len(farewell), 70)  # one segment
        self.assertEqual(self.asked(), 1)
        before = len(self.texts())
        self.assertIn("谢谢您", self.tell("2"))
        self.assertEqual(len(self.texts()), before + 1)
        (case,) = rows(self.gateway, "SELECT no FROM cases")
        self.assertEqual(rows(self.gateway, "SELECT case_no, grade FROM ratings"), [(case[0], "good")])

    def test_any_other_words_are_a_new_question(self):
        self.tell("人工", "问个事", "不知道")
        self.close()
        self.wait_for_farewell()
        answer = self.tell("低保需要啥材料")
        self.assertIn("户口", answer)
        self.assertNotIn(ASKED, answer)
        self.assertEqual(rows(self.gateway, "SELECT COUNT(*) FROM ratings"), [(0,)])

    def test_it_is_asked_once_a_case(self):
        self.tell("人工", "问个事", "不知道")
        self.close()
        self.assertIn(ASKED, self.wait_for_farewell(1))
        self.tell("人工", "又有个事", "不知道")
        self.close()
        self.assertIn(ASKED, self.wait_for_farewell(2))
        self.assertEqual(self.asked(), 2)

    def test_who_wants_no_notices_is_told_and_not_asked(self):
        self.tell("退订", "人工", "问个事", "不知道")
        self.close()
        self.assertNotIn(ASKED, self.wait_for_farewell())
        self.assertEqual(self.asked(), 0)

    def test_nobody_is_asked_after_an_emergency(self):
        self.tell("有人喝农药了")
        self.close()
        self.assertNotIn(ASKED, self.wait_for_farewell())
        self.assertEqual(self.asked(), 0)

    def test_a_page_shows_the_grades_as_buttons(self):
        page = Page(self.gateway)
        for text in ("人工", "问个事", "不知道"):
            page.ask(text)
        self.close()
        asked = page.wait(lambda frame: ASKED in frame.get("text", ""))
        self.assertEqual(len(asked["quick_replies"]), 5)
        self.assertIn("谢谢您", page.ask("1"))
        self.assertEqual(rows(self.gateway, "SELECT channel, grade FROM ratings"), [("web", "best")])

    def test_a_crash_between_closing_and_telling_neither_loses_nor_doubles_it(self):
        for number in range(1, 30):
            sender = f"+86138000001{number:02d}"
            self.tell("人工", "问个事", "不知道", sender=sender)
            conversation = self.close()
            self.gateway.kill()
            ((kind,),) = rows(self.gateway, "SELECT wake_kind FROM sessions WHERE conversation_id = ?", conversation)
            self.gateway.start()
            if kind == "closed":
                break
        else:
            self.fail("it was told each time before it could be killed")
        self.assertIn(ASKED, self.wait_for_farewell(sender=sender))
        self.gateway.kill()
        self.gateway.start()
        self.assertIn("谢谢您", self.tell("3", sender=sender))
        self.assertEqual(len([text for text in self.texts(sender) if CLOSED in text]), 1)
        graded = rows(self.gateway, "SELECT sender, grade FROM ratings")
        self.assertEqual(graded, [(sender, "fair")])


if __name__ == "__main__":
    unittest.main()
