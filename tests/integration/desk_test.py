"""The clerks' desk through its API: who comes in, who sees what, and what reaches the resident."""

import json
import unittest

from tests.support import county
from tests.support import gateway as house
from tests.support.gateway import Clerk, Gateway, Provider, until
from tests.support.page import Page
from tests.support.wire import count

JSON = {"Content-Type": "application/json"}
TOWN, NEXT_TOWN, VILLAGE = "130224100", "130224101", "130224100901"


def queue_up(say, town="倴城镇", words="我家房子漏雨"):
    for text in ("人工", words, town):
        say(text)


def log_in(gateway, name, password):
    return gateway.request("POST", "/api/v1/auth/login", json.dumps({"name": name, "password": password}), JSON)


def live(gateway, clerk, **hello):
    """A page of the desk with its open socket."""
    page = Page(gateway, "/api/v1/ws", protocol="", headers={"Cookie": clerk.cookie})
    assert page.status == 101, page.status
    page.send({"type": "hello", **hello})
    page.first = page.wait(lambda f: f["type"] in ("welcome", "resync"))
    return page


def reopened(gateway, page):
    """The same chat some time later: a page may write five messages in ten seconds."""
    return Page(gateway, token=page.welcome["token"], last_seq=0)


class Login(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.gateway = Gateway().__enter__()
        for name in ("zhangsan", "lisi", "wangwu"):
            cls.gateway.add_clerk(name)

    @classmethod
    def tearDownClass(cls):
        cls.gateway.__exit__()

    def test_a_wrong_name_and_a_wrong_password_look_alike(self):
        answers = [log_in(self.gateway, "zhangsan", "wrong"), log_in(self.gateway, "nobody", "wrong"), log_in(self.gateway, "nobody", house.PASSWORD)]
        self.assertEqual([status for status, _, _ in answers], [401] * 3)
        errors = [{k: v for k, v in json.loads(body)["error"].items() if k != "request_id"} for _, _, body in answers]
        self.assertEqual([error for error in errors if error != errors[0]], [])
        self.assertEqual(len({len(body) for _, _, body in answers}), 1)
        varying = ("Date", "X-Request-Id")
        self.assertEqual(len({str(sorted((k, v) for k, v in headers.items() if k not in varying)) for _, headers, _ in answers}), 1)
        self.assertEqual(json.loads(answers[0][2])["error"]["code"], "bad_credentials")

    def test_who_guesses_is_held_up_whether_the_name_exists_or_not(self):
        for name in ("lisi", "ghost"):
            with self.subTest(name):
                statuses = [log_in(self.gateway, name, f"guess-{i}")[0] for i in range(8)]
                self.assertEqual(statuses[:4], [401] * 4)
                self.assertEqual(statuses[-1], 429)
                status, _, body = log_in(self.gateway, name, house.PASSWORD)
                self.assertEqual((status, json.loads(body)["error"]["code"]), (429, "too_many_attempts"))
        self.assertEqual(log_in(self.gateway, "zhangsan", house.PASSWORD)[0], 200)

    def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(self):
        status, headers, body = log_in(self.gateway, "zhangsan", house.PASSWORD)
        self.assertEqual(status, 200)
        line = headers["Set-Cookie"]
        for flag in ("HttpOnly", "SameSite=Strict", "Path=/"):
            self.assertIn(flag, line)
        self.assertNotIn(line.split(";")[0].split("=")[1], body)
        self.assertEqual(headers["Cache-Control"], "no-store")
        me = json.loads(body)["me"]
        self.assertEqual((me["name"], me["role"], me["area"]), ("zhangsan", "town", {"code": TOWN, "name": "倴城镇"}))

    def test_who_logs_out_is_out(self):
        clerk = Clerk(self.gateway, "wangwu")
        self.assertEqual(clerk.call("GET", "/me")[1]["csrf"], clerk.csrf)
        page = live(self.gateway, clerk)
        self.assertEqual(clerk.call("POST", "/auth/logout", **{"X-CSRF-Token": "forged"})[0], 403)
        self.assertEqual(clerk.call("POST", "/auth/logout")[0], 204)
        page.wait(lambda f: f["type"] == "session.revoked")
        opcode, payload = page.receive()
        self.assertEqual((opcode, int.from_bytes(payload[:2], "big")), (8, 1008))
        self.assertEqual(clerk.call("GET", "/me")[0], 401)

    def test_two_logins_are_two_sessions(self):
        first, second = Clerk(self.gateway, "wangwu"), Clerk(self.gateway, "wangwu")
        self.assertNotEqual(first.cookie, second.cookie)
        first.call("POST", "/auth/logout")
        self.assertEqual(second.call("GET", "/me")[0], 200)
        self.assertEqual(second.call("POST", "/auth/logout", **{"X-CSRF-Token": first.csrf})[0], 403)

    def test_nothing_is_told_to_who_is_not_logged_in(self):
        for path in ("/me", "/counters", "/inbox", "/conversations/1", "/conversations/1/messages", "/cases", "/cases/LN-ZX-20260101-0001"):
            with self.subTest(path):
                status, _, body = self.gateway.request("GET", "/api/v1" + path)
                self.assertEqual((status, json.loads(body)["error"]["code"]), (401, "not_logged_in"))

    def test_passwords_and_cookies_stay_out_of_log_and_disk(self):
        clerk = Clerk(self.gateway, "zhangsan")
        token = clerk.cookie.split("=")[1]
        disk = b"".join(file.read_bytes() for file in (self.gateway.folder / "var").glob("yimen.db*"))
        for secret in (house.PASSWORD, token):
            self.assertNotIn(secret, self.gateway.said())
            self.assertNotIn(secret.encode(), disk)


class Work(unittest.TestCase):
    def setUp(self):
        self.provider = Provider()
        self.gateway = Gateway(self.provider).__enter__()
        self.addCleanup(self.provider.__exit__)
        self.addCleanup(self.gateway.__exit__)
        self.gateway.add_clerk("zhangsan", display_name="张三")
        self.gateway.add_clerk("lisi", display_name="李四")
        self.clerk, self.other = Clerk(self.gateway, "zhangsan"), Clerk(self.gateway, "lisi")

    def waiting_page(self):
        page = Page(self.gateway)
        queue_up(page.ask)
        (waiting,) = self.clerk.inbox("unclaimed")
        return page, f"/conversations/{waiting['id']}"

    def test_the_inbox_counts_pages_and_puts_the_urgent_first(self):
        pages = []
        for i in range(3):
            page = Page(self.gateway)
            queue_up(page.ask, words=f"第{i}件事")
            pages.append(page)
        danger = Page(self.gateway, scene=TOWN)
        danger.ask("我不想活了")
        seen, cursor = [], ""
        while cursor is not None:
            status, body = self.clerk.call("GET", f"/inbox?view=unclaimed&limit=1&cursor={cursor}")
            self.assertEqual((status, len(body["items"])), (200, 1))
            seen += body["items"]
            cursor = body["next_cursor"]
        self.assertEqual([item["case"]["priority"] for item in seen], ["urgent", "normal", "normal", "normal"])
        self.assertEqual([item["waiting_since"] for item in seen[1:]], sorted(item["waiting_since"] for item in seen[1:]))
        self.assertEqual(len({item["id"] for item in seen}), 4)
        self.assertEqual(self.clerk.call("GET", "/counters")[1], {"mine": 0, "unclaimed": 4})
        self.clerk.call("POST", f"/conversations/{seen[1]['id']}/claim")
        self.assertEqual(self.clerk.call("GET", "/counters")[1], {"mine": 1, "unclaimed": 3})
        self.assertEqual([item["id"] for item in self.clerk.inbox("mine")], [seen[1]["id"]])
        self.assertEqual(len(self.clerk.inbox("all")), 4)

    def test_the_transcript_is_read_backwards_in_pages(self):
        page, path = self.waiting_page()
        status, body = self.clerk.call("GET", path + "/messages")
        everything = body["items"]
        self.assertEqual((status, body["more"]), (200, False))
        self.assertEqual([m["seq"] for m in everything], sorted(m["seq"] for m in everything))
        self.assertIn("我家房子漏雨", [m["text"] for m in everything if m["author"] == "resident"])
        newest = self.clerk.call("GET", path + "/messages?limit=2")[1]
        self.assertEqual((newest["items"], newest["more"]), (everything[-2:], True))
        older = self.clerk.call("GET", f"{path}/messages?limit=100&before={newest['items'][0]['seq']}")[1]
        self.assertEqual((older["items"], older["more"]), (everything[:-2], False))

    def test_a_released_conversation_waits_for_another_clerk(self):
        page, path = self.waiting_page()
        since = self.clerk.inbox()[0]["waiting_since"]
        self.clerk.call("POST", path + "/claim")
        self.assertEqual(self.other.call("POST", path + "/release")[0], 409)
        status, body = self.clerk.call("POST", path + "/release")
        self.assertEqual((status, body["control"], body["owner"], body["waiting_since"]), (200, "queued", None, since))
        status, body = self.other.call("POST", path + "/messages", {"text": "我来答"})
        self.assertEqual(status, 201, body)
        self.assertEqual(page.wait(lambda f: f["type"] == "msg" and f["author"] == "clerk")["name"], "李四")
        status, body = self.clerk.call("POST", path + "/messages", {"text": "我也答"})
        self.assertEqual((status, body["error"]["code"], body["error"]["details"]["owner"]), (409, "not_yours", "李四"))

    def test_handed_back_with_a_summary_the_bot_answers_and_the_summary_stays_inside(self):
        page, path = self.waiting_page()
        self.clerk.call("POST", path + "/claim")
        status, body = self.clerk.call("POST", path + "/return-to-bot", {"summary": "已电话说明政策"})
        self.assertEqual((status, body["control"]), (200, "bot"))
        page.wait(lambda frame: "自动服务接着答" in frame.get("text", ""))
        self.assertIn("直接打字问", page.ask("菜单"))
        self.assertNotIn("已电话说明政策", json.dumps(page.frames, ensure_ascii=False))
        case = self.clerk.call("GET", f"/cases/{body['case']['no']}")[1]
        self.assertIn("已电话说明政策", json.dumps(case["timeline"], ensure_ascii=False))
        self.assertEqual(self.clerk.call("POST", path + "/messages", {"text": "还有"})[1]["error"]["code"], "not_queued")

    def test_a_closed_case_is_closed_and_the_bot_answers_again(self):
        page, path = self.waiting_page()
        no = self.clerk.inbox()[0]["case"]["no"]
        self.clerk.call("POST", path + "/messages", {"text": "明天到村里看"})
        status, body = self.clerk.call("POST", path + "/close", {"result": "已答复"})
        self.assertEqual((status, body["control"], body["case"]), (200, "bot", None))
        case = self.clerk.call("GET", f"/cases/{no}")[1]
        self.assertEqual((case["state"], case["result"]), ("closed", "已答复"))
        self.assertTrue(case["first_reply_at"] and case["closed_at"])
        self.assertEqual([c["no"] for c in self.clerk.call("GET", "/cases?state=closed")[1]["items"]], [no])
        self.assertEqual(self.clerk.call("GET", "/cases?state=open")[1]["items"], [])
        page.wait(lambda frame: "工作人员已处理完" in frame.get("text", ""))
        self.assertIn("直接打字问", page.ask("菜单"))
        again = reopened(self.gateway, page)
        again.ask("人工")
        self.assertIn("LN-ZX-", again.ask("又漏雨了"))  # his town is known by now
        self.assertNotEqual(self.clerk.inbox("unclaimed")[0]["case"]["no"], no)

    def test_who_texted_is_told_by_sms_that_his_case_is_closed_even_after_a_crash(self):
        # A full stop: what is finished is not kept back for its rest.
        queue_up(lambda text: self.gateway.sms(text, id=text), words="我家房子漏雨。")
        path = f"/conversations/{self.clerk.inbox('unclaimed')[0]['id']}"
        self.clerk.call("POST", path + "/claim")
        self.assertEqual(self.clerk.call("POST", path + "/close", {"result": "已答复"})[0], 200)
        self.gateway.kill()
        self.gateway.start()
        until(lambda: any("工作人员已处理完" in text for text in self.provider.texts()), "the farewell")
        self.gateway.sms("菜单", id="afterwards")
        until(lambda: any("直接打字问" in text for text in self.provider.texts()), "the menu")
        self.assertEqual(len([text for text in self.provider.texts() if "工作人员已处理完" in text]), 1)

    def test_a_note_never_reaches_the_resident(self):
        page, path = self.waiting_page()
        status, body = self.clerk.call("POST", path + "/notes", {"text": "内部：已核实"})
        self.assertEqual((status, body["author"]), (201, "note"))
        self.clerk.call("POST", path + "/messages", {"text": "您好"})
        page.wait(lambda f: f["type"] == "msg" and f["author"] == "clerk")
        again = Page(self.gateway, token=page.welcome["token"], last_seq=0)
        again.wait(lambda f: f["type"] == "msg" and f["text"] == "您好")
        self.assertNotIn("内部", json.dumps(page.frames + again.frames, ensure_ascii=False))

        for i, text in enumerate(["人工", "低保停了。", "倴城镇"]):
            self.gateway.sms(text, id=f"n{i}")
            until(lambda: len(self.provider.texts()) == i + 1, "an SMS")
        (waiting,) = self.clerk.inbox("unclaimed")
        path = f"/conversations/{waiting['id']}"
        self.clerk.call("POST", path + "/notes", {"text": "内部：户口在外地"})
        self.clerk.call("POST", path + "/messages", {"text": "马上查"})
        until(lambda: any("马上查" in text for text in self.provider.texts()), "the clerk's SMS")
        self.assertNotIn("内部", "".join(self.provider.texts()))

    def test_a_repeat_with_its_key_is_done_once_and_answered_the_same(self):
        page, path = self.waiting_page()
        key = {"Idempotency-Key": "k-1"}
        first = self.clerk.call("POST", path + "/messages", {"text": "只说一遍"}, **key)
        self.assertEqual(first[0], 201)
        self.assertEqual(self.clerk.call("POST", path + "/messages", {"text": "只说一遍"}, **key), first)
        said = [m for m in self.clerk.call("GET", path + "/messages")[1]["items"] if m["author"] == "clerk"]
        self.assertEqual(len(said), 1)
        self.assertEqual(self.clerk.call("POST", path + "/messages", {"text": "另一句"}, **key)[0], 422)

    def test_what_a_clerk_reads_of_a_phone_is_masked(self):
        for i, text in enumerate(["人工", "低保停了。", "倴城镇"]):
            self.gateway.sms(text, sender="+8613812345678", id=f"p{i}")
        (waiting,) = until(lambda: self.clerk.inbox("unclaimed"), "the case")
        shown = json.dumps(self.clerk.call("GET", f"/conversations/{waiting['id']}")[1], ensure_ascii=False)
        self.assertNotIn("13812345678", shown)
        self.assertIn("138****5678", shown)
        for where in (self.gateway.said(), self.gateway.admin("/metrics")[2]):
            self.assertNotIn("13812345678", where)
            self.assertNotIn("低保停了", where)


class Live(unittest.TestCase):
    def setUp(self):
        self.gateway = Gateway().__enter__()
        self.addCleanup(self.gateway.__exit__)
        self.gateway.add_clerk("zhangsan")
        self.gateway.add_clerk("wangwu", area=NEXT_TOWN)
        self.clerk, self.other = Clerk(self.gateway, "zhangsan"), Clerk(self.gateway, "wangwu")

    def test_a_new_case_shows_on_the_open_page_of_its_town_and_no_other(self):
        here, there = live(self.gateway, self.clerk), live(self.gateway, self.other)
        page = Page(self.gateway)
        queue_up(page.ask)
        told = here.wait(lambda f: f["type"] == "conv.updated")
        self.assertEqual((told["data"]["control"], told["area"]), ("queued", TOWN))
        no = told["data"]["case"]["no"]
        created = here.wait(lambda f: f["type"] == "case.created")
        self.assertEqual((created["data"]["no"], created["data"]["state"], created["area"]), (no, "submitted", TOWN))
        control = here.wait(lambda f: f["type"] == "conv.control")["data"]
        self.assertEqual((control["conversation"], control["control"], control["owner"]), (told["data"]["id"], "queued", None))
        page.post("还有一句")
        said = here.wait(lambda f: f["type"] == "message.new" and f["data"]["message"]["author"] == "resident" and f["data"]["message"]["text"] == "还有一句")
        self.assertGreater(said["seq"], told["seq"])
        path = f"/conversations/{told['data']['id']}"
        self.clerk.call("POST", path + "/claim")
        here.wait(lambda f: f["type"] == "conv.control" and f["data"]["control"] == "human")
        here.wait(lambda f: f["type"] == "case.updated" and f["data"]["state"] == "accepted")
        self.clerk.call("POST", path + "/close", {"result": "已告知"})
        here.wait(lambda f: f["type"] == "conv.control" and f["data"]["control"] == "bot")
        closed = here.wait(lambda f: f["type"] == "case.updated" and f["data"]["state"] == "closed")
        self.assertEqual((closed["data"]["no"], closed["data"]["result"]), (no, "已告知"))
        queue_up(Page(self.gateway).ask, town="宋道口镇")
        first = there.wait(lambda f: True)
        self.assertEqual(first["area"], NEXT_TOWN)

    def test_a_page_that_was_away_is_told_what_it_missed_or_to_start_anew(self):
        page = live(self.gateway, self.clerk)
        seen = page.first["seq"]
        page.close()
        queue_up(Page(self.gateway).ask)
        back = live(self.gateway, self.clerk, resume_from=max(seen, 1)) if seen else live(self.gateway, self.clerk)
        if seen == 0:  # nothing had ever happened: from now
            queue_up(Page(self.gateway).ask)
            seen = back.wait(lambda f: f["type"] == "conv.updated")["seq"]
            back.close()
            queue_up(Page(self.gateway).ask)
            back = live(self.gateway, self.clerk, resume_from=seen)
        self.assertEqual(back.first["type"], "welcome")
        missed = back.wait(lambda f: f["type"] == "conv.updated")
        self.assertGreater(missed["seq"], seen)
        lost = live(self.gateway, self.clerk, resume_from=10**9)
        self.assertEqual(lost.first["type"], "resync")

    def test_a_case_that_goes_to_another_town_leaves_the_page(self):
        page = Page(self.gateway, scene=NEXT_TOWN)
        page.ask("我不想活了")
        (waiting,) = self.other.inbox("unclaimed")
        path = f"/conversations/{waiting['id']}"
        self.other.call("POST", path + "/claim")
        self.assertEqual(self.other.call("POST", path + "/return-to-bot", {"summary": ""})[0], 200)
        here, there = live(self.gateway, self.clerk), live(self.gateway, self.other)
        queue_up(page.ask)
        gone = there.wait(lambda f: f["type"] == "removed")
        self.assertEqual(gone["data"], {"conversation": waiting["id"]})
        came = here.wait(lambda f: f["type"] == "conv.updated")
        self.assertEqual((came["data"]["id"], came["data"]["case"]["no"]), (waiting["id"], waiting["case"]["no"]))
        self.assertEqual(self.other.call("GET", path)[0], 404)
        self.assertEqual(self.clerk.call("GET", path)[0], 200)


class Restart(unittest.TestCase):
    def test_a_restart_closes_the_page_politely_and_the_session_goes_on(self):
        with Gateway() as gateway:
            gateway.add_clerk("zhangsan")
            clerk = Clerk(gateway, "zhangsan")
            page = live(gateway, clerk)
            gateway.process.terminate()
            opcode, payload = page.receive()
            self.assertEqual((opcode, int.from_bytes(payload[:2], "big")), (8, 1012))
            page.close()
            self.assertEqual(gateway.process.wait(), 0)
            gateway.start()
            self.assertEqual(clerk.call("GET", "/me")[0], 200)
            self.assertEqual(live(gateway, clerk).first["type"], "welcome")


class Scope(unittest.TestCase):
    def test_everybody_sees_his_own_area_and_nothing_else(self):
        with Gateway() as gateway:
            staff = {
                "village": ("village", VILLAGE), "sibling": ("village", "130224100902"), "town": ("town", TOWN), "head": ("town_head", TOWN),
                "neighbour": ("town", NEXT_TOWN), "county": ("county", "130224"), "root": ("admin", "130224"),
            }  # fmt: skip
            for name, (role, area) in staff.items():
                gateway.add_clerk(name, role=role, area=area)
            clerks = {name: Clerk(gateway, name) for name in staff}
            queue_up(Page(gateway, scene=VILLAGE).ask, town="不知道")
            queue_up(Page(gateway).ask, town="宋道口镇")
            queue_up(Page(gateway).ask, town="不知道")
            everything = {(item["area"] or {}).get("code"): item for item in clerks["county"].inbox("all")}
            self.assertEqual(set(everything), {VILLAGE, NEXT_TOWN, None})
            sees = {
                "village": {VILLAGE}, "sibling": set(), "town": {VILLAGE}, "head": {VILLAGE}, "neighbour": {NEXT_TOWN},
                "county": {VILLAGE, NEXT_TOWN, None}, "root": set(),
            }  # fmt: skip
            for name, clerk in clerks.items():
                for area, item in everything.items():
                    with self.subTest(who=name, area=area):
                        mine = area in sees[name]
                        for path in (f"/conversations/{item['id']}", f"/conversations/{item['id']}/messages", f"/cases/{item['case']['no']}"):
                            status, body = clerk.call("GET", path)
                            self.assertEqual(status == 200, mine, (path, status))
                            if not mine:
                                self.assertIn(status, (403, 404))
                                self.assertNotIn("漏雨", json.dumps(body, ensure_ascii=False))
                        if not mine:
                            before = count(gateway, "messages")
                            for act in ("claim", "release", "messages", "notes", "return-to-bot", "close"):
                                body = {"text": "越权"} if act in ("messages", "notes") else {}
                                self.assertIn(clerk.call("POST", f"/conversations/{item['id']}/{act}", body)[0], (403, 404), act)
                            self.assertEqual(count(gateway, "messages"), before)
            never = clerks["town"].call("GET", "/conversations/987654")
            hidden = clerks["town"].call("GET", f"/conversations/{everything[NEXT_TOWN]['id']}")
            for _, body in (never, hidden):
                body["error"].pop("request_id")
            self.assertEqual(never, hidden)

    def test_office_hours_are_told_as_they_are(self):
        for are_open, words, others in ((True, "已转工作人员", "下班"), (False, "下班时间", "请留意回复")):
            with self.subTest(are_open=are_open), county.hours(Gateway(), are_open) as gateway:
                page = Page(gateway)
                answers = [page.ask(text) for text in ("人工", "房子漏雨", "倴城镇")]
                self.assertIn(words, answers[-1])
                self.assertNotIn(others, answers[-1])
                self.assertIn("LN-ZX-", answers[-1])


if __name__ == "__main__":
    unittest.main()
