"""`yimen simulate`: a newcomer tries a channel without an account, and providers misbehave as the real ones do."""

import os
import signal
import types
import unittest

from tests.support.gateway import Clerk, Gateway, free_port, until
from tests.support.simulated import Everything, Simulated
from tests.support.wire import rows


class Base(unittest.TestCase):
    def start(self, channel, **more):
        gateway = Gateway(types.SimpleNamespace(port=free_port()), **more).__enter__()
        self.addCleanup(gateway.__exit__)
        provider = Simulated(gateway, channel)
        provider.saw("模拟服务商在")
        self.addCleanup(provider.process.kill)
        self.addCleanup(provider.end)
        return gateway, provider

    def states(self, gateway):
        return [state for (state,) in rows(gateway, "SELECT state FROM outbox ORDER BY id")]


class Sms(Base):
    def test_a_newcomer_asks_and_is_answered_and_the_receipts_come(self):
        gateway, phone = self.start("sms")
        phone.type("低保需要啥材料")
        phone.saw("户口本")
        until(lambda: set(self.states(gateway)) == {"delivered"}, "the receipts")
        phone.type("/from 13800000009")
        phone.type("菜单")
        phone.saw("13800000009 收到短信")
        phone.type("/nonsense")
        phone.saw("/receipts")
        self.assertEqual(phone.end(), 0)

    def test_receipts_late_doubled_or_in_the_wrong_order_end_where_they_should(self):
        for how, state in (("doubled", "delivered"), ("reversed", "delivered"), ("late", "delivered"), ("failed", "failed")):
            with self.subTest(how):
                gateway, phone = self.start("sms")
                phone.type(f"/receipts {how}")
                phone.type("菜单")
                if how == "late":
                    until(lambda: self.states(gateway) and set(self.states(gateway)) == {"sent"}, "the message to leave")
                    phone.type("/later 1")
                phone.saw("回执：网关答 200", 4 if how == "doubled" else 2)
                self.assertEqual(set(self.states(gateway)), {state})

    def test_a_storm_passes_and_the_message_comes_once(self):
        gateway, phone = self.start("sms")
        phone.type("/trouble storm 2")
        phone.type("菜单")
        phone.saw("收到短信")
        until(lambda: set(self.states(gateway)) == {"delivered"}, "the receipt")
        self.assertEqual(len([x for x in phone.lines if "收到短信" in x]), 1)

    def test_an_answer_one_byte_a_second_is_no_answer(self):
        gateway, phone = self.start("sms")
        phone.type("/receipts failed")
        phone.type("/trouble drip")
        phone.type("菜单")
        until(lambda: set(self.states(gateway)) <= {"unknown", "failed"} and self.states(gateway), "the deadline")
        phone.saw("回执：网关答 200", 2)
        self.assertEqual(self.states(gateway), ["failed"])
        self.assertEqual(len([x for x in phone.lines if "收到短信" in x]), 1)

    def test_a_page_in_the_answer_leaves_it_unknown(self):
        gateway, phone = self.start("sms")
        phone.type("/trouble page")
        phone.type("菜单")
        until(lambda: self.states(gateway) == ["unknown"], "the doubt")

    def test_it_stands_only_on_this_machine(self):
        gateway, phone = self.start("sms")
        wrong = gateway.run("simulate", "nobody")
        self.assertEqual(wrong.returncode, 1)
        self.assertIn("nobody", wrong.stderr)
        self.assertEqual(gateway.run("simulate", "web").returncode, 1)
        self.assertEqual(gateway.run("simulate", "sms").returncode, 75)  # the address is taken


class Wechat(Base):
    def clerk_of(self, gateway, account):
        gateway.add_clerk("zhangsan")
        for text in ("人工", "残疾补贴没到账", "倴城镇"):
            account.type(text)
        clerk = Clerk(gateway, "zhangsan")
        (waiting,) = until(lambda: clerk.inbox("unclaimed"), "the case")
        return clerk, f"/conversations/{waiting['id']}/messages"

    def test_a_follower_asks_and_is_answered_in_each_mode(self):
        for mode in ("plain", "safe"):
            with self.subTest(mode):
                gateway, account = self.start("wechat", wechat_mode=mode)
                account.type("低保需要啥材料")
                account.saw("户口本")
                self.assertEqual([x for x in account.lines if "投递" in x], [])

    def test_what_is_cut_after_five_seconds_is_posted_again_and_answered_once(self):
        gateway, account = self.start("wechat")
        os.kill(gateway.process.pid, signal.SIGSTOP)
        try:
            account.type("低保需要啥材料")
            account.saw("第1次投递没有得到回答")
        finally:
            os.kill(gateway.process.pid, signal.SIGCONT)
        account.saw("户口本")
        self.assertEqual(len([x for x in account.lines if "收到微信" in x]), 1)
        said = rows(gateway, "SELECT COUNT(*) FROM messages WHERE author = 'resident'")
        self.assertEqual(said, [(1,)])

    def test_each_trouble_ends_as_it_should(self):
        gateway, account = self.start("wechat", wechat_mode="plain")
        clerk, path = self.clerk_of(gateway, account)
        for trouble, state in (("stale_token", "sent"), ("busy", "sent"), ("page", "unknown"), ("closed", "failed"), ("used_up", "failed"), ("none", "sent")):
            with self.subTest(trouble):
                account.type(f"/trouble {trouble}")
                account.saw(f"：{trouble}")
                account.type("你好")  # the follower writes: five more may be sent
                until(lambda: clerk.call("GET", path.replace("messages", "allowance"))[1]["left"] == 5, "his message")
                sent = clerk.call("POST", path, {"text": f"马上给您查{trouble}"})[1]
                until(lambda: self.status(clerk, path, sent["seq"]) == state, state)
                seen = len([x for x in account.lines if x.endswith(f"马上给您查{trouble}")])
                self.assertEqual(seen, 1 if state == "sent" else 0)

    def status(self, clerk, path, seq):
        return next(m["status"] for m in clerk.call("GET", path)[1]["items"] if m["seq"] == seq)


class Troubles(unittest.TestCase):
    """What each provider refuses in its own words ends as it should: (channel, trouble, state, code, opted out)."""

    TABLE = [
        ("aliyun", "limited", "ready", "isv.BUSINESS_LIMIT_CONTROL", 0),
        ("aliyun", "opted_out", "failed", "MBBLACK", 1),
        ("aliyun", "refuse", "failed", "isv.MOBILE_NUMBER_ILLEGAL", 0),
        ("tencent", "limited", "ready", "LimitExceeded.PhoneNumberThirtySecondLimit", 0),
        ("tencent", "opted_out", "failed", "FailedOperation.PhoneNumberInBlacklist", 1),
        ("twilio", "opted_out", "failed", "21610", 1),
        ("twilio", "page", "unknown", "http 200 without a sid", 0),
        ("hotline", "refuse", "failed", "http 410", 0),
        ("kf", "closed", "failed", "95002", 0),
        ("kf", "used_up", "failed", "95001", 0),
        ("kf", "refuse", "failed", "40096", 0),
        ("kf", "stale_token", "sent", "", 0),
        ("ding", "refuse", "failed", "310000", 0),
        ("ding", "closed", "sent", "", 0),
        ("ding", "closed stale_token", "sent", "", 0),
    ]

    def test_each_ends_as_it_should(self):
        gateway = Everything("none")
        self.addCleanup(gateway.__exit__)
        gateway.start()
        providers = {}
        for number, (name, trouble, state, code, opted_out) in enumerate(self.TABLE):
            with self.subTest(channel=name, trouble=trouble):
                if name not in providers:
                    providers[name] = Simulated(gateway, name)
                    self.addCleanup(providers[name].end)
                person = f"+861380000{number:04}" if name in ("aliyun", "tencent", "twilio", "hotline") else f"person{number:04}"
                providers[name].ask(f"/from {person}", "现在说话的是")
                for one in trouble.split():
                    providers[name].ask(f"/trouble {one}", "接下来1次")
                providers[name].type("菜单")
                kept = lambda: rows(gateway, "SELECT state, code FROM outbox WHERE channel = ? AND recipient = ? ORDER BY id", name, person)
                until(lambda: kept()[:1] == [(state, code)], f"{state} {code} of {name}")
                # Who is let be for an hour keeps the rest of his answer waiting; nobody else's may meet the next trouble.
                waiting = {"sending"} if trouble == "limited" else {"sending", "ready"}
                answers = lambda: rows(gateway, "SELECT count(DISTINCT message_id) FROM outbox WHERE channel = ? AND recipient = ?", name, person)[0][0]
                until(lambda: answers() == (2 if name == "kf" else 1), "the welcome and the answer")
                until(lambda: not waiting & {state for state, _ in kept()}, "the rest of the answer")
                stopped = lambda: rows(gateway, "SELECT opted_out FROM contacts WHERE channel = ? AND sender = ?", name, person)
                self.assertEqual(stopped(), [(opted_out,)])


class Impatience(unittest.TestCase):
    def test_who_waits_five_seconds_posts_it_again_and_is_answered_once(self):
        gateway = Everything("none")
        self.addCleanup(gateway.__exit__)
        gateway.start()
        providers = {name: Simulated(gateway, name) for name in ("wechat", "wecom", "kf")}
        for provider in providers.values():
            self.addCleanup(provider.end)
            provider.saw("模拟服务商在")
        os.kill(gateway.process.pid, signal.SIGSTOP)
        try:
            for provider in providers.values():
                provider.type("低保需要啥材料")
            for provider in providers.values():
                provider.saw("第1次投递没有得到回答")
        finally:
            os.kill(gateway.process.pid, signal.SIGCONT)
        for name, provider in providers.items():
            with self.subTest(name):
                provider.saw("户口本")
                said = rows(
                    gateway,
                    "SELECT count(*) FROM messages m JOIN conversations v ON v.id = m.conversation_id JOIN contacts c ON c.id = v.contact_id "
                    "WHERE c.channel = ? AND m.author = 'resident' AND m.text = '低保需要啥材料'",
                    name,
                )
                self.assertEqual(said, [(1,)])
                self.assertEqual(len([line for line in provider.lines if "户口本" in line]), 1)


class Cards(unittest.TestCase):
    """A WeCom member is asked with buttons."""

    def setUp(self):
        self.gateway = Everything("none")
        self.addCleanup(self.gateway.__exit__)
        self.gateway.start()
        self.member = Simulated(self.gateway, "wecom")
        self.addCleanup(self.member.end)
        self.member.saw("模拟服务商在")

    def heard(self):
        return [text for (text,) in rows(self.gateway, "SELECT text FROM messages WHERE author = 'resident' ORDER BY id")]

    def press(self, what):
        self.member.ask(f"/press {what}", "好")

    def card(self, times=1):
        self.member.saw("收到卡片", times)

    def test_a_pressed_button_is_the_answer_and_shows_on_the_card(self):
        self.member.type("菜单")
        self.card()
        self.assertTrue(any("［1 查政策］［2 查办理进度］" in line and "［0 找工作人员］" in line for line in self.member.lines))
        self.press("2")
        self.member.saw("受理编号")
        self.member.saw("居民看到卡片上变成：已选：查办理进度")
        self.assertEqual(self.heard(), ["菜单", "2"])
        # Before the card had changed he pressed again, something else.
        self.press("1")
        self.assertEqual(self.heard(), ["菜单", "2"])
        until(lambda: rows(self.gateway, "SELECT state FROM outbox") == [("sent",)], "the card's number")

    def test_an_old_card_says_what_is_on_it_and_a_person_is_always_one_digit_away(self):
        self.member.type("菜单")
        self.card()
        self.member.type("查进度")
        self.member.saw("受理编号")
        self.press("1")  # a number, where one is asked for
        self.assertEqual(self.heard(), ["菜单", "查进度", "查政策"])
        self.member.type("0")
        until(lambda: rows(self.gateway, "SELECT count(*) FROM messages WHERE author = 'bot'") == [(4,)], "an answer")
        self.member.type("/from LiSi")
        self.member.type("菜单")
        self.card(2)
        self.press("0")
        until(lambda: self.heard()[-1] == "0", "the button")

    def test_a_refused_card_is_said_in_words_once(self):
        self.member.ask("/trouble no_cards", "接下来1次")
        self.member.type("菜单")
        self.member.saw("收到企业微信")
        self.member.saw("2查办理进度")
        until(lambda: rows(self.gateway, "SELECT state, attempts FROM outbox") == [("sent", 1)], "the part")
        self.assertFalse(any("收到卡片" in line for line in self.member.lines))
        self.member.type("2")
        self.member.saw("受理编号")
        self.assertEqual(len([line for line in self.member.lines if "2查办理进度" in line]), 1)


class Servicers(unittest.TestCase):
    """Who serves a customer in Tencent's own client, and who does not."""

    def setUp(self):
        self.gateway = Everything("none")
        self.addCleanup(self.gateway.__exit__)
        self.gateway.start()
        self.account = Simulated(self.gateway, "kf")
        self.addCleanup(self.account.end)
        self.account.saw("模拟服务商在")
        self.gateway.add_clerk("zhangsan", role="town_head")
        for said, text in enumerate(("人工", "残疾补贴没到账。", "倴城镇"), 2):  # the welcome is the first
            self.account.type(text)
            until(lambda said=said: self.said() >= said, f"an answer to {text}")
        until(lambda: rows(self.gateway, "SELECT count(*) FROM cases") == [(1,)], "a case")
        until(lambda: not {"ready", "sending"} & {state for state, in rows(self.gateway, "SELECT state FROM outbox")}, "the answers to leave")
        ((self.conversation,),) = rows(self.gateway, "SELECT conversation_id FROM cases")
        self.clerk = Clerk(self.gateway, "zhangsan")

    def said(self):
        return rows(self.gateway, "SELECT count(*) FROM messages WHERE author = 'bot'")[0][0]

    def write(self, text):
        self.assertEqual(self.clerk.call("POST", f"/conversations/{self.conversation}/messages", {"text": text})[0], 201)

    def last_part(self):
        return rows(self.gateway, "SELECT state, code FROM outbox ORDER BY id DESC LIMIT 1")[0]

    def notes(self):
        return [text for text, in rows(self.gateway, "SELECT text FROM messages WHERE author = 'note'")]

    def test_a_talk_that_is_over_is_taken_up_again_and_nobody_is_bothered(self):
        self.account.ask("/state 4", "好")
        self.write("材料齐了")
        self.account.saw("收到微信：材料齐了")
        until(lambda: self.last_part() == ("sent", ""), "the part")
        self.assertEqual(self.notes(), [])
        log = self.gateway.admin("/channels/kf/log")[2]
        self.assertIn("service_state/get", log)
        self.assertIn("service_state/trans", log)

    def test_who_has_a_servicer_is_left_to_him_and_the_clerk_is_told(self):
        for state, why in ((2, "95018: waits for a servicer"), (3, "95018: with a servicer")):
            with self.subTest(state=state):
                self.account.ask(f"/state {state}", "好")
                self.write(f"材料齐了{state}")
                until(lambda: self.last_part() == ("failed", why), "the refusal")
                until(lambda: any("别的接待人员正在微信客服里接待他" in note for note in self.notes()), "a note in the case")
        self.assertFalse(any("材料齐了" in text for text in self.account.lines))
        self.assertNotIn("service_state/trans", self.gateway.admin("/channels/kf/log")[2])


class Batches(unittest.TestCase):
    def test_what_a_cloud_posts_at_once_is_answered_to_each(self):
        gateway = Everything("none")
        self.addCleanup(gateway.__exit__)
        gateway.start()
        phones = Simulated(gateway, "aliyun")
        self.addCleanup(phones.end)
        phones.saw("模拟服务商在")
        phones.ask("/trouble credentials 9", "接下来9次")
        phones.type("/batch 13800000071 菜单 | nobody 菜单 | 13800000072 低保需要啥材料")
        until(lambda: "SignatureDoesNotMatch" in gateway.admin("/readyz")[2], "a key that is not known")
        self.assertIn('yimen_ingress_total{channel="aliyun",result="skipped"} 1', gateway.admin("/metrics")[2])
        heard = lambda: set(rows(gateway, "SELECT c.sender, m.text FROM messages m JOIN conversations v ON v.id = m.conversation_id JOIN contacts c ON c.id = v.contact_id WHERE m.author = 'resident'"))
        until(lambda: heard() == {("+8613800000071", "菜单"), ("+8613800000072", "低保需要啥材料")}, "both")
        self.assertEqual(rows(gateway, "SELECT count(*) FROM outbox WHERE state IN ('failed', 'unknown')"), [(0,)])


class Twiml(unittest.TestCase):
    def test_answers_ride_in_the_reply_where_that_is_wanted(self):
        gateway = Everything("none")
        self.addCleanup(gateway.__exit__)
        text = gateway.config.read_text(encoding="utf-8")
        gateway.config.write_text(text.replace("    type: twilio\n", "    type: twilio\n    twiml: true\n"), encoding="utf-8")
        gateway.start()
        provider = Simulated(gateway, "twilio")
        self.addCleanup(provider.end)
        provider.saw("模拟服务商在")
        provider.type("低保需要啥材料")
        provider.saw("户口本")
        self.assertEqual(rows(gateway, "SELECT count(*) FROM outbox WHERE channel = 'twilio'"), [(0,)], "nothing is sent beside it")


class Files(unittest.TestCase):
    def test_what_is_sent_beside_words_is_fetched_wherever_it_comes_from(self):
        gateway = Everything("none")
        self.addCleanup(gateway.__exit__)
        gateway.start()
        types = {"image": "image/jpeg", "voice": "audio/amr", "video": "video/mp4"}
        wanted = {(name, kind, "kept", "", of) for name in ("wechat", "kf", "wecom") for kind, of in types.items()}
        for name in ("wechat", "kf", "wecom"):
            provider = Simulated(gateway, name)
            self.addCleanup(provider.end)
            provider.saw("模拟服务商在")
            for kind in types:
                provider.type(f"/send {kind}")
            provider.type("/send gone")
            wanted.add((name, "image", "failed", "gone", ""))
        kept = lambda: set(rows(gateway, "SELECT channel, kind, state, code, type FROM media"))
        until(lambda: kept() == wanted, "all of them")

    def test_another_system_tells_of_files_places_and_subscriptions(self):
        gateway = Everything("none")
        self.addCleanup(gateway.__exit__)
        gateway.start()
        hotline = Simulated(gateway, "hotline")
        self.addCleanup(hotline.end)
        hotline.saw("模拟服务商在")
        hotline.type("/send image 户口本")
        hotline.type("/send voice")
        hotline.type("/send file")
        files = lambda: set(rows(gateway, "SELECT kind, state, code FROM media WHERE channel = 'hotline'"))
        wanted = {("image", "kept", ""), ("voice", "kept", ""), ("file", "kept", "")}
        # The next fetch goes astray, whosever it is: these must be over.
        until(lambda: files() == wanted, lambda: f"the files: {files()}")
        hotline.type("/trouble astray")
        hotline.type("/send video")
        wanted.add(("video", "failed", "not_allowed"))
        until(lambda: files() == wanted, lambda: f"the video: {files()}")
        hotline.type("/place 39.5 118.7 倴城镇北街")
        until(lambda: rows(gateway, "SELECT text FROM messages WHERE kind = 'location'") == [("倴城镇北街（39.5,118.7）",)], "the place")
        opted_out = lambda: rows(gateway, "SELECT opted_out FROM contacts WHERE channel = 'hotline'")
        hotline.type("/event stop")
        until(lambda: opted_out() == [(1,)], "the end of a subscription")
        hotline.type("/event start")
        until(lambda: opted_out() == [(0,)], "its return")
        before = rows(gateway, "SELECT count(*) FROM messages")
        hotline.ask("/event pause", "没有得到回答（400）")
        self.assertEqual(rows(gateway, "SELECT count(*) FROM messages"), before)


if __name__ == "__main__":
    unittest.main()
