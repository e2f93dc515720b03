"""What another office decides: the answer says whose it is and offers to pass it on, and a clerk gets it."""

import unittest

from tests.support.gateway import Clerk, until
from tests.support.sms_talk import SmsTalk
from tests.support.wire import rows

QUESTION = "住院报销比例是多少"
OFFICE = "县医疗保障局"


class Redirect(SmsTalk):
    def test_it_is_told_whose_it_is_and_passed_on_to_a_clerk(self):
        told = self.tell(QUESTION)
        self.assertIn(f"归{OFFICE}管，要帮您转吗？\n1帮我转", told)
        self.assertIn(f"帮您转{OFFICE}", self.tell("好的"))
        told = self.tell("倴城镇")
        self.assertRegex(told, f"号码 \\S+，工作人员帮您转{OFFICE}")
        self.gateway.add_clerk("zhangsan", role="county", area="130224")
        (waiting,) = Clerk(self.gateway, "zhangsan").inbox("unclaimed")
        self.assertIn(f"请转{OFFICE}：", str(waiting))
        metrics = self.gateway.admin("/metrics")[2]
        self.assertIn('yimen_look_ups_total{outcome="redirect"} 1\n', metrics)
        self.assertIn('yimen_look_ups_total{outcome="answer"} 0\n', metrics)
        self.assertIn('yimen_handover_total{reason="redirect"} 1\n', metrics)
        # The answer was right: it is nothing to learn from.
        self.assertEqual(rows(self.gateway, "SELECT text FROM open_questions"), [])

    def test_whoever_goes_there_alone_is_told_where(self):
        self.tell(QUESTION)
        self.assertIn("医保窗口", self.tell("去哪办"))
        self.assertIn("依据：《中华人民共和国社会保险法》", self.tell("依据"))
        self.assertEqual(rows(self.gateway, "SELECT 1 FROM cases"), [])


if __name__ == "__main__":
    unittest.main()
