"""What people tell in a form reaches a clerk whole, by SMS: 代办, complaints that stay with the county, and grades."""

import unittest

from tests.support.gateway import Clerk, until
from tests.support.sms_talk import RESIDENT, SmsTalk
from tests.support.wire import rows


class Form(SmsTalk):
    def wait_for_farewell(self, count):
        """A clerk has closed the case, and the gateway says so by itself."""
        until(lambda: len([text for text in self.provider.texts() if "已处理完" in text]) == count, "the farewell")

    def test_a_relative_asks_for_an_elder_and_a_clerk_has_all_of_it(self):
        self.gateway.add_clerk("zhangsan", area="130224117")
        self.gateway.add_clerk("wangwu", area="130224101")
        last = self.tell(
            "替老人登记", "同意", "闺女", "老人叫王秀英，1948年3月生，马城镇", "李家庄", "1 3", "1", "没有", "13800000001",
        )  # fmt: skip
        self.assertIn("请核对", last)
        last = self.tell("不对，老人村名是东村", "1")
        self.assertIn("已登记", last)
        (waiting,) = Clerk(self.gateway, "zhangsan").inbox("unclaimed")
        self.assertIn(waiting["case"]["no"], last)
        self.assertEqual((waiting["case"]["kind"], waiting["case"]["priority"]), ("agency", "high"))
        self.assertEqual(waiting["case"]["summary"], "代办：子女替老人办低保")
        status, shown = Clerk(self.gateway, "zhangsan").call("GET", f"/conversations/{waiting['id']}")
        self.assertEqual(status, 200)
        slots = {slot["label"]: slot["value"] for slot in shown["slots"]}
        for label, value in {
            "您和老人": "子女", "老人姓名": "王秀英", "老人出生": "1948年3月", "老人乡镇": "马城镇", "老人村名": "东村",
            "想办": "低保", "联系电话": "13800000001",
        }.items():  # fmt: skip
            self.assertEqual(slots.get(label), value, label)
        self.assertIn("一个人住", slots["老人情况"])
        self.assertIn("有重病", slots["老人情况"])
        self.assertEqual(Clerk(self.gateway, "wangwu").inbox("all"), [])
        self.assertNotIn("王秀英", self.gateway.said())
        clerk, path = Clerk(self.gateway, "zhangsan"), f"/conversations/{waiting['id']}"
        self.assertEqual(clerk.call("POST", path + "/claim")[0], 200)
        self.assertEqual(clerk.call("POST", path + "/close", {"result": "已上门"})[0], 200)
        closed = clerk.call("GET", f"/cases/{waiting['case']['no']}")[1]
        self.assertEqual((closed["state"], closed["slots"], closed["requester"]), ("closed", shown["slots"], shown["requester"]))
        self.assertEqual(clerk.call("GET", path)[1]["slots"], shown["slots"])
        self.assertEqual(Clerk(self.gateway, "wangwu").call("GET", f"/cases/{waiting['case']['no']}")[0], 404)

    def test_a_complaint_never_reaches_the_town_it_is_about(self):
        self.gateway.add_clerk("town", area="130224102")
        self.gateway.add_clerk("county", role="county", area="130224")
        self.tell("人工", "问个事", "长凝")
        town, above = Clerk(self.gateway, "town"), Clerk(self.gateway, "county")
        (known,) = town.inbox("unclaimed")
        status, _ = town.call("POST", f"/conversations/{known['id']}/claim")
        self.assertEqual(status, 200)
        status, _ = town.call("POST", f"/conversations/{known['id']}/close", {"result": "已答复"})
        self.assertEqual(status, 200)
        self.wait_for_farewell(1)
        self.tell("低保需要啥材料")
        shown = lambda: town.call("GET", f"/cases/{known['case']['no']}")[1]["shown"]
        self.assertEqual([topic["topic"] for topic in shown()], ["dibao.materials"])
        last = self.tell("投诉", "态度不好", "长凝镇窗口", "去了三回都不理人", "要", "1")
        self.assertIn("已交县民政局", last)
        (waiting,) = above.inbox("unclaimed")
        self.assertEqual((waiting["case"]["kind"], waiting["area"]), ("complaint", None))
        self.assertEqual(town.inbox("all"), [])
        for path in (f"/conversations/{waiting['id']}", f"/conversations/{waiting['id']}/messages", f"/cases/{waiting['case']['no']}"):
            self.assertEqual(town.call("GET", path)[0], 404, path)
        self.assertEqual(shown(), [])
        # Nor later, when the same person names that town again: the conversation holds both.
        above.call("POST", f"/conversations/{waiting['id']}/claim")
        above.call("POST", f"/conversations/{waiting['id']}/close", {"result": "已答复"})
        self.wait_for_farewell(2)
        self.tell("人工", "再问个事")
        until(lambda: above.inbox("unclaimed"), "the county to have it")
        self.assertEqual(town.inbox("all"), [])

    def test_a_grade_is_kept_once_and_a_new_one_replaces_it(self):
        self.tell("评价", "2")
        self.gateway.sms("2", RESIDENT, id=str(self.told))
        self.tell("评价", "3")
        self.assertEqual(rows(self.gateway, "SELECT grade, replaces FROM ratings ORDER BY at"), [("good", 0), ("fair", 1)])
