"""A resident asks, a relative checks, a clerk answers: the main job through its real doors."""

import concurrent.futures
import shutil
import unittest

from tests.support import wechat
from tests.support.gateway import ROOT, Clerk, Gateway, Provider, until
from tests.support.page import Page

APPLICATIONS = """receipt_no,item,name,id_no,phone,area,stage,stage_text,updated_on,supplement,external_no
,高龄津贴,演示甲,{id},13800000001,130224100,county_review,县里审核中,2026-11-20,,EXT-1
"""


def demo_id():
    """An ID card number of nobody: a birthday in 1900 and a right check character."""
    body = "13022419000101001"
    weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
    return body + "10X98765432"[sum(int(d) * w for d, w in zip(body, weights)) % 11]


class Answers(unittest.TestCase):
    def test_wechat_safe_mode_gets_the_materials_of_the_minimum_allowance(self):
        with Gateway() as gateway:
            target, body = wechat.safe_call(wechat.text_message("低保需要啥材料"))
            status, headers, answer = gateway.request("POST", target, body, {"Content-Type": "text/xml"})
            self.assertEqual(status, 200)
            text = wechat.reply_text(answer)
            self.assertIn("户口本", text)
            self.assertIn("申请书", text)

    def test_the_same_wechat_message_from_eight_connections_is_one_turn_with_equal_answers(self):
        with Gateway() as gateway:
            target, body = wechat.safe_call(wechat.text_message("低保需要啥材料", id="8001"))
            with concurrent.futures.ThreadPoolExecutor(8) as pool:
                answers = list(pool.map(lambda _: gateway.request("POST", target, body, {"Content-Type": "text/xml"}), range(8)))
            self.assertEqual({status for status, _, _ in answers}, {200})
            self.assertEqual(len({answer for _, _, answer in answers}), 1)
            metrics = gateway.admin("/metrics")[2]
            self.assertIn('yimen_turns_total{outcome="bot"} 1\n', metrics)
            self.assertIn('yimen_dup_total{channel="wechat"} 7', metrics)

    def test_kannel_sms_is_acknowledged_empty_and_answered_by_sendsms(self):
        with Provider() as provider, Gateway(provider) as gateway:
            status, _, body = gateway.sms("８０岁老人有补贴吗")
            self.assertEqual((status, body), (200, ""))
            texts = until(lambda: provider.texts(), "an SMS")
            self.assertTrue(texts[0].startswith("【滦南民政】"))
            self.assertIn("高龄津贴", texts[0])
            status, _, body = gateway.sms("８０岁老人有补贴吗")
            self.assertEqual((status, body), (200, ""))
            gateway.sms("谢谢", id="2")
            until(lambda: len(provider.texts()) > 1, "the next answer")
            self.assertEqual(len([t for t in provider.texts() if "高龄津贴" in t]), 1)

    def test_web_chat_shows_how_an_application_stands_to_who_proves_it(self):
        with Gateway() as gateway:
            table = gateway.folder / "applications.csv"
            number = demo_id()
            table.write_text(APPLICATIONS.format(id=number), encoding="utf-8")
            taken = gateway.run("import", "applications", str(table))
            self.assertEqual(taken.returncode, 0, taken.stderr)
            self.assertIn("1 added", taken.stdout)
            receipt = gateway_receipt(gateway)
            page = Page(gateway)
            page.ask("查进度")
            page.ask(receipt)
            shown = page.ask(number[-4:])
            self.assertIn("县里审核中", shown)
            self.assertNotIn("演示甲", shown)
            for secret in (number, number[-4:] + " ", "演示甲"):
                self.assertNotIn(secret, gateway.said())


def gateway_receipt(gateway):
    import sqlite3

    with sqlite3.connect(f"file:{gateway.folder}/var/yimen.db?mode=ro", uri=True) as database:
        return database.execute("SELECT receipt_no FROM applications").fetchone()[0]


class People(unittest.TestCase):
    def ask_for_a_person(self, say):
        say("人工")
        say("我家房子漏雨")
        say("倴城镇")

    def test_a_clerk_answers_a_web_chat_and_the_resident_reads_it(self):
        with Gateway() as gateway:
            gateway.add_clerk("zhangsan", display_name="张三")
            page = Page(gateway)
            self.ask_for_a_person(page.ask)
            clerk = Clerk(gateway, "zhangsan")
            (waiting,) = clerk.inbox("unclaimed")
            self.assertEqual(waiting["control"], "queued")
            self.assertIn("漏雨", waiting["case"]["summary"] + waiting["last_message"]["text"] + str(waiting))
            status, claimed = clerk.call("POST", f"/conversations/{waiting['id']}/claim")
            self.assertEqual((status, claimed["control"]), (200, "human"))
            status, message = clerk.call("POST", f"/conversations/{waiting['id']}/messages", {"text": "明天上午到村里看"})
            self.assertEqual(status, 201, message)
            answer = page.wait(lambda f: f["type"] == "msg" and f["author"] == "clerk")
            self.assertEqual(answer["text"], "明天上午到村里看")
            self.assertEqual(answer["name"], "张三")
            # While a clerk has it the bot keeps silent; handed back, it answers again.
            page.post("好的")
            status, _ = clerk.call("POST", f"/conversations/{waiting['id']}/close", {"result": "已答复"})
            self.assertEqual(status, 200)
            page.wait(lambda frame: "工作人员已处理完" in frame.get("text", ""))
            self.assertIn("直接打字问", page.ask("菜单"))

    def patient(self, gateway):
        """Waits so long for the rest of a message that a slow restart is no end of it."""
        scripts = gateway.folder / "scripts"
        shutil.copytree(ROOT / "dialogs/scripts", scripts)
        bot = scripts / "bot.yaml"
        bot.write_text(bot.read_text(encoding="utf-8").replace("coalesce: 4s", "coalesce: 1m"), encoding="utf-8")
        with gateway.config.open("a", encoding="utf-8") as config:
            config.write(f"scripts: {scripts}\n")
        return gateway

    def test_a_story_in_three_short_messages_is_one_answer_even_across_a_crash(self):
        with Provider() as provider, self.patient(Gateway(provider)) as gateway:
            gateway.sms("人工", id="1")
            until(lambda: len(provider.texts()) == 1, "the question what it is about")
            gateway.sms("我家", id="2")
            gateway.sms("房子", id="3")
            gateway.kill()
            gateway.start()
            gateway.sms("漏雨。", id="4")  # the end of a sentence is not waited after
            until(lambda: len(provider.texts()) == 2, "one answer to all three")
            gateway.sms("倴城镇", id="5")
            gateway.add_clerk("zhangsan")
            (waiting,) = until(lambda: Clerk(gateway, "zhangsan").inbox("unclaimed"), "the case")
            self.assertIn("我家 房子 漏雨", str(waiting).replace("\\n", " "))

    def test_a_danger_after_a_piece_that_is_kept_back_is_answered_before_anything_else(self):
        for pieces in (("我家", "有人喝农药了"), ("我真的不想", "活了")):
            with self.subTest(pieces), Provider() as provider, Gateway(provider) as gateway:
                gateway.sms("人工", id="1")
                until(lambda: len(provider.texts()) == 1, "the question what it is about")
                gateway.sms(pieces[0], id="2")
                gateway.sms(pieces[1], id="3")
                until(lambda: len(provider.texts()) > 1, "the alarm")
                self.assertRegex(provider.texts()[1], "120|110")

    def test_a_short_message_alone_is_answered_when_nothing_follows(self):
        with Provider() as provider, Gateway(provider) as gateway:
            gateway.sms("人工", id="1")
            until(lambda: len(provider.texts()) == 1, "the question what it is about")
            gateway.sms("漏雨", id="2")
            until(lambda: len(provider.texts()) == 2, "an answer")
            self.assertEqual(gateway.sms("漏雨", id="2")[0], 200)

    def test_a_clerks_answer_reaches_a_feature_phone_by_sms(self):
        with Provider() as provider, Gateway(provider) as gateway:
            gateway.add_clerk("zhangsan", display_name="张三")
            for i, text in enumerate(["人工", "低保停了不知道为啥", "倴城镇"]):
                gateway.sms(text, id=f"m{i}")
                until(lambda: len(provider.texts()) == i + 1, "an SMS")
            clerk = Clerk(gateway, "zhangsan")
            (waiting,) = clerk.inbox("unclaimed")
            status, _ = clerk.call("POST", f"/conversations/{waiting['id']}/messages", {"text": "我是张三，马上给您查"})
            self.assertEqual(status, 201)
            until(lambda: any("马上给您查" in text for text in provider.texts()), "the clerk's SMS")

    def test_a_clerks_answer_reaches_wechat_by_customer_service_message(self):
        def answer(path, query, body):
            if path == "/cgi-bin/stable_token":
                return 200, '{"access_token":"T0KEN","expires_in":7200}'
            return 200, '{"errcode":0,"errmsg":"ok"}'

        with Provider(answer) as provider, Gateway(provider) as gateway:
            gateway.add_clerk("zhangsan")
            for i, text in enumerate(["人工", "残疾补贴没到账", "倴城镇"]):
                target, body = wechat.safe_call(wechat.text_message(text, id=f"90{i}"))
                gateway.request("POST", target, body, {"Content-Type": "text/xml"})
            clerk = Clerk(gateway, "zhangsan")
            (waiting,) = clerk.inbox("unclaimed")
            clerk.call("POST", f"/conversations/{waiting['id']}/messages", {"text": "已经在查<好>"})
            until(lambda: [b for p, _, b in provider.calls if p == "/cgi-bin/message/custom/send"], "the message")
            sent = [b for p, _, b in provider.calls if p == "/cgi-bin/message/custom/send"]
            self.assertIn("已经在查<好>", sent[0])

    def test_two_clerks_claim_and_one_wins(self):
        with Gateway() as gateway:
            gateway.add_clerk("zhangsan", display_name="张三")
            gateway.add_clerk("lisi", display_name="李四")
            self.ask_for_a_person(Page(gateway).ask)
            clerks = [Clerk(gateway, "zhangsan"), Clerk(gateway, "lisi")]
            (waiting,) = clerks[0].inbox("unclaimed")
            with concurrent.futures.ThreadPoolExecutor(2) as pool:
                outcomes = list(pool.map(lambda c: c.call("POST", f"/conversations/{waiting['id']}/claim"), clerks))
            self.assertEqual(sorted(status for status, _ in outcomes), [200, 409])
            lost = next(body for status, body in outcomes if status == 409)
            self.assertEqual(lost["error"]["code"], "already_claimed")
            self.assertIn(lost["error"]["details"]["owner"], ("张三", "李四"))

    def test_a_clerk_of_another_town_sees_nothing_of_it(self):
        with Gateway() as gateway:
            gateway.add_clerk("wangwu", area="130224101")
            gateway.add_clerk("zhangsan")
            self.ask_for_a_person(Page(gateway).ask)
            (waiting,) = Clerk(gateway, "zhangsan").inbox("all")
            other = Clerk(gateway, "wangwu")
            self.assertEqual(other.inbox("all"), [])
            for method, path in [("GET", ""), ("GET", "/messages"), ("POST", "/claim")]:
                status, body = other.call(method, f"/conversations/{waiting['id']}{path}")
                self.assertEqual(status, 404, (method, path, body))
            self.assertEqual(other.call("GET", f"/cases/{waiting['case']['no']}")[0], 404)


class Life(unittest.TestCase):
    def test_a_stopped_gateway_drains_and_a_new_one_remembers(self):
        with Gateway() as gateway:
            page = Page(gateway)
            page.ask("低保需要啥材料")
            token = page.welcome["token"]
            self.assertEqual(gateway.stop(), 0)
            gateway.start()
            again = Page(gateway, token=token, last_seq=0)
            replayed = again.wait(lambda f: f["type"] == "msg" and f["author"] == "resident")
            self.assertEqual(replayed["text"], "低保需要啥材料")

    def test_a_message_sent_again_after_a_lost_connection_is_taken_once(self):
        with Gateway() as gateway:
            page = Page(gateway)
            first = page.post("低保需要啥材料", cid="c-1")
            page.close()
            again = Page(gateway, token=page.welcome["token"], last_seq=0)
            self.assertEqual(again.post("低保需要啥材料", cid="c-1"), first)
            self.assertIn('yimen_turns_total{outcome="bot"} 1\n', gateway.admin("/metrics")[2])

    def test_danger_is_answered_at_once_and_a_person_is_called(self):
        with Gateway() as gateway:
            gateway.add_clerk("county", role="county", area="130224")
            answer = Page(gateway).ask("我不想活了，农药就在手边")
            self.assertIn("120", answer)
            self.assertIn("110", answer)
            (urgent,) = Clerk(gateway, "county").inbox("unclaimed")
            self.assertEqual(urgent["case"]["priority"], "urgent")


if __name__ == "__main__":
    unittest.main()
