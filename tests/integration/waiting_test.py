"""Who waits for a person is told when nobody takes the case in time; a clerk who has taken it is left to speak."""

import shutil
import unittest

from tests.support import county
from tests.support.gateway import ROOT, Clerk, Gateway, Provider, until
from tests.support.wire import rows

RESIDENT = "+8613800000002"
LATE = "让您久等了"


class Waiting(unittest.TestCase):
    def setUp(self):
        self.provider = Provider()
        self.provider.__enter__()
        self.addCleanup(self.provider.__exit__)
        self.gateway = county.hours(Gateway(self.provider), are_open=True)
        self.addCleanup(self.gateway.__exit__)

    def start(self, limit):
        """With the product's scripts, but for how long a case may lie."""
        scripts = self.gateway.folder / "scripts"
        shutil.copytree(ROOT / "dialogs/scripts", scripts)
        patterns = scripts / "patterns.yaml"
        patterns.write_text(patterns.read_text(encoding="utf-8").replace("sla: 2h_working", f"sla: {limit}"), encoding="utf-8")
        with self.gateway.config.open("a", encoding="utf-8") as config:
            config.write(f"scripts: {scripts}\n")
        self.gateway.__enter__()

    def ask_for_a_person(self):
        for number, text in enumerate(("人工", "低保停了", "马城")):
            self.assertEqual(self.gateway.sms(text, RESIDENT, id=str(number))[0], 200)
            until(lambda: len(self.provider.texts()) > number, f"an answer to {text}")

    def wakes(self):
        return rows(self.gateway, "SELECT wake_kind FROM sessions WHERE wake_at IS NOT NULL")

    def test_it_is_said_once_that_it_takes_long(self):
        self.start("1s")
        self.ask_for_a_person()
        until(lambda: any(LATE in text for text in self.provider.texts()), "the apology")
        self.assertEqual(self.wakes(), [])
        self.assertEqual(len([text for text in self.provider.texts() if LATE in text]), 1)

    def test_office_hours_are_counted_and_a_clerk_in_time_ends_the_wait(self):
        self.start("2h_working")
        self.gateway.add_clerk("zhangsan", area="130224117")
        self.ask_for_a_person()
        self.assertEqual(self.wakes(), [("sla_working",)])
        clerk = Clerk(self.gateway, "zhangsan")
        (waiting,) = clerk.inbox("unclaimed")
        self.assertEqual(clerk.call("POST", f"/conversations/{waiting['id']}/claim")[0], 200)
        self.assertEqual(clerk.call("POST", f"/conversations/{waiting['id']}/close", {"result": "已答复"})[0], 200)
        until(lambda: any("已处理完" in text for text in self.provider.texts()), "the farewell")
        self.assertFalse(any(LATE in text for text in self.provider.texts()))
