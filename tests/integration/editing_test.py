"""How the county words an article: drafted by one, approved by another, in force from its day on."""

import datetime
import sqlite3
import unittest

from tests.support.gateway import ROOT, Clerk, Gateway, until
from tests.support.page import Page

TOPIC = "dibao.materials"
YAML = (ROOT / f"knowledge/articles/{TOPIC}.yaml").read_text(encoding="utf-8")
NEW_YAML = YAML.replace("1.申请书（不会写可请村协理员帮忙）；", "1.新的申请书，村里有现成的；").replace("办低保一般带：", "办低保要带：")


def day(ahead=0):
    now = datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(hours=8, days=ahead)
    return now.date().isoformat()


class EditingTest(unittest.TestCase):
    def setUp(self):
        self.gateway = Gateway()
        self.addCleanup(self.gateway.__exit__)
        self.gateway.start()
        for name, role in (("anna", "county"), ("bert", "county"), ("root", "admin"), ("town", "town")):
            self.gateway.add_clerk(name, role=role, area="130224100" if role == "town" else "130224")
        self.anna, self.bert = Clerk(self.gateway, "anna"), Clerk(self.gateway, "bert")

    def draft(self, yaml=NEW_YAML, clerk=None, topic=TOPIC, **more):
        return (clerk or self.anna).call("POST", f"/articles/{topic}/versions", {"yaml": yaml, **more})

    def rule(self, action, number=1, clerk=None, topic=TOPIC, **more):
        return (clerk or self.bert).call("POST", f"/articles/{topic}/versions/{number}/{action}", more)

    def version_in_force(self, topic=TOPIC):
        return self.anna.call("GET", f"/articles/{topic}")[1]["in_force"]["version"]

    def answer(self):
        return Page(self.gateway).ask("办低保要带什么材料")

    def test_a_version_is_approved_by_a_second_person_and_then_answers(self):
        status, drafted = self.draft(note="表换了")
        self.assertEqual((status, drafted["version"], drafted["state"], drafted["effective_on"]), (201, 1, "draft", day()))
        self.assertEqual(drafted["drafted_by"]["name"], "anna")
        status, body = self.rule("approve", clerk=self.anna)
        self.assertEqual((status, body["error"]["code"]), (403, "own_draft"))
        self.assertEqual(self.version_in_force(), 0)
        self.assertNotIn("村里有现成的", self.answer())

        self.assertEqual(self.rule("approve")[0], 200)
        until(lambda: self.version_in_force() == 1, "the version in force")
        said = self.answer()
        self.assertIn("村里有现成的", said)
        self.assertIn("本县第1版", said, "the conversation cites it")
        self.assertIn("村里有现成的", self.gateway.request("GET", "/guide/dibao/materials")[2])
        self.assertEqual(self.rule("approve")[0], 409)
        self.assertEqual(self.rule("reject", clerk=self.anna)[0], 409)

        self.assertEqual(self.gateway.stop(), 0)
        self.gateway.start()
        self.assertIn("村里有现成的", self.answer())

    def test_a_version_waits_for_its_day(self):
        self.draft(effective_on=day(1))
        self.assertEqual(self.rule("approve")[0], 200)
        self.draft(NEW_YAML.replace("村里有现成的", "镇里有现成的"), effective_on=day())
        self.assertEqual(self.rule("approve", 2)[0], 200)
        until(lambda: self.version_in_force() == 2, "today's version in force")
        self.assertIn("镇里有现成的", self.answer())

    def test_a_version_that_check_would_refuse_is_refused_with_its_errors(self):
        for yaml, said in (
            (NEW_YAML.replace("review_by: 2027-06-30", "review_by: 2027-13-30"), "YYYY-MM-DD"),
            (NEW_YAML.replace("sms: \"", "sms: \"" + "长" * 120), "at most 118"),
            (NEW_YAML.replace("see: dibao.process", "see: dibao.nothing"), "dibao.nothing"),
            (NEW_YAML.replace(f"id: {TOPIC}", "id: dibao.other"), "the id must stay"),
            ("sms: [", f"{TOPIC}@1:"), ("", "expected a mapping"),
        ):  # fmt: skip
            status, body = self.draft(yaml)
            self.assertEqual((status, body["error"]["code"]), (422, "bad_article"), said)
            self.assertIn(said, body["error"]["details"]["errors"])
        self.assertEqual(self.draft(effective_on=day(-1))[1]["error"]["code"], "past_date")
        self.assertEqual(self.draft(effective_on="morgen")[1]["error"]["code"], "bad_date")
        self.assertEqual(self.draft(topic="..")[0], 422)
        self.assertEqual(self.anna.call("GET", f"/articles/{TOPIC}")[1]["versions"], [])

    def test_it_is_seen_as_each_channel_shows_it(self):
        self.draft()
        status, shown = self.anna.call("GET", f"/articles/{TOPIC}/versions/1/preview")
        self.assertEqual(status, 200, shown)
        self.assertEqual(set(shown), {"sms", "wechat", "wecom", "web"})
        self.assertTrue(shown["sms"]["text"].startswith("办低保要带："))
        self.assertEqual(shown["sms"]["segments"], 2)
        self.assertIn("村里有现成的", shown["web"]["text"])
        self.assertIn("本县第1版", shown["wechat"]["text"])

    def test_a_version_does_not_answer_before_its_article_says_it_is_in_force(self):
        later = NEW_YAML.replace("effective_from: ", f"effective_from: {day(30)} #")
        self.assertEqual(self.draft(later)[0], 201)
        status, body = self.rule("approve")
        self.assertEqual((status, body["error"]["code"]), (422, "not_yet_effective"))
        self.assertEqual(self.draft(later, effective_on=day(30))[0], 201)
        status, body = self.rule("approve", 2)
        self.assertEqual((status, body["effective_on"]), (200, day(30)))
        self.assertEqual(self.version_in_force(), 0)

    def test_a_version_approved_after_its_day_begins_today(self):
        self.draft()
        with sqlite3.connect(self.gateway.folder / "var/yimen.db") as database:
            database.execute("UPDATE article_versions SET effective_on = ?", (day(-3),))
        status, body = self.rule("approve")
        self.assertEqual((status, body["effective_on"]), (200, day()))

    def test_the_next_wording_begins_from_the_one_in_force(self):
        self.draft()
        self.rule("approve")
        until(lambda: self.version_in_force() == 1, "the version in force")
        self.draft(YAML)
        self.assertEqual(self.anna.call("GET", f"/articles/{TOPIC}")[1]["yaml"], NEW_YAML)

    def approve_value(self):
        topic = "elder.allowance"
        text = (ROOT / f"knowledge/articles/{topic}.yaml").read_text(encoding="utf-8")
        yaml = text.replace('"各年龄段金额", value: ""', '"各年龄段金额", value: "每月五十元"')
        self.assertEqual(self.draft(yaml, topic=topic)[0], 201)
        self.assertEqual(self.rule("approve", topic=topic)[0], 200)
        until(lambda: self.version_in_force(topic) == 1, "the value in force")

    def test_a_value_is_told_in_answers_on_pages_and_on_the_command_line(self):
        unfilled = "elder.allowance: local value '各年龄段金额' is not filled in"
        self.assertIn(unfilled, self.gateway.run("check").stdout)
        self.approve_value()
        page = Page(self.gateway)
        self.assertIn("每月五十元", page.ask("高龄津贴怎么领"))
        said = page.ask("多少钱")
        self.assertIn("每月五十元", said)
        self.assertNotIn("公布为准", said)
        self.assertIn("每月五十元", self.gateway.request("GET", "/guide/elder/rules")[2])
        self.assertNotIn(unfilled, self.gateway.run("check").stdout)

    def test_a_version_that_no_longer_fits_is_left_out_alone(self):
        self.approve_value()
        self.draft()
        self.rule("approve")
        until(lambda: self.version_in_force() == 1, "the version in force")
        self.assertEqual(self.gateway.stop(), 0)
        with sqlite3.connect(self.gateway.folder / "var/yimen.db") as database:
            database.execute("UPDATE article_versions SET yaml = 'sms: [' WHERE topic = ?", (TOPIC,))
        done = self.gateway.run("check")
        self.assertEqual(done.returncode, 1)
        self.assertIn(f"{TOPIC}@1:", done.stderr)
        self.gateway.start()
        self.assertEqual(self.version_in_force(), 0)
        self.assertEqual(self.version_in_force("elder.allowance"), 1)
        self.assertIn(f"left out: {TOPIC}@1", self.gateway.admin("/readyz")[2])

    def test_a_rejected_version_never_counts(self):
        self.draft()
        self.assertEqual(self.anna.call("GET", "/articles")[1]["drafts"][0]["topic"], TOPIC)
        status, body = self.rule("reject", note="金额没有依据")
        self.assertEqual((status, body["state"], body["note"]), (200, "rejected", "金额没有依据"))
        self.assertEqual(self.rule("approve")[0], 409)
        self.assertEqual(self.anna.call("GET", "/articles")[1]["drafts"], [])
        self.assertEqual(self.version_in_force(), 0)

    def test_a_new_article_is_found_once_it_is_approved(self):
        yaml = YAML.replace(f"id: {TOPIC}", "id: meal.where").replace("service: 最低生活保障", "service: 老年助餐")
        yaml = yaml.replace('title: "低保：要带什么材料"', 'title: "饺子食堂在哪"').replace("colloquial:", 'colloquial:\n  - "饺子食堂在哪"')
        self.assertEqual(self.draft(yaml, topic="meal.where")[0], 201)
        self.assertEqual(self.rule("approve", topic="meal.where")[0], 200)
        until(lambda: self.gateway.request("GET", "/guide/meal/")[0] == 200, "the new service")
        self.assertEqual(self.anna.call("GET", "/articles/meal.where")[1]["yaml"], yaml)
        for words in ("饺子食堂在哪？", "我想问饺子食堂在哪儿呀"):
            self.assertIn("本县第1版", Page(self.gateway).ask(words), words)

    def test_only_the_county_edits(self):
        town = Clerk(self.gateway, "town")
        self.assertEqual(town.call("GET", "/articles")[0], 403)
        self.assertEqual(self.draft(clerk=town)[0], 403)
        self.draft()
        for action in ("approve", "reject"):
            self.assertEqual(self.rule(action, clerk=town)[0], 403)
        self.assertEqual(town.call("GET", f"/articles/{TOPIC}/versions/1/preview")[0], 403)
        self.assertEqual(self.anna.call("GET", f"/articles/{TOPIC}")[1]["yaml"], YAML)
        self.assertEqual(self.anna.call("GET", f"/articles/{TOPIC}/versions/1")[1]["yaml"], NEW_YAML)
        self.assertEqual(self.anna.call("GET", "/articles/no.such")[0], 404)
        self.assertEqual(self.anna.call("GET", f"/articles/{TOPIC}/versions/9")[0], 404)


if __name__ == "__main__":
    unittest.main()
