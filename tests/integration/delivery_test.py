"""What leaves: retried where nothing was sent, never sent twice where it may have been, and honest about it."""

import json
import sqlite3
import threading
import time
import unittest
import urllib.parse

from tests.support import wechat
from tests.support.gateway import SMS_SECRET, WECHAT_TOKEN, Clerk, Gateway, Provider, until
from tests.support.page import Page
from tests.support.wire import rows

ACCEPTED = (202, "0: Accepted for delivery")
TOKEN = "/cgi-bin/stable_token"
SEND = "/cgi-bin/message/custom/send"


def in_turn(*answers):
    """The given answers one after another, then the last for ever."""
    left = list(answers)
    lock = threading.Lock()

    def answer(path, query, body):
        with lock:
            return left.pop(0) if len(left) > 1 else left[0]

    return answer


def parts(gateway):
    return rows(gateway, "SELECT state, attempts, code FROM outbox ORDER BY id")


def settled(gateway, *states):
    return until(lambda: [state for state, _, _ in parts(gateway)] == list(states), f"parts to be {states}")


class Sms(unittest.TestCase):
    def test_busy_is_tried_again_and_what_may_have_been_sent_is_not(self):
        cases = [
            ("busy", in_turn((503, "busy"), ACCEPTED), "sent", 2),
            ("too many", in_turn((429, "slow"), ACCEPTED), "sent", 2),
            ("a server's fault", in_turn((500, "oops"), ACCEPTED), "unknown", 1),
            ("an answer of somebody else", in_turn((200, "<html>welcome"), ACCEPTED), "unknown", 1),
            ("refused", in_turn((400, "bad number"), ACCEPTED), "failed", 1),
        ]  # fmt: skip
        for what, answer, state, calls in cases:
            with self.subTest(what), Provider(answer) as provider, Gateway(provider) as gateway:
                self.assertEqual(gateway.sms("低保需要啥材料", sender="13800000021")[0], 200)
                settled(gateway, state)
                self.assertEqual(len(provider.calls), calls)
                # Another person's answer passes; the unknown one is still not sent again.
                gateway.sms("菜单", sender="13800000022", id="2")
                settled(gateway, state, "sent")
                self.assertEqual(len(provider.texts("13800000021")), calls)
                self.assertNotIn("13800000021", gateway.said())

    def test_a_provider_that_is_away_is_waited_for(self):
        with Provider() as first:
            port = first.port
            gateway = Gateway(first)
        with gateway:
            gateway.sms("低保需要啥材料")
            until(lambda: parts(gateway) and parts(gateway)[0][1] >= 1, "a first try")
            self.assertEqual(gateway.admin("/readyz")[0], 200)
            with Provider(port=port) as provider:
                settled(gateway, "sent")
                self.assertEqual(len(provider.texts()), 1)

    def test_a_provider_that_never_answers_leaves_it_unknown(self):
        over = threading.Event()

        def answer(path, query, body):
            over.wait(60)
            return ACCEPTED

        with Provider(answer) as provider, Gateway(provider) as gateway:
            try:
                gateway.sms("低保需要啥材料")
                settled(gateway, "unknown")
                self.assertEqual(len(provider.calls), 1)
                self.assertIn('yimen_unknown_sends_total{channel="sms"} 1', gateway.admin("/metrics")[2])
            finally:
                over.set()

    def test_a_persons_messages_keep_their_order_across_a_deferral(self):
        with Provider(in_turn((503, "busy"), ACCEPTED)) as provider, Gateway(provider) as gateway:
            for i, text in enumerate(["低保需要啥材料", "菜单", "退订"]):
                gateway.sms(text, id=f"o{i}")
            settled(gateway, "sent", "sent", "sent")
            texts = provider.texts()
            self.assertEqual(len(texts), 4)
            self.assertEqual(texts[0], texts[1])
            self.assertIn("直接打字问", texts[2])
            self.assertIn("退订", texts[3])

    def test_a_restart_forgets_nothing_and_sends_nothing_twice(self):
        with Provider() as first:
            port = first.port
            gateway = Gateway(first)
        with gateway:
            gateway.sms("低保需要啥材料")
            until(lambda: parts(gateway) and parts(gateway)[0][0] == "ready" and parts(gateway)[0][1] >= 1, "a first try")
            self.assertEqual(gateway.stop(), 0)
            with Provider(port=port) as provider:
                gateway.start()
                settled(gateway, "sent")
                gateway.stop()
                gateway.start()
                gateway.sms("菜单", id="2")
                settled(gateway, "sent", "sent")
                self.assertEqual(len(provider.texts()), 2)

    def test_what_the_bot_had_to_say_is_dropped_when_a_clerk_takes_over(self):
        recovered = threading.Event()
        with Provider(lambda *_: ACCEPTED if recovered.is_set() else (503, "busy")) as provider, Gateway(provider) as gateway:
            gateway.add_clerk("zhangsan")
            for i, text in enumerate(["人工", "房子漏雨。", "倴城镇"]):
                gateway.sms(text, id=f"e{i}")
            until(lambda: parts(gateway)[0][1] >= 1, "a first try")
            answers = len(parts(gateway))
            clerk = Clerk(gateway, "zhangsan")
            (item,) = clerk.inbox("unclaimed")
            path = f"/conversations/{item['id']}"
            self.assertEqual(clerk.call("POST", path + "/claim")[0], 200)
            sent = clerk.call("POST", path + "/messages", {"text": "明天到家里看"})
            self.assertEqual(sent[0], 201, sent)
            # No try that began before the claim is under way any more.
            until(lambda: "sending" not in [state for state, _, _ in parts(gateway)], "the tries to end")
            tried = len(provider.texts())
            recovered.set()
            settled(gateway, *["dropped"] * answers, "sent")
            (said,) = provider.texts()[tried:]
            self.assertIn("明天到家里看", said)

    def test_receipts_only_move_forward_and_only_ours_count(self):
        with Provider() as provider, Gateway(provider) as gateway:
            for person in (1, 2):
                gateway.sms("菜单", sender=f"1380000003{person}", id=f"r{person}")
            settled(gateway, "sent", "sent")
            urls = [query["dlr-url"] for _, query, _ in provider.calls]
            self.assertTrue(all(url.startswith(gateway.base + "/hooks/sms/") and "%d" in url for url in urls))

            def receipt(url, state):
                target = urllib.parse.urlsplit(url.replace("%d", str(state)))
                return gateway.request("GET", f"{target.path}?{target.query}")[0]

            first, second = urls
            other = dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(second).query))["sig"]
            mine = dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(first).query))["sig"]
            self.assertEqual(receipt(first.replace(mine, other), 1), 403)
            self.assertEqual(receipt(first.replace(mine, ""), 1), 403)
            self.assertEqual(receipt(first, 7), 400)
            settled(gateway, "sent", "sent")
            for state in (8, 1, 1, 8, 2, 4):  # handed over, delivered, again, late, a failure after the fact
                self.assertEqual(receipt(first, state), 200)
                self.assertEqual(receipt(second, {1: 2}.get(state, 4)), 200)
            states = {row[0] for row in rows(gateway, "SELECT state FROM outbox")}
            self.assertEqual(states, {"delivered", "failed"})
            self.assertEqual(receipt(first, 1), 200)
            self.assertNotIn("1380000003", gateway.said())

    def test_who_wants_no_more_notices_says_so_and_may_come_back(self):
        with Provider() as provider, Gateway(provider) as gateway:
            for i, (text, wanted, out) in enumerate([("TD", "已退订", 1), ("低保需要啥材料", "户口本", 1), ("恢复", "已恢复", 0), ("怎么退订", "", 0)]):
                gateway.sms(text, id=f"c{i}")
                until(lambda: len(provider.texts()) > i, "an SMS")
                self.assertIn(wanted, provider.texts()[i])
                self.assertEqual(rows(gateway, "SELECT opted_out FROM contacts"), [(out,)], text)


    def test_a_second_word_stops_all_but_answers_to_what_is_written_anew(self):
        with Provider() as provider, Gateway(provider) as gateway:
            said = 0
            for i, (text, wanted, notices, answers) in enumerate([
                ("退订", "再回一次", 0, 1),
                ("td", "除了紧急的事", 0, 0),
                ("低保需要啥材料", "户口本", 0, 1),
                ("全部退订", "除了紧急的事", 0, 0),
                ("恢复", "已恢复", 1, 1),
                ("全部退订", "除了紧急的事", 0, 0),
            ]):  # fmt: skip
                gateway.sms(text, id=f"s{i}")
                said += 1
                until(lambda: len(provider.texts()) == said, "an SMS")
                self.assertIn(wanted, provider.texts()[-1], text)
                self.assertEqual(rows(gateway, "SELECT 1 - opted_out, 1 - answers_stopped FROM contacts"), [(notices, answers)], text)
            changes = rows(gateway, "SELECT detail FROM audit WHERE action = 'consent.changed' ORDER BY seq")
            self.assertEqual(changes[1:3], [("notices off, answers off",), ("notices off, answers on",)])
            # What the bot itself meant to say later is not said; a repeat of the word changes nothing.
            self.assertEqual(gateway.sms("全部退订", id="s5")[0], 200)
            self.assertEqual(len(provider.texts()), said)


class Breaker(unittest.TestCase):
    """A provider that is down is left alone, and nobody else feels it."""

    def test_it_is_called_no_more_and_the_others_go_on(self):
        def answer(path, query, body):
            if path == TOKEN:
                return 200, json.dumps({"access_token": "T", "expires_in": 7200})
            return (200, json.dumps({"errcode": 0})) if path == SEND else (503, "down")

        with Provider(answer) as provider, Gateway(provider, wechat_mode="plain") as gateway:
            for i in range(30):
                gateway.sms("菜单", sender=f"138000001{i:02}", id=f"b{i}")
            until(lambda: 'breaker_state{channel="sms"} 2' in gateway.admin("/metrics")[2], "the breaker")
            status, _, said = gateway.admin("/readyz")
            self.assertEqual(status, 200)
            self.assertIn("channel sms: failing: its provider does not take what it is given: ", said)
            self.assertIn("channel wechat: ok", said)
            calls = len([path for path, _, _ in provider.calls if path == "/cgi-bin/sendsms"])
            self.assertLessEqual(calls, 9)
            self.assertEqual({state for state, _, _ in parts(gateway)}, {"ready"})

            gateway.add_clerk("zhangsan")
            follower = wechat.Follower(gateway)
            for text in ("人工", "残疾补贴没到账", "倴城镇"):
                follower.say(text)
            clerk = Clerk(gateway, "zhangsan")
            waiting = next(c for c in clerk.inbox("unclaimed") if c["channel"] == "wechat")
            clerk.call("POST", f"/conversations/{waiting['id']}/messages", {"text": "马上给您查"})
            until(lambda: [path for path, _, _ in provider.calls if path == SEND], "WeChat's answer")
            self.assertNotIn("13800000100", gateway.said())

    def test_a_channel_goes_no_faster_than_it_may(self):
        with Provider() as provider, Gateway(provider, sms_more="rate: 3/h") as gateway:
            for i in range(8):
                gateway.sms("菜单", sender=f"138000002{i:02}", id=f"f{i}")
            until(lambda: [state for state, _, _ in parts(gateway)].count("sent") == 3, "three to leave")
            gateway.sms("菜单", sender="13800000299", id="last")
            self.assertEqual(len(provider.calls), 3)

    def test_a_name_that_leads_into_our_own_network_is_not_called(self):
        with Provider() as provider, Gateway(provider) as gateway:
            gateway.stop()
            named = gateway.config.read_text(encoding="utf-8").replace(f"127.0.0.1:{provider.port}/cgi-bin", f"localhost:{provider.port}/cgi-bin")
            gateway.config.write_text(named, encoding="utf-8")
            gateway.start()
            gateway.sms("菜单")
            until(lambda: [code for _, _, code in parts(gateway)] == ["not_allowed"], "the refusal")
            self.assertEqual(provider.calls, [])
            gateway.stop()
            gateway.config.write_text(named.replace("type: kannel", "type: kannel, intranet: true"), encoding="utf-8")
            gateway.start()
            settled(gateway, "sent")


class DeadLetters(unittest.TestCase):
    """What was not delivered, or nobody knows whether it was, is for a person to decide."""

    def setUp(self):
        self.answers = [(400, "bad number")]
        self.provider = Provider(lambda path, query, body: self.answers[-1]).__enter__()
        self.addCleanup(self.provider.__exit__)
        self.gateway = Gateway(self.provider).__enter__()
        self.addCleanup(self.gateway.__exit__)
        self.gateway.add_clerk("zhangsan")
        self.clerk = Clerk(self.gateway, "zhangsan")

    def ask_for_a_person(self):
        for i, text in enumerate(["人工", "低保停了。", "倴城镇"]):
            self.gateway.sms(text, id=f"d{i}")
        (waiting,) = until(lambda: self.clerk.inbox("unclaimed"), "the case")
        return waiting["id"]

    def letters(self, query="", clerk=None):
        status, body = (clerk or self.clerk).call("GET", "/dead-letters" + query)
        self.assertEqual(status, 200)
        return body["items"]

    def reply_that_dies(self, answer, state):
        conversation = self.ask_for_a_person()
        until(lambda: all(s != "ready" for s, _, _ in parts(self.gateway)), "the bot's words to be settled")
        self.answers.append(answer)
        status, sent = self.clerk.call("POST", f"/conversations/{conversation}/messages", {"text": "马上给您查"})
        self.assertEqual(status, 201)
        return until(lambda: [x for x in self.letters(f"?state={state}") if x["seq"] == sent["seq"]], "the dead letter")[0]

    def status_of(self, letter):
        items = self.clerk.call("GET", f"/conversations/{letter['conversation']}/messages")[1]["items"]
        return next(m["status"] for m in items if m["seq"] == letter["seq"])

    def audit(self):
        return [row[0] for row in rows(self.gateway, "SELECT action FROM audit WHERE action LIKE 'delivery.%' ORDER BY seq")]

    def test_a_clerk_sees_it_masked_and_sends_it_again(self):
        letter = self.reply_that_dies((400, "no"), "failed")
        self.assertEqual((letter["code"], letter["text"], letter["class"]), ("http 400", "【滦南民政】马上给您查", "answer"))
        self.assertEqual(letter["address"], "138****0001")
        self.answers.append(ACCEPTED)
        path = f"/dead-letters/{letter['id']}/replay"
        self.assertEqual(self.clerk.call("POST", path, {}, **{"X-CSRF-Token": "wrong"})[0], 403)
        self.assertEqual(self.clerk.call("POST", path, {})[0], 204)
        until(lambda: self.status_of(letter) == "sent", "the second try")
        self.assertEqual(self.clerk.call("POST", path, {})[0], 404)
        self.assertEqual([text for text in self.provider.texts() if "马上给您查" in text], ["【滦南民政】马上给您查"] * 2)
        self.assertEqual(self.audit(), ["delivery.message_replayed"])
        self.assertNotIn(letter["id"], [x["id"] for x in self.letters()])

    def test_what_nobody_knows_is_settled_by_a_clerk(self):
        letter = self.reply_that_dies((500, "oops"), "unknown")
        path = f"/dead-letters/{letter['id']}"
        self.assertEqual(self.clerk.call("POST", path + "/delivered", {})[0], 422)
        self.assertEqual(self.clerk.call("POST", path + "/delivered", {"reason": "打电话问过，收到了"})[0], 204)
        self.assertEqual(self.status_of(letter), "delivered")
        self.assertEqual(self.audit(), ["delivery.message_confirmed"])
        number = rows(self.gateway, "SELECT case_no FROM conversations WHERE case_no IS NOT NULL")[0][0]
        timeline = self.clerk.call("GET", f"/cases/{number}")[1]["timeline"]
        self.assertIn(("zhangsan", "message_confirmed", "打电话问过，收到了"), [(s["actor"], s["action"], s["detail"]) for s in timeline])

    def test_one_that_is_let_be_stays_failed(self):
        letter = self.reply_that_dies((400, "no"), "failed")
        self.assertEqual(self.clerk.call("POST", f"/dead-letters/{letter['id']}/discard", {"reason": "号码不对"})[0], 204)
        self.assertEqual(self.status_of(letter), "failed")
        self.assertNotIn(letter["id"], [x["id"] for x in self.letters()])

    def test_another_town_and_the_administrator_see_none_of_it(self):
        letter = self.reply_that_dies((400, "no"), "failed")
        self.gateway.add_clerk("lisi", area="130224101")
        self.gateway.add_clerk("root", role="admin", area="130224")
        for name in ("lisi", "root"):
            other = Clerk(self.gateway, name)
            self.assertEqual(self.letters(clerk=other), [])
            for act in ("replay", "discard", "delivered"):
                status, _ = other.call("POST", f"/dead-letters/{letter['id']}/{act}", {"reason": "x"})
                self.assertEqual(status, 404, (name, act))
        self.gateway.add_clerk("county", role="county", area="130224")
        self.assertIn(letter["id"], [x["id"] for x in self.letters(clerk=Clerk(self.gateway, "county"))])

    def test_what_was_only_told_to_the_bot_is_nobodys_to_read(self):
        self.gateway.add_clerk("county", role="county", area="130224")
        self.gateway.sms("低保需要啥材料", sender="13800000077", id="only")
        county = Clerk(self.gateway, "county")
        (letter,) = until(lambda: self.letters(clerk=county), "the dead letter")
        self.assertIsNone(letter["text"])
        self.assertEqual(letter["address"], "138****0077")

    def test_pages_follow_one_another(self):
        self.gateway.add_clerk("county", role="county", area="130224")
        county = Clerk(self.gateway, "county")
        for i in range(5):
            self.gateway.sms("菜单", sender=f"1380000010{i}", id=f"p{i}")
        until(lambda: len(self.letters(clerk=county)) == 5, "five dead letters")
        seen, cursor = [], ""
        while cursor is not None:
            status, page = county.call("GET", f"/dead-letters?limit=2&cursor={cursor}")
            self.assertEqual(status, 200)
            seen += [x["id"] for x in page["items"]]
            cursor = page["next_cursor"]
        self.assertEqual(seen, sorted(seen, reverse=True))
        self.assertEqual(len(seen), 5)
        self.assertEqual(county.call("GET", "/dead-letters?state=sent")[0], 400)
        self.assertEqual(county.call("GET", "/dead-letters?cursor=x")[0], 400)
        self.assertEqual(self.letters("?channel=wechat", county), [])


class ChannelLog(unittest.TestCase):
    def test_it_shows_what_passed_and_nothing_of_a_person_or_a_secret(self):
        with Provider(in_turn((503, "busy"), ACCEPTED)) as provider, Gateway(provider) as gateway:
            gateway.sms("我叫王秀英，低保需要啥材料", sender="13800000066", id="log")
            settled(gateway, "sent")
            gateway.request("GET", "/hooks/sms/a-wrong-secret-0001?from=13800000066&text=%E7%8E%8B%E7%A7%80%E8%8B%B1")
            shown = gateway.run("channel-log", "sms")
            self.assertEqual(shown.returncode, 0, shown.stderr)
            for wanted in ("in GET 200", "kept", "out GET http://127.0.0.1", "503", "deferred http 503", "accepted", "refused", "/hooks/sms/***"):
                self.assertIn(wanted, shown.stdout)
            for hidden in ("13800000066", "王秀英", "户口本", "pass&", "a-wrong-secret", SMS_SECRET):
                self.assertNotIn(hidden, urllib.parse.unquote(shown.stdout))
            self.assertEqual(gateway.run("channel-log", "nobody").returncode, 1)
            gateway.stop()
            gone = gateway.run("channel-log", "sms")
            self.assertEqual(gone.returncode, 75)
            self.assertIn("--all", gone.stderr)
            self.assertEqual(gateway.run("channel-log", "sms", "--all").stdout, shown.stdout, "kept, and no more and no less")
            self.assertEqual(gateway.run("channel-log", "nobody", "--all").returncode, 1)
            folder = gateway.folder / "var/channels"
            self.assertEqual(folder.stat().st_mode & 0o077, 0, "for the gateway's own account")
            gateway.start()
            gateway.sms("菜单", sender="13800000067", id="log-2")
            gateway.stop()
            more = gateway.run("channel-log", "sms", "--all").stdout
            self.assertTrue(more.startswith(shown.stdout), "a restart takes nothing of it away")
            self.assertGreater(more.count("in GET 200"), shown.stdout.count("in GET 200"))


class Unanswered(unittest.TestCase):
    """Robots are kept and left alone; a person who is listed by mistake still reaches a person."""

    def test_who_is_no_person_is_kept_and_not_answered(self):
        listed = 'unanswered: ["10086", "955*", "13800000081"]'
        with Provider(lambda *_: ACCEPTED) as provider, Gateway(provider, sms_more=listed) as gateway:
            said = lambda sender: rows(
                gateway,
                "SELECT m.author, m.text FROM messages m JOIN conversations v ON v.id = m.conversation_id JOIN contacts c ON c.id = v.contact_id "
                "WHERE c.sender = ? ORDER BY m.id",
                sender,
            )  # fmt: skip
            for number, sender in enumerate(("10086", "95588", "13800000081")):
                self.assertEqual(gateway.sms("您的话费余额不足，回复1查询", sender=sender, id=f"robot-{number}")[0], 200)
            self.assertEqual(said("10086"), [("resident", "您的话费余额不足，回复1查询")])
            self.assertEqual(said("95588"), [("resident", "您的话费余额不足，回复1查询")])
            self.assertEqual([author for author, _ in said("+8613800000081")], ["resident"])
            self.assertEqual(rows(gateway, "SELECT count(*) FROM outbox"), [(0,)])
            gateway.sms("低保需要啥材料", sender="13800000082", id="person")
            self.assertIn("bot", [author for author, _ in said("+8613800000082")])
            gateway.sms("我妈喝农药了", sender="13800000081", id="danger")
            self.assertIn("120", said("+8613800000081")[-1][1])
            gateway.sms("人工", sender="10086", id="by-mistake")
            self.assertIn("什么事", said("10086")[-1][1])
            gateway.sms("低保停了", sender="10086", id="reason")
            until(lambda: "乡镇" in said("10086")[-1][1], lambda: f"the next question: {said('10086')}")
            gateway.sms("倴城镇", sender="10086", id="town")
            self.assertEqual(rows(gateway, "SELECT v.control FROM conversations v JOIN contacts c ON c.id = v.contact_id WHERE c.sender = '10086'"), [("queued",)])

    def test_a_list_that_would_silence_residents_is_refused(self):
        for pattern, told in (("13*", "'13*' would leave residents unanswered"), ("*", "would leave residents unanswered"), ("1*0", "a * may stand at the end only")):
            gateway = Gateway(sms_more=f'unanswered: ["{pattern}"]')
            self.addCleanup(gateway.__exit__)
            checked = gateway.run("check")
            self.assertEqual(checked.returncode, 1)
            self.assertIn(told, checked.stdout + checked.stderr)


class Notices(unittest.TestCase):
    """What nobody asked for waits for the morning, and is not sent to who wants none."""

    def start(self, quiet, role="town_head"):
        provider = Provider().__enter__()
        self.addCleanup(provider.__exit__)
        gateway = Gateway(provider, more=f"quiet_hours: {quiet}").__enter__()
        self.addCleanup(gateway.__exit__)
        gateway.add_clerk("zhangsan", role=role)
        clerk = Clerk(gateway, "zhangsan")
        for i, text in enumerate(["人工", "低保停了。", "倴城镇"]):
            gateway.sms(text, id=f"n{i}")
        (waiting,) = until(lambda: clerk.inbox("unclaimed"), "the case")
        until(lambda: {s for s, _, _ in parts(gateway)} <= {"sent", "dropped"}, "the bot's words")
        return provider, gateway, clerk, waiting["id"]

    def around_now(self):
        hour = time.gmtime(time.time() + 8 * 3600).tm_hour
        return f"{(hour - 2) % 24:02}:00-{(hour + 3) % 24:02}:00"

    def classes(self, gateway, text):
        return rows(gateway, "SELECT send_class, state FROM outbox WHERE text LIKE '%' || ? || '%'", text)

    def test_a_notice_waits_out_the_quiet_hours_and_an_emergency_does_not(self):
        provider, gateway, clerk, id = self.start(self.around_now())
        path = f"/conversations/{id}/notices"
        status, told = clerk.call("POST", path, {"text": "您的材料可以补交了"})
        self.assertEqual((status, told["people"]), (201, 1))
        self.assertTrue(told["held_until"].endswith(":00:00+08:00"), told)
        self.assertEqual(clerk.call("POST", path, {"text": "河水要涨，请快上山", "emergency": True})[0], 422)
        status, told = clerk.call("POST", path, {"text": "河水要涨，请快上山", "emergency": True, "reason": "防汛"})
        self.assertEqual((status, told["held_until"]), (201, None))
        until(lambda: [t for t in provider.texts() if "河水要涨" in t], "the emergency")
        clerk.call("POST", f"/conversations/{id}/messages", {"text": "马上给您查"})
        until(lambda: [t for t in provider.texts() if "马上给您查" in t], "an answer")
        self.assertEqual(self.classes(gateway, "可以补交了"), [(1, "ready")])
        self.assertEqual([t for t in provider.texts() if "可以补交了" in t], [])
        self.assertEqual(rows(gateway, "SELECT action FROM audit WHERE action LIKE 'notice.%' ORDER BY seq"), [("notice.sent",), ("notice.emergency",)])

    def test_a_page_shows_a_notice_when_the_quiet_hours_are_over(self):
        quiet = self.around_now()
        provider, gateway, clerk, _ = self.start(quiet)
        page = Page(gateway)
        for text in ["人工", "低保停了。", "倴城镇"]:
            page.post(text)
        (waiting,) = until(lambda: [x for x in clerk.inbox("unclaimed") if x["channel"] == "web"], "the case")
        path = f"/conversations/{waiting['id']}"
        status, told = clerk.call("POST", path + "/notices", {"text": "您的材料可以补交了"})
        self.assertEqual((status, bool(told["held_until"])), (201, True))
        self.assertEqual(clerk.call("POST", path + "/notices", {"text": "河水要涨，请快上山", "emergency": True, "reason": "防汛"})[0], 201)
        clerk.call("POST", path + "/messages", {"text": "马上给您查"})
        page.wait(lambda f: f["type"] == "msg" and f["text"] == "马上给您查")
        told = [f["text"] for f in page.frames if f["type"] == "msg"]
        self.assertIn("河水要涨，请快上山", told)
        self.assertFalse([text for text in told if "可以补交了" in text])
        said = clerk.call("GET", path + "/messages")[1]["items"]
        self.assertEqual([m["author"] for m in said if "可以补交了" in m["text"]], ["note"])
        gateway.kill()
        text = gateway.config.read_text(encoding="utf-8")
        gateway.config.write_text(text.replace(f"quiet_hours: {quiet}", "quiet_hours: none"), encoding="utf-8")
        gateway.start()
        again = Page(gateway, token=page.welcome["token"], last_seq=0)
        again.wait(lambda f: f["type"] == "msg" and f["text"] == "您的材料可以补交了")
        self.assertEqual(rows(gateway, "SELECT count(*) FROM held_notices"), [(0,)])
        self.assertEqual(rows(gateway, "SELECT count(*) FROM messages WHERE text = '您的材料可以补交了'"), [(1,)])

    def test_who_opted_out_gets_answers_only(self):
        provider, gateway, clerk, id = self.start("none")
        self.assertEqual(clerk.call("POST", f"/conversations/{id}/notices", {"text": "您的材料可以补交了"})[0], 201)
        until(lambda: [t for t in provider.texts() if "可以补交了" in t], "the notice")
        gateway.sms("TD", id="out")
        until(lambda: [t for t in provider.texts() if "已退订" in t], "the word that it is done")
        status, refused = clerk.call("POST", f"/conversations/{id}/notices", {"text": "再发一次"})
        self.assertEqual((status, refused["error"]["code"]), (409, "opted_out"))
        status, told = clerk.call("POST", "/notices", {"text": "周六停电", "area": "130224100"})
        self.assertEqual((status, told["people"]), (201, 0))
        clerk.call("POST", f"/conversations/{id}/messages", {"text": "马上给您查"})
        until(lambda: [t for t in provider.texts() if "马上给您查" in t], "an answer")

    def test_who_stopped_everything_is_told_of_emergencies_only(self):
        provider, gateway, clerk, id = self.start("none", role="town_head")
        gateway.sms("全部退订", id="all")
        until(lambda: [t for t in provider.texts() if "除了紧急的事" in t], "the word that it is done")
        (shown,) = clerk.inbox("all")
        self.assertEqual(shown["consent"], {"notices": False, "answers": False})
        for path, words in ((f"/conversations/{id}/messages", "马上给您查"), (f"/conversations/{id}/notices", "您的材料可以补交了")):
            status, refused = clerk.call("POST", path, {"text": words})
            self.assertEqual((status, refused["error"]["code"]), (409, "opted_out"), path)
        urgent = {"text": "河水要涨，请快上山", "emergency": True, "reason": "防汛"}
        self.assertEqual(clerk.call("POST", f"/conversations/{id}/notices", urgent)[0], 201)
        until(lambda: len([t for t in provider.texts() if "河水要涨" in t]) == 1, "the emergency")
        status, told = clerk.call("POST", "/notices", {**urgent, "area": "130224100"})
        self.assertEqual((status, told["people"]), (201, 1))
        until(lambda: len([t for t in provider.texts() if "河水要涨" in t]) == 2, "the one to all")
        self.assertEqual(rows(gateway, "SELECT detail FROM audit WHERE action = 'notice.emergency'"), [("whatever the hour and the consent: 防汛",)] * 2)
        # A new message of his is answered, by the clerk as well.
        gateway.sms("我的事咋样了", id="anew")
        until(lambda: clerk.inbox("all")[0]["consent"] == {"notices": False, "answers": True}, "his consent to an answer")
        self.assertEqual(clerk.call("POST", f"/conversations/{id}/messages", {"text": "马上给您查"})[0], 201)
        until(lambda: [t for t in provider.texts() if "马上给您查" in t], "the clerk's answer")
        self.assertEqual([t for t in provider.texts() if "可以补交了" in t], [])

    def test_a_town_is_told_by_its_head_only_and_only_his_own(self):
        provider, gateway, clerk, id = self.start("none")
        status, told = clerk.call("POST", "/notices", {"text": "周六停电", "area": "130224100"})
        self.assertEqual((status, told["people"]), (201, 1))
        until(lambda: self.classes(gateway, "周六停电") == [(2, "sent")], "the mailing")
        self.assertEqual(clerk.call("POST", "/notices", {"text": "周六停电", "area": "130224101"})[0], 404)
        gateway.add_clerk("lisi", role="town")
        other = Clerk(gateway, "lisi")
        self.assertEqual(other.call("POST", "/notices", {"text": "周六停电", "area": "130224100"})[0], 409)
        self.assertEqual(other.call("POST", f"/conversations/{id}/notices", {"text": "快跑", "emergency": True, "reason": "x"})[0], 409)
        self.assertEqual(other.call("POST", "/notices", {"text": 3})[0], 400)


class Told(unittest.TestCase):
    """What becomes of a clerk's answer is shown to the clerk, on the open page too."""

    def conversation(self, gateway):
        gateway.add_clerk("zhangsan")
        clerk = Clerk(gateway, "zhangsan")
        (waiting,) = until(lambda: clerk.inbox("unclaimed"), "the case")
        page = Page(gateway, "/api/v1/ws", protocol="", headers={"Cookie": clerk.cookie})
        page.send({"type": "hello"})
        page.wait(lambda f: f["type"] == "welcome")
        return clerk, page, f"/conversations/{waiting['id']}/messages"

    def expect(self, clerk, page, path, state):
        sent = clerk.call("POST", path, {"text": "马上给您查"})[1]
        self.assertEqual(sent["status"], "queued")
        told = page.wait(lambda f: f["type"] == "message.status" and f["data"]["seq"] == sent["seq"] and f["data"]["status"] == state)
        self.assertTrue(told["seq"])
        (shown,) = [m for m in clerk.call("GET", path)[1]["items"] if m["seq"] == sent["seq"]]
        self.assertEqual(shown["status"], state)
        return sent

    def wechat_answer(self, *sends):
        tokens, answers = iter(f"T{i}" for i in range(9)), in_turn(*sends)

        def answer(path, query, body):
            if path == TOKEN:
                return 200, json.dumps({"access_token": next(tokens), "expires_in": 7200})
            return 200, json.dumps({"errcode": answers(path, query, body), "errmsg": "?"})

        return answer

    def by_wechat(self, *sends):
        provider = Provider(self.wechat_answer(*sends)).__enter__()
        self.addCleanup(provider.__exit__)
        gateway = Gateway(provider, wechat_mode="plain").__enter__()
        self.addCleanup(gateway.__exit__)
        follower = wechat.Follower(gateway)
        for text in ("人工", "残疾补贴没到账", "倴城镇"):
            follower.say(text)
        return provider, gateway

    def test_a_stale_token_is_renewed_once_and_the_message_sent(self):
        provider, gateway = self.by_wechat(42001, 0)
        self.expect(*self.conversation(gateway), "sent")
        self.assertEqual([path for path, _, _ in provider.calls], [TOKEN, SEND, TOKEN, SEND])
        self.assertEqual([query["access_token"] for path, query, _ in provider.calls if path == SEND], ["T0", "T1"])
        for secret in ("T0", "T1", "s3cret"):
            self.assertNotIn(f"access_token={secret}", gateway.said())

    def test_a_message_too_late_for_wechat_is_failed_and_the_clerk_sees_it(self):
        provider, gateway = self.by_wechat(45015)
        self.expect(*self.conversation(gateway), "failed")
        self.assertEqual(len([path for path, _, _ in provider.calls if path == SEND]), 1)

    def test_who_cannot_be_told_by_wechat_is_telephoned_or_reminded_by_sms(self):
        for number, wanted in (("", "请打电话告诉他"), ("13800000055", "您在微信公众号问的事有回复了")):
            with self.subTest(number):
                answer = self.wechat_answer(45047)
                provider = Provider(lambda path, *rest: ACCEPTED if path == "/cgi-bin/sendsms" else answer(path, *rest)).__enter__()
                self.addCleanup(provider.__exit__)
                gateway = Gateway(provider, wechat_mode="plain", wechat_more="fallback: sms", more="quiet_hours: none").__enter__()
                self.addCleanup(gateway.__exit__)
                follower = wechat.Follower(gateway)
                for text in ("人工", "残疾补贴没到账", "倴城镇"):
                    follower.say(text)
                clerk, page, path = self.conversation(gateway)
                if number:
                    self.leave_number(gateway, number)
                self.expect(clerk, page, path, "failed")
                shown = until(lambda: [m for m in clerk.call("GET", path)[1]["items"] if wanted in m["text"]], "the second way")
                self.assertEqual(shown[0]["author"], "system" if number else "note")
                if number:
                    until(lambda: provider.texts(number), "the SMS")
                    self.assertNotIn("马上给您查", "".join(provider.texts()))

    def test_who_an_sms_does_not_reach_is_told_by_the_next_channel_and_at_last_telephoned(self):
        def answer(path, query, body):
            return (400, "bad number") if path == "/first" else ACCEPTED

        provider = Provider(answer).__enter__()
        self.addCleanup(provider.__exit__)
        gateway = Gateway(provider, sms_more="fallback: [second]", more="quiet_hours: none")
        text = gateway.config.read_text(encoding="utf-8").replace("/cgi-bin/sendsms", "/first", 1)
        second = f"  - {{name: second, type: kannel, hook_secret: second-hook-secret, send_url: http://127.0.0.1:{provider.port}/second, username: u, password: p, from: '1'}}\n"
        gateway.config.write_text(text + second, encoding="utf-8")
        gateway.__enter__()
        self.addCleanup(gateway.__exit__)
        gateway.sms("低保需要啥材料", sender="13800000021")
        until(lambda: rows(gateway, "SELECT channel, state FROM outbox ORDER BY id")[:2] == [("sms", "failed"), ("second", "sent")], "the second channel")
        said = [query["text"] for path, query, _ in provider.calls if path == "/second"]
        self.assertIn("户口本", "".join(said))
        self.assertEqual({query["to"] for path, query, _ in provider.calls if path == "/second"}, {"13800000021"})
        # Undelivered there as well, says the receipt: nobody waits for the bot's words, and for a clerk's somebody calls.
        for number, text in enumerate(["人工", "低保停了。", "倴城镇"]):
            gateway.sms(text, sender="13800000021", id=f"u{number}")
        clerk, page, path = self.conversation(gateway)
        clerk.call("POST", path, {"text": "马上给您查"})
        found = lambda: [query["dlr-url"] for at, query, _ in list(provider.calls) if at == "/second" and "马上给您查" in query["text"]]
        target = urllib.parse.urlsplit(until(found, "the second way")[0].replace("%d", "2"))
        until(lambda: "ready" not in {state for (state,) in rows(gateway, "SELECT state FROM outbox")}, "all of it")
        self.assertEqual(gateway.request("GET", f"{target.path}?{target.query}")[0], 200)
        until(lambda: [m for m in clerk.call("GET", path)[1]["items"] if "短信没有送到居民手里。请打电话告诉他" in m["text"]], "the call")

    def leave_number(self, gateway, number):
        with sqlite3.connect(gateway.folder / "var" / "yimen.db", timeout=30) as database:
            (case,) = database.execute("SELECT no FROM cases").fetchone()
            database.execute("INSERT INTO case_slots(case_no, position, label, value) VALUES (?, 90, '联系电话', ?)", (case, number))

    def test_a_clerk_is_told_what_wechat_still_takes(self):
        provider, gateway = self.by_wechat(0)
        clerk, _, path = self.conversation(gateway)
        allowance = path.replace("messages", "allowance")
        self.assertEqual(clerk.call("GET", allowance)[1]["left"], 5)
        for _ in range(4):
            clerk.call("POST", path, {"text": "马上给您查"})
        self.assertEqual(clerk.call("GET", allowance)[1]["left"], 1)
        status, refused = clerk.call("POST", path, {"text": "低保" * 499})
        self.assertEqual((status, refused["error"]["code"]), (409, "allowance_exceeded"))
        self.assertEqual(clerk.call("POST", path, {"text": "马上给您查"})[0], 201)
        wechat.Follower(gateway).say("好的谢谢", id="fresh")
        self.assertEqual(clerk.call("GET", allowance)[1]["left"], 5)

    def test_an_sms_is_shown_sent_and_then_delivered(self):
        with Provider() as provider, Gateway(provider) as gateway:
            for i, text in enumerate(["人工", "低保停了。", "倴城镇"]):
                gateway.sms(text, id=f"t{i}")
            clerk, page, path = self.conversation(gateway)
            sent = self.expect(clerk, page, path, "sent")
            url = [query["dlr-url"] for _, query, _ in provider.calls if "马上给您查" in query["text"]][0]
            target = urllib.parse.urlsplit(url.replace("%d", "1"))
            self.assertEqual(gateway.request("GET", f"{target.path}?{target.query}")[0], 200)
            page.wait(lambda f: f["type"] == "message.status" and f["data"] == {"conversation": int(path.split("/")[2]), "seq": sent["seq"], "status": "delivered"})


class Modes(unittest.TestCase):
    def test_an_account_is_bound_and_answered_in_each_of_its_modes(self):
        for mode in ("plain", "compat", "safe"):
            with self.subTest(mode), Gateway(wechat_mode=mode) as gateway:
                stamp = str(int(time.time()))
                query = {"timestamp": stamp, "nonce": "n", "signature": wechat.signature(WECHAT_TOKEN, stamp, "n"), "echostr": "8137402"}
                status, headers, body = gateway.request("GET", "/hooks/wechat?" + urllib.parse.urlencode(query))
                self.assertEqual((status, body), (200, "8137402"))
                self.assertTrue(headers["Content-Type"].startswith("text/plain"))
                message = wechat.text_message("低保需要啥材料")
                if mode == "plain":
                    target, sent = wechat.plain_call(message)
                else:
                    target, sent = wechat.safe_call(message)
                    if mode == "compat":  # the clear message rides beside the sealed one
                        sent = message.replace("</xml>", sent.removeprefix("<xml>"))
                status, _, body = gateway.request("POST", target, sent.encode(), {"Content-Type": "text/xml"})
                self.assertEqual(status, 200)
                self.assertIn("户口本", wechat.field(body, "Content") if mode == "plain" else wechat.reply_text(body))


class Wechat(unittest.TestCase):
    def setUp(self):
        self.gateway = Gateway(wechat_mode="plain").__enter__()
        self.addCleanup(self.gateway.__exit__)

    def test_a_new_follower_is_welcomed_and_one_who_leaves_is_let_go(self):
        follower = wechat.Follower(self.gateway)
        self.assertIn("滦南民政", follower.send(wechat.event("subscribe", openid=follower.openid)))
        self.assertIsNone(follower.send(wechat.event("unsubscribe", openid=follower.openid)))
        self.assertIsNone(follower.send(wechat.event("VIEW", "https://example.gov.cn", openid=follower.openid)))

    def test_a_menus_button_is_the_words_it_stands_for(self):
        follower = wechat.Follower(self.gateway)
        self.assertIn("受理编号", follower.send(wechat.event("CLICK", "查进度", openid=follower.openid)))

    def test_a_scanned_code_says_which_town(self):
        self.gateway.add_clerk("wangwu", area="130224101")
        for name, key, openid in (("SCAN", "130224101", "o-scan"), ("subscribe", "qrscene_130224101", "o-new")):
            with self.subTest(name):
                follower = wechat.Follower(self.gateway, openid)
                follower.send(wechat.event(name, key, openid=openid))
                for text in ("人工", "房子漏雨", "不知道"):
                    answer = follower.say(text)
                self.assertIn("LN-ZX-", answer)
                areas = rows(self.gateway, "SELECT v.area FROM conversations v JOIN contacts c ON c.id = v.contact_id WHERE c.sender = ?", openid)
                self.assertEqual(areas, [("130224101",)])
        self.assertEqual(len(Clerk(self.gateway, "wangwu").inbox("unclaimed")), 2)

    def test_a_code_scanned_while_a_person_is_waited_for_moves_nothing(self):
        self.gateway.add_clerk("zhangsan")
        follower = wechat.Follower(self.gateway)
        for text in ("人工", "房子漏雨", "倴城镇"):
            follower.say(text)
        follower.send(wechat.event("SCAN", "130224101", openid=follower.openid))
        (waiting,) = Clerk(self.gateway, "zhangsan").inbox("unclaimed")
        self.assertEqual(waiting["area"]["code"], "130224100")

    def test_a_clerk_sees_that_a_picture_came(self):
        self.gateway.add_clerk("zhangsan")
        follower = wechat.Follower(self.gateway)
        for text in ("人工", "房子漏雨", "倴城镇"):
            follower.say(text)
        fields = "<PicUrl><![CDATA[https://example.com/a.jpg]]></PicUrl><MediaId><![CDATA[m2]]></MediaId>"
        follower.send(wechat.of_kind("image", fields, follower.openid, id="picture"))
        (waiting,) = Clerk(self.gateway, "zhangsan").inbox("unclaimed")
        self.assertEqual(waiting["last_message"]["text"], "［图片］")

    def test_what_cannot_be_read_is_said_and_recognised_speech_is_answered(self):
        follower = wechat.Follower(self.gateway)
        voice = "<MediaId><![CDATA[m1]]></MediaId><Format><![CDATA[amr]]></Format><Recognition><![CDATA[{}]]></Recognition>"
        cases = [
            ("image", "<PicUrl><![CDATA[https://example.com/a.jpg]]></PicUrl><MediaId><![CDATA[m2]]></MediaId>", "我只看得懂文字"),
            ("voice", voice.format(""), "我只看得懂文字"),
            ("voice", voice.format("低保需要啥材料"), "户口本"),
            ("shortvideo", "<MediaId><![CDATA[m3]]></MediaId>", ""),
            ("location", "<Location_X>39.5</Location_X><Location_Y>118.6</Location_Y><Scale>15</Scale><Label><![CDATA[倴城镇]]></Label>", ""),
            ("link", "<Title><![CDATA[看看]]></Title><Url><![CDATA[https://example.com]]></Url>", ""),
            ("hologram", "<Light>1</Light>", ""),
        ]  # fmt: skip
        for i, (kind, fields, wanted) in enumerate(cases):
            with self.subTest(kind, i=i):
                answer = follower.send(wechat.of_kind(kind, fields, follower.openid, id=f"k{i}"))
                self.assertTrue(answer, "the bot is never silent")
                self.assertIn(wanted, answer)


if __name__ == "__main__":
    unittest.main()
