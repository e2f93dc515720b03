"""A WeChat account as a county uses it: its menu, notices it may send outside a conversation, and what follows when it
sends nothing; against the simulator, which misbehaves when told to."""

import re
import shutil
import sqlite3
import types
import unittest

from tests.support.account import Account
from tests.support.gateway import ROOT, Gateway, Provider, free_port, until
from tests.support.simulated import Simulated
from tests.support.wire import rows

MENU = (
    "menu: [{name: 查政策, click: policy, says: 低保需要啥材料}, {name: 服务, entries: [{name: 办事指南, view: 'https://mz.example/guide'},"
    " {name: 掌上办, miniprogram: wx9, page: pages/index, url: 'https://mz.example'}]}]"
)
NOTICES = (
    "notices: {reply: {way: once, template: TM-REPLY, variables: {thing1: 您问的事有回复了, character_string2: '{case}'}},"
    " progress: {way: template, template: TM-PROGRESS, variables: {thing1: '{item}', phrase2: '{state}', time3: '{time}'}}}"
)
VILLAGE = "130224100901"


class Menu(Account):
    def test_it_is_published_and_its_clicks_are_words(self):
        gateway, account = self.start(MENU)
        dry = gateway.run("menu", "publish", "wechat", "--dry-run")
        self.assertEqual(dry.returncode, 0, dry.stderr)
        self.assertIn('"pagepath":"pages/index"', dry.stdout)
        self.assertIn("dry run", dry.stdout)
        self.assertEqual([x for x in account.lines if "菜单已更新" in x], [])
        self.trouble(account, "stale_token")  # between asking for the token and using it
        done = gateway.run("menu", "publish", "wechat")
        self.assertEqual(done.returncode, 0, done.stderr)
        account.saw("菜单已更新")
        account.type("/click policy")
        account.saw("户口本")
        self.assertIn("menu publish wechat", gateway.run("check").stdout)

    def test_what_wechat_or_the_configuration_refuses_is_said(self):
        gateway, account = self.start(MENU)
        self.trouble(account, "refuse")
        refused = gateway.run("menu", "publish", "wechat")
        self.assertEqual(refused.returncode, 1)
        self.assertIn("50002", refused.stderr)
        self.trouble(account, "busy")
        self.assertEqual(gateway.run("menu", "publish", "wechat").returncode, 75)
        self.assertEqual(gateway.run("menu", "publish", "sms").returncode, 1)
        self.assertEqual(gateway.run("menu", "publish", "nobody").returncode, 1)
        text = gateway.config.read_text(encoding="utf-8")
        gateway.config.write_text(text.replace("name: 查政策", "name: 查政策的地方"), encoding="utf-8")
        wrong = gateway.run("check")
        self.assertEqual(wrong.returncode, 1)
        self.assertRegex(wrong.stderr, r"yimen\.yaml:\d+:\d+: 'name' of a menu entry: has room for 4 Han characters")


class Scenes(Account):
    def test_a_village_is_known_by_its_code_whether_followed_or_scanned(self):
        gateway, account = self.start()
        for command, sender in (("/follow", "o-new"), ("/scan", "o-old")):
            with self.subTest(command):
                account.type(f"/from {sender}")
                account.type(f"{command} {VILLAGE}")
                account.saw(f"{sender} 收到微信")
                areas = rows(gateway, "SELECT v.area FROM conversations v JOIN contacts c ON c.id = v.contact_id WHERE c.sender = ?", sender)
                self.assertEqual(areas, [(VILLAGE,)])
        account.type("/from o-lost")
        account.type("/scan 999999999999")
        account.saw("o-lost 收到微信")
        self.assertEqual(rows(gateway, "SELECT v.area FROM conversations v JOIN contacts c ON c.id = v.contact_id WHERE c.sender = 'o-lost'"), [("",)])


class Chain(Account):
    """WeChat's own words, a filed notice, an SMS, a clerk's call: each once the one before is known to have failed."""

    def leave_number(self, gateway, number):
        with sqlite3.connect(gateway.folder / "var" / "yimen.db", timeout=30) as database:
            (case,) = database.execute("SELECT no FROM cases").fetchone()
            database.execute("INSERT INTO case_slots(case_no, position, label, value) VALUES (?, 90, '联系电话', ?)", (case, number))

    def say(self, clerk, path, account, trouble):
        self.trouble(account, trouble)
        status, sent = clerk.call("POST", path + "/messages", {"text": "马上给您查"})
        self.assertEqual(status, 201, sent)
        return sent["seq"]

    def test_an_answer_too_late_becomes_a_notice_for_who_opted_in(self):
        gateway, account = self.start(NOTICES)
        clerk, path = self.clerk_of(gateway, account)
        account.type("/accept TM-REPLY")
        until(lambda: rows(gateway, "SELECT remaining FROM opt_ins") == [(1,)], "the opt-in")
        self.say(clerk, path, account, "closed")
        account.saw("您问的事有回复了")
        self.assertRegex([x for x in account.lines if "收到服务通知" in x][0], "LN-ZX-")
        until(lambda: self.parts(gateway) == [("wechat", "delivered", "0", 1)], "the receipt")
        self.assertEqual(rows(gateway, "SELECT remaining FROM opt_ins"), [(0,)])
        self.assertTrue([m for m in self.messages(clerk, path) if m["author"] == "system" and "服务通知" in m["text"]])
        # The next one finds no opt-in: nothing is asked of WeChat for it, a clerk calls.
        self.say(clerk, path, account, "used_up")
        until(lambda: [m for m in self.messages(clerk, path) if m["author"] == "note" and "打电话" in m["text"]], "the call")
        self.assertEqual(len(self.parts(gateway)), 1)

    def test_a_refused_notice_becomes_an_sms_and_a_refused_sms_a_call(self):
        answers = [(400, "bad number")]
        with Provider(lambda *_: answers[-1]) as carrier:
            gateway, account = self.start(NOTICES + ", fallback: [sms]", provider=carrier)
            clerk, path = self.clerk_of(gateway, account)
            self.leave_number(gateway, "13800000055")
            account.type("/accept TM-REPLY")
            until(lambda: rows(gateway, "SELECT remaining FROM opt_ins") == [(1,)], "the opt-in")
            self.trouble(account, "closed")
            self.trouble(account, "not_subscribed")
            clerk.call("POST", path + "/messages", {"text": "马上给您查"})
            until(lambda: [m for m in self.messages(clerk, path) if m["author"] == "note" and "打电话" in m["text"]], "the call")
            self.assertEqual(self.parts(gateway), [("wechat", "failed", "43101", 1), ("sms", "failed", "http 400", 2)])
            self.assertEqual(len(carrier.texts("13800000055")), 1)
            self.assertNotIn("马上给您查", carrier.texts("13800000055")[0])
            number = rows(gateway, "SELECT case_no FROM conversations WHERE case_no IS NOT NULL AND case_no <> ''")[0][0]
            actions = [step["action"] for step in clerk.call("GET", f"/cases/{number}")[1]["timeline"]]
            self.assertEqual(actions[-3:], ["noticed", "reminded_by_sms", "call_wanted"])

    def test_what_nobody_knows_is_followed_by_nothing(self):
        gateway, account = self.start(NOTICES)
        clerk, path = self.clerk_of(gateway, account)
        account.type("/accept TM-REPLY")
        until(lambda: rows(gateway, "SELECT remaining FROM opt_ins") == [(1,)], "the opt-in")
        seq = self.say(clerk, path, account, "page")
        until(lambda: self.status(clerk, path, seq) == "unknown", "the doubt")
        self.say(clerk, path, account, "closed")
        account.saw("收到服务通知")
        self.assertEqual(len(self.parts(gateway)), 1)

    def test_a_token_that_ends_in_the_middle_is_renewed_and_the_chain_goes_on(self):
        gateway, account = self.start(NOTICES)
        clerk, path = self.clerk_of(gateway, account)
        account.type("/accept TM-REPLY")
        until(lambda: rows(gateway, "SELECT remaining FROM opt_ins") == [(1,)], "the opt-in")
        self.trouble(account, "closed")
        self.trouble(account, "stale_token")
        clerk.call("POST", path + "/messages", {"text": "马上给您查"})
        account.saw("收到服务通知")
        until(lambda: [s for _, s, _, _ in self.parts(gateway)] == ["delivered"], "the receipt")
        self.assertEqual(len([x for x in account.lines if "收到服务通知" in x]), 1)

    def test_who_opts_out_again_is_not_asked_of_wechat(self):
        gateway, account = self.start(NOTICES)
        clerk, path = self.clerk_of(gateway, account)
        for command, left in (("/accept", 1), ("/reject", 0)):
            account.type(f"{command} TM-REPLY")
            until(lambda left=left: rows(gateway, "SELECT remaining FROM opt_ins") == [(left,)], f"{left} opt-ins")
        self.say(clerk, path, account, "closed")
        until(lambda: [m for m in self.messages(clerk, path) if m["author"] == "note" and "打电话" in m["text"]], "the call")
        self.assertEqual(self.parts(gateway), [])

    def test_a_notice_goes_in_its_form_or_is_refused_whole(self):
        gateway, account = self.start(NOTICES)
        clerk, path = self.clerk_of(gateway, account)
        notice = {"text": "您申请的高龄津贴已通过", "kind": "progress", "facts": {"item": "高龄津贴", "state": "审核已经通过"}}
        status, refused = clerk.call("POST", path + "/notices", notice)
        self.assertEqual((status, refused["error"]["code"]), (409, "does_not_fit"))
        self.assertIn("最多5个汉字", refused["error"]["message"])
        self.assertEqual(clerk.call("POST", path + "/notices", {**notice, "facts": {"item": 3}})[0], 400)
        notice["facts"]["state"] = "已通过"
        self.trouble(account, "closed")
        self.assertEqual(clerk.call("POST", path + "/notices", notice)[0], 201)
        account.saw("高龄津贴")
        self.assertRegex([x for x in account.lines if "收到服务通知" in x][0], "已通过.*年.*月.*日")
        until(lambda: [s for _, s, _, _ in self.parts(gateway)] == ["delivered"], "the receipt")


class FiledChain(Account):
    """Where the SMS that follows is a cloud's, which carries filed templates only."""

    CLOUDS = {
        "aliyun": "type: aliyun_sms, access_key_id: LTAI, access_key_secret: s3cret, template_code: SMS_1, variable: answer, "
                  "link_template_code: SMS_2, link_variables: [answer, end], ",
        "tencent": "type: tencent_sms, secret_id: AKID, secret_key: s3cret, sdk_app_id: '1400000001', template_id: '1', link_template_id: '2', ",
    }  # fmt: skip
    URGENT = "洪水要来，请马上带老人和孩子去村东头小学，不要走河边的路，路上听村干部指挥，到了以后向值班人员报平安。"

    def refused_by_wechat(self, cloud):
        common = f"name: cloud, hook_secret: cloud-hook-secret-1, sign_name: 滦南民政, variable_max: 35, api_base: 'http://127.0.0.1:{free_port()}'"
        channels = f"  - {{{self.CLOUDS[cloud]}{common}}}\n"
        gateway, account = self.start(NOTICES + ", fallback: [cloud]", channels=channels)
        phone = Simulated(gateway, "cloud")
        self.addCleanup(phone.end)
        phone.saw("模拟服务商在")
        clerk, path = self.clerk_of(gateway, account)
        with sqlite3.connect(gateway.folder / "var" / "yimen.db", timeout=30) as database:
            (case,) = database.execute("SELECT no FROM cases").fetchone()
            database.execute("INSERT INTO case_slots(case_no, position, label, value) VALUES (?, 90, '联系电话', '13800000055')", (case,))
        return gateway, account, phone, clerk, path

    def test_an_answer_ends_as_one_filed_message_that_does_not_tell_what_it_is(self):
        for cloud in self.CLOUDS:
            with self.subTest(cloud):
                gateway, account, phone, clerk, path = self.refused_by_wechat(cloud)
                account.type("/accept TM-REPLY")
                until(lambda: rows(gateway, "SELECT remaining FROM opt_ins") == [(1,)], "the opt-in")
                self.trouble(account, "closed")
                self.trouble(account, "not_subscribed")
                clerk.call("POST", path + "/messages", {"text": "马上给您查"})
                until(lambda: [one[:2] for one in self.parts(gateway)] == [("wechat", "failed"), ("cloud", "delivered")], "the SMS and its receipt")
                (sms,) = phone.shown("13800000055")
                self.assertTrue(sms.startswith("【滦南民政】"), sms)
                self.assertIn("您在微信公众号问的事有回复了", sms)
                self.assertNotIn("马上给您查", sms)
                self.assertEqual(rows(gateway, "SELECT count(*) FROM pages"), [(0,)])

    def test_what_lives_depend_on_is_told_whole_by_a_link(self):
        for cloud in self.CLOUDS:
            with self.subTest(cloud):
                gateway, account, phone, clerk, path = self.refused_by_wechat(cloud)
                self.trouble(account, "closed")
                urgent = {"text": self.URGENT, "emergency": True, "reason": "防汛"}
                self.assertEqual(clerk.call("POST", path + "/notices", urgent)[0], 201)
                until(lambda: [one[:2] for one in self.parts(gateway)] == [("cloud", "delivered")], "the SMS and its receipt")
                (sms,) = phone.shown("13800000055")
                self.assertTrue(sms.startswith("【滦南民政】洪水要来"), sms)
                ((token,),) = rows(gateway, "SELECT token FROM pages")
                self.assertTrue(sms.endswith(token), sms)
                self.assertIn(self.URGENT, gateway.request("GET", "/a/" + token)[2])

    def test_what_the_cloud_refuses_too_is_called(self):
        gateway, account, phone, clerk, path = self.refused_by_wechat("aliyun")
        self.trouble(account, "closed")
        phone.ask("/trouble refuse", "接下来1次")
        clerk.call("POST", path + "/messages", {"text": "马上给您查"})
        until(lambda: [m for m in self.messages(clerk, path) if m["author"] == "note" and "打电话" in m["text"]], "the call")
        self.assertEqual(self.parts(gateway), [("cloud", "failed", "isv.MOBILE_NUMBER_ILLEGAL", 2)])


class Allowance(Account):
    """Five messages in the 48 hours after he wrote, three in the minute after a scan; what does not go in is said to be missing."""

    def later(self, gateway, account, minutes):
        """So much later, for us and for WeChat."""
        gateway.kill()
        with sqlite3.connect(gateway.folder / "var" / "yimen.db") as database:
            database.execute("PRAGMA wal_autocheckpoint = 0")
            database.execute("UPDATE messages SET at = at - ?", (minutes * 60_000,))
        gateway.start()
        account.type(f"/later {minutes}")

    def left(self, clerk, path):
        return clerk.call("GET", path + "/allowance")[1]["left"]

    def send(self, gateway, clerk, path, text):
        """Gives the state the message ends in."""
        sent = clerk.call("POST", path + "/messages", {"text": text})[1]
        until(lambda: self.status(clerk, path, sent["seq"]) not in ("queued", "kept"), "an outcome")
        ((code,),) = rows(gateway, "SELECT code FROM outbox WHERE message_id = ?", sent["seq"])
        return self.status(clerk, path, sent["seq"]), code

    def test_five_in_48_hours_and_three_in_the_minute_after_a_scan(self):
        gateway, account = self.start()
        clerk, path = self.clerk_of(gateway, account)
        account.type("好的谢谢")
        until(lambda: self.left(clerk, path) == 5, "his message")
        for number in range(5):
            self.assertEqual(self.left(clerk, path), 5 - number)
            self.assertEqual(self.send(gateway, clerk, path, f"第{number}句"), ("sent", ""))
        self.assertEqual((self.left(clerk, path), self.send(gateway, clerk, path, "第五句之后")), (0, ("failed", "45047")))
        account.type(f"/scan {VILLAGE}")
        until(lambda: self.left(clerk, path) == 3, "the scan")
        for number in range(3):
            self.assertEqual(self.send(gateway, clerk, path, f"扫码后{number}"), ("sent", ""))
        self.assertEqual((self.left(clerk, path), self.send(gateway, clerk, path, "扫码后太多")[0]), (0, "failed"))
        account.type("/scan 130224101")  # the same one within a second would be the same event
        until(lambda: self.left(clerk, path) == 3, "another scan")
        self.later(gateway, account, 2)
        self.assertEqual((self.left(clerk, path), self.send(gateway, clerk, path, "一分钟以后")[0]), (0, "failed"))
        account.type("在吗")
        until(lambda: self.left(clerk, path) == 5, "his message")
        self.later(gateway, account, 48 * 60 + 1)
        self.assertEqual((self.left(clerk, path), self.send(gateway, clerk, path, "两天以后")), (0, ("failed", "45015")))
        self.assertEqual(len([x for x in account.lines if re.search(r"(第|扫码后)\d句?$", x)]), 8)

    def test_a_notice_goes_in_its_form_at_once_when_nothing_else_is_left(self):
        gateway, account = self.start(NOTICES)
        clerk, path = self.clerk_of(gateway, account)
        notice = {"text": "您申请的高龄津贴已通过", "kind": "progress", "facts": {"item": "高龄津贴", "state": "已通过"}}
        self.assertEqual(clerk.call("POST", path + "/notices", notice)[0], 201)
        account.saw("您申请的高龄津贴已通过")
        until(lambda: rows(gateway, "SELECT state FROM outbox") == [("sent",)], "our knowing that it went, before we are killed")
        self.later(gateway, account, 48 * 60 + 1)
        self.assertEqual(clerk.call("POST", path + "/notices", notice)[0], 201)
        account.saw("收到服务通知")
        until(lambda: rows(gateway, "SELECT form <> '', stage, state FROM outbox ORDER BY id") == [(0, 0, "sent"), (1, 1, "delivered")], "the receipt")
        self.assertNotIn("45015", gateway.admin("/channels/wechat/log")[2], "WeChat was not asked in vain")

    def test_an_answer_of_more_messages_than_that_says_that_there_is_more(self):
        port = free_port()
        gateway = Gateway(types.SimpleNamespace(port=port), wechat_mode="plain", more="quiet_hours: none")
        self.addCleanup(gateway.__exit__)
        scripts = gateway.folder / "scripts"
        shutil.copytree(ROOT / "dialogs/scripts", scripts)
        main = scripts / "flows/main.yaml"
        sentence = "您好，这里是滦南民政。"
        told = main.read_text(encoding="utf-8")
        self.assertIn(sentence, told)
        # Ten messages of what WeChat takes at most.
        main.write_text(told.replace(sentence, sentence + "".join(f"第{i}条政策说明，请您慢慢看，看不明白就回人工。" for i in range(310)), 1), encoding="utf-8")
        bot = scripts / "bot.yaml"
        bot.write_text(bot.read_text(encoding="utf-8").replace("max_segments: 2,", "max_segments: 0,"), encoding="utf-8")
        with open(gateway.config, "a", encoding="utf-8") as config:
            config.write(f"scripts: {scripts}\n")
        gateway.start()
        account = Simulated(gateway, "wechat")
        self.addCleanup(account.end)
        account.saw("模拟服务商在")
        for line, person, pushes in (("菜单", "o-writes", 5), (f"/follow {VILLAGE}", "o-follows", 3)):
            with self.subTest(line):
                account.ask(f"/from {person}", "现在说话的是")
                account.type(line)
                until(lambda: len(account.shown(person)) == 1 + pushes, "all that WeChat takes")
                shown = account.shown(person)
                self.assertIn("没说完", shown[-1])
                self.assertFalse([text for text in shown[:-1] if "没说完" in text])
                states = "SELECT DISTINCT state FROM outbox WHERE recipient = ?"
                until(lambda: rows(gateway, states, person) == [("sent",)], "all outcomes")
                ((said,),) = rows(gateway, "SELECT m.text FROM messages m JOIN conversations v ON v.id = m.conversation_id JOIN contacts c ON c.id = v.contact_id WHERE c.sender = ? AND m.author = 'bot'", person)
                self.assertIn("第309条", said)  # the clerk sees what he was not told


if __name__ == "__main__":
    unittest.main()
