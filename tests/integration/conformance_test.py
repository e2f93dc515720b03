"""Every type of channel, one step after another: verify, parse, dedupe, acknowledge, plan, send, receipt, opt-out, quiet hours, restart.

One gateway with all of them, and each one's provider simulated in a process of its own. A row of the table says what differs;
a step has people of its own, so that steps are independent, but for the notices of the quiet hours, which leave after the restart.
"""

import re
import time
import typing
import unittest

from tests.support.gateway import Clerk, until
from tests.support.page import Page
from tests.support.simulated import Everything, Simulated
from tests.support.wire import rows

QUESTION = "低保需要啥材料"
MARK = "户口本"  # of its answer
MENU = "直接打字问"  # of the answer to 菜单
# Where answers ride on the acknowledgement a clerk's words are what leaves by itself: known by the same.
CLERKS = {QUESTION: "请带户口本", "菜单": "也可以直接打字问"}
CASE = ("人工", "低保停了。", "倴城镇")  # what opens one
NEVER = 10**9


class Row(typing.NamedTuple):
    name: str  # in deploy/config/simulated.yaml
    person: str  # somebody's id, by number
    sender: str  # the same as it is kept
    forged: int  # what a forged call is told
    answer: str  # what a call is answered with, as a pattern
    receipt: str  # what a part is at last; empty where nothing leaves by the outbox
    fails: bool  # whether the provider tells what did not arrive
    limit: tuple  # of one part, signature included, and its unit
    comes_again: int  # minutes until the provider tries again; 0: somebody has to
    enters: bool = False  # who comes for the first time is welcomed
    rides: bool = False  # answers ride on the acknowledgement


def octets(text):
    return len(text.encode())


SIGNATURE = "【滦南民政】"  # put before every part by the two clouds
PHONE, INTERNATIONAL = "139000000{:02}", "+86139000000{:02}"
TABLE = [
    Row("web", "page-{:02}", "", 401, "", "", False, (NEVER, len), 0),
    Row("wechat", "o-person-{:02}", "o-person-{:02}", 401, "<Encrypt>", "sent", False, (2048, octets), 0, rides=True),
    Row("sms", PHONE, INTERNATIONAL, 403, "^$", "delivered", True, (335, len), 0),
    Row("aliyun", PHONE, INTERNATIONAL, 403, r'^{"code":0,', "delivered", True, (35 + len(SIGNATURE), len), 6),
    Row("tencent", PHONE, INTERNATIONAL, 403, r'^{"result":0,', "delivered", True, (30 + len(SIGNATURE), len), 6),
    Row("twilio", INTERNATIONAL, INTERNATIONAL, 401, "<Response/>$", "delivered", True, (335, len), 0),
    Row("hotline", INTERNATIONAL, INTERNATIONAL, 401, '^{"ok":true}$', "delivered", True, (2000, len), 6),
    Row("wecom", "member{:02}", "member{:02}", 401, "<Encrypt>|^$", "sent", False, (2048, octets), 0, rides=True),  # a card cannot ride
    Row("kf", "wm-person-{:02}", "wm-person-{:02}", 401, "^$", "sent", True, (2048, octets), 0, enters=True),
    Row("ding", "staff{:02}", "staff{:02}", 401, "^{}$", "sent", False, (2000, octets), 0),
]


def around_now():
    hour = time.gmtime(time.time() + 8 * 3600).tm_hour
    return f"{(hour - 2) % 24:02}:00-{(hour + 3) % 24:02}:00"


class Channel:
    """A row, its provider, and what is kept of its people."""

    def __init__(self, gateway, row):
        self.gateway, self.row = gateway, row
        self.provider = Simulated(gateway, row.name)
        self.provider.saw("模拟服务商在")

    def person(self, number):
        return self.row.person.format(number)

    def kept_as(self, number):
        return self.row.sender.format(number)

    def say(self, number, text):
        self.provider.ask(f"/from {self.person(number)}", "现在说话的是")
        self.provider.type(text)

    def heard(self, number):
        """What a person wrote; where he enters first, that is a message too, and not meant here."""
        return self.said(number, "resident")[1 if self.row.enters else 0 :]

    def said(self, number, author):
        """What is on the disk of one person's conversation, by one author."""
        return [text for (text,) in rows(
            self.gateway,
            "SELECT m.text FROM messages m JOIN conversations v ON v.id = m.conversation_id JOIN contacts c ON c.id = v.contact_id "
            "WHERE c.channel = ? AND c.sender = ? AND m.author = ? ORDER BY m.id",
            self.row.name, self.kept_as(number), author,
        )]  # fmt: skip

    def parts(self, number):
        return rows(
            self.gateway, "SELECT state, text FROM outbox WHERE channel = ? AND recipient = ? ORDER BY id", self.row.name, self.kept_as(number)
        )

    def states(self, number):
        return {state for state, _ in self.parts(number)}

    def shown(self, number):
        return self.provider.shown(self.person(number))

    def wait_for(self, number, words, times=1):
        until(lambda: "".join(self.shown(number)).count(words) >= times, lambda: f"{words} on {self.row.name}: {self.how_it_stands()}")

    def tell(self, number, text):
        """Says it, and waits until it is kept."""
        before = len(self.heard(number))
        self.say(number, text)
        until(lambda: len(self.heard(number)) > before, lambda: f"{text} on {self.row.name} to be kept: {self.how_it_stands()}")

    def how_it_stands(self):
        log = self.gateway.admin(f"/channels/{self.row.name}/log")[2]
        return "\n".join([*self.provider.lines[-6:], *log.splitlines()[-6:]])

    def say_again(self):
        return self.provider.ask("/again", "重投：")

    def forge(self):
        return int(self.provider.ask("/forge", "伪造的投递").split()[-1])

    def conversation(self, number):
        ((id, opted_out),) = rows(
            self.gateway,
            "SELECT v.id, c.opted_out FROM conversations v JOIN contacts c ON c.id = v.contact_id WHERE c.channel = ? AND c.sender = ?",
            self.row.name, self.kept_as(number),
        )  # fmt: skip
        return id, bool(opted_out)

    def close(self):
        self.provider.end()
        self.provider.process.kill()


class WebChat(Channel):
    """Has no provider: a page speaks to the gateway itself."""

    def __init__(self, gateway, row):
        self.gateway, self.row, self.pages, self.last = gateway, row, {}, None

    def page(self, number):
        if number not in self.pages:
            self.pages[number] = Page(self.gateway)
        return self.pages[number]

    def kept_as(self, number):
        return self.page(number).welcome["conv"]

    def say(self, number, text):
        self.last = (number, text, f"cid-{number}-{len(text)}-{time.monotonic_ns()}")
        self.acked = self.page(number).post(text, self.last[2])

    tell = say

    def say_again(self):
        number, text, cid = self.last
        same = self.page(number).post(text, cid) == self.acked
        return "重投：网关的回答和第一次一样" if same else "重投：不一样"

    def forge(self):
        return self.gateway.request("GET", "/chat/poll?after=0", headers={"Authorization": "Bearer " + self.page_token(1)[:-1]})[0]

    def shown(self, number):
        page = Page(self.gateway, token=self.page_token(number), last_seq=0)
        try:
            last = page.welcome["seq"]
            seen, texts = 0, []
            while seen < last:
                frame = page.wait(lambda f: f["type"] == "msg")
                seen = frame["seq"]
                if frame["author"] != "resident":
                    texts.append(frame["text"])
            return texts
        finally:
            page.close()

    def page_token(self, number):
        return self.page(number).welcome["token"]

    def wait_for(self, number, words, times=1):
        until(lambda: "".join(self.shown(number)).count(words) >= times, f"{words} on the page")

    def reconnect(self):
        for number, page in self.pages.items():
            token, conv = page.welcome["token"], page.welcome["conv"]
            self.pages[number] = Page(self.gateway, token=token, last_seq=0)
            self.pages[number].welcome |= {"token": token, "conv": conv}

    def close(self):
        pass


class Conformance(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.gateway = Everything(around_now())
        cls.addClassCleanup(cls.gateway.__exit__)
        cls.gateway.start()
        cls.gateway.add_clerk("zhangsan", role="town_head")
        cls.clerk = Clerk(cls.gateway, "zhangsan")
        cls.channels = []
        for row in TABLE:
            channel = (WebChat if row.name == "web" else Channel)(cls.gateway, row)
            cls.addClassCleanup(channel.close)
            cls.channels.append(channel)

    def each(self, step, *among):
        for channel in among or self.channels:
            with self.subTest(channel=channel.row.name):
                step(channel, channel.row)

    def came_once(self, channel, number, words):
        """As often as it was said."""
        said = "".join(channel.said(number, "bot") + channel.said(number, "clerk")).count(words)
        self.assertGreater(said, 0, words)
        channel.wait_for(number, words, said)
        self.assertEqual("".join(channel.shown(number)).count(words), said, words)

    def provided(self):
        return [channel for channel in self.channels if not isinstance(channel, WebChat)]

    def test_what_no_provider_sends_is_refused_unread(self):
        def refuse(channel, row):
            hook = f"/hooks/{row.name}"
            status, headers, _ = self.gateway.request("DELETE", hook)
            self.assertEqual(status, 405)
            self.assertTrue(headers["allow"])
            if row.name == "sms":
                self.assertEqual(self.gateway.request("POST", hook, b"a=b")[0], 405)
                return
            status, _, _ = self.gateway.request("POST", hook, b"\x89PNG", {"Content-Type": "image/png"})
            self.assertEqual(status, 415)
            if row.name not in ("wechat", "wecom", "kf"):  # those are asked to echo first
                status, headers, _ = self.gateway.request("GET", hook)
                self.assertEqual((status, headers["allow"]), (405, "POST"))

        self.each(refuse, *self.provided())

    def ready(self, channel, number):
        """Where it takes a clerk to have something leave by itself: with a case, and nothing of that under way."""
        if channel.row.rides:
            self.case_of(channel, number)
            until(lambda: not channel.states(number) & {"ready", "sending"}, f"the case's own: {channel.parts(number)}")

    def leave(self, channel, number, words):
        """The bot's answer to these words, or what a clerk says in its place."""
        if not channel.row.rides:
            return channel.tell(number, words)
        path = f"/conversations/{channel.conversation(number)[0]}/messages"
        self.assertEqual(self.clerk.call("POST", path, {"text": CLERKS[words]})[0], 201)

    def test_01_verify(self):
        """A forged call is refused with the documented status, and nothing of it is kept."""

        def step(channel, row):
            self.assertEqual(channel.forge(), row.forged)

        self.each(step)
        self.assertEqual(rows(self.gateway, "SELECT count(*) FROM messages WHERE text LIKE '%伪造%'"), [(0,)])

    def test_02_parse(self):
        """What a person wrote is kept letter by letter, under his canonical address."""
        text = "请问 ８０岁 <老人> & “补贴” 😀 100%"

        def step(channel, row):
            channel.tell(2, text)
            self.assertEqual(channel.heard(2), [text])

        self.each(step)

    def test_03_dedupe(self):
        """A redelivery makes no second turn and gets the same answer."""

        def step(channel, row):
            channel.tell(3, QUESTION)
            channel.wait_for(3, MARK)
            self.assertIn("和第一次一样", channel.say_again())
            channel.tell(3, "菜单")
            self.assertEqual(channel.heard(3), [QUESTION, "菜单"])
            self.assertEqual(len([text for text in channel.said(3, "bot") if MARK in text]), 1)
            self.came_once(channel, 3, MARK)

        self.each(step)

    def test_04_acknowledge(self):
        """The provider is told in its own dialect, and reads that as a yes at the first try."""

        def step(channel, row):
            channel.tell(4, "菜单")
            kept = rows(self.gateway, "SELECT answer_status, answer FROM inbox WHERE channel = ? ORDER BY received_at DESC LIMIT 1", row.name)
            self.assertEqual(kept[0][0], 200)
            self.assertRegex(kept[0][1], row.answer)
            self.assertEqual([x for x in channel.provider.lines if "没有得到回答" in x], [])

        self.each(step, *self.provided())

    def test_05_plan(self):
        """Long words are cut into what the channel carries, and nothing of them is lost."""
        long = "".join(f"第{number}样要带的是身份证和户口本，原件复印件各一份。" for number in range(1, 38))
        bare = lambda text: re.sub(r"\s|【.*?】|[(（]\d+/\d+[)）]", "", text)

        def step(channel, row):
            id = self.case_of(channel, 5)
            self.assertEqual(self.clerk.call("POST", f"/conversations/{id}/messages", {"text": long})[0], 201)
            channel.wait_for(5, "第37样")
            until(lambda: long in bare("".join(channel.shown(5))), f"all of it: {channel.shown(5)}")
            parts = [text for text in channel.shown(5) if "样要带" in text]
            limit, measure = row.limit
            self.assertEqual(len(parts) > 1, limit < measure(long))
            for text in channel.shown(5):
                self.assertLessEqual(measure(text), limit)

        self.each(step)

    def test_06_send(self):
        """What waits for a busy provider leaves once, in order."""

        def step(channel, row):
            self.ready(channel, 6)
            channel.provider.ask("/trouble storm", "接下来1次")
            self.leave(channel, 6, QUESTION)
            channel.wait_for(6, MARK)
            self.leave(channel, 6, "菜单")
            channel.wait_for(6, MENU)
            until(lambda: channel.states(6) == {row.receipt}, f"{row.receipt}: {channel.parts(6)}")
            self.came_once(channel, 6, MARK)
            self.came_once(channel, 6, MENU)
            together = "".join(channel.shown(6))
            self.assertLess(together.index(MARK), together.rindex(MENU))

        self.each(step, *self.provided())

    def test_07_receipt(self):
        """Receipts late, doubled or before the answer end where they should; what failed is failed."""

        def step(channel, row):
            hows = ["late", "doubled", "reversed"] + (["failed"] if row.fails else [])
            for number, how in enumerate(hows, 70):
                self.ready(channel, number)
                before = len(channel.parts(number))
                last = lambda number=number, before=before: {state for state, _ in channel.parts(number)[before:]}
                channel.provider.ask(f"/receipts {how}", "回执：" + how)
                self.leave(channel, number, "菜单")
                until(lambda: last() and not last() & {"ready", "sending"}, f"{how} to leave")
                if how == "late":
                    self.assertEqual(last(), {"sent"})
                if how in ("late", "failed"):
                    channel.provider.type("/later 1")
                wanted = "failed" if how == "failed" else row.receipt
                if how != "failed":
                    channel.wait_for(number, MENU)
                until(lambda: last() == {wanted}, f"{how}: {wanted}, not {channel.parts(number)}")
            channel.provider.ask("/receipts normal", "回执：normal")

        self.each(step, *self.provided())

    def case_of(self, channel, number):
        for text in CASE:
            channel.tell(number, text)
        until(lambda: any("LN-ZX" in text for text in channel.said(number, "bot") + channel.said(number, "system")), "a case")
        return channel.conversation(number)[0]

    def notify(self, conversation, text):
        return self.clerk.call("POST", f"/conversations/{conversation}/notices", {"text": text})

    def test_08_opt_out(self):
        """退订 ends notices and nothing else; 恢复 brings them back."""

        def step(channel, row):
            id = self.case_of(channel, 8)
            channel.tell(8, "退订")
            channel.wait_for(8, "已退订")
            self.assertTrue(channel.conversation(8)[1])
            status, refused = self.notify(id, "您的材料可以补交了")
            self.assertEqual(status, 409)
            self.assertEqual(refused["error"]["code"], "opted_out")
            if channel in self.provided():  # where there is a token it changes under the gateway's feet
                channel.provider.ask("/trouble stale_token", "接下来1次")
            self.clerk.call("POST", f"/conversations/{id}/messages", {"text": "马上给您查"})
            channel.wait_for(8, "马上给您查")
            channel.tell(8, "恢复")
            channel.wait_for(8, "已恢复")
            self.assertFalse(channel.conversation(8)[1])
            self.assertEqual(self.notify(id, "您又能收到通知了")[0], 201)

        self.each(step)

    def test_09_quiet_hours(self):
        """A notice waits for their end, an answer does not."""

        def step(channel, row):
            id = self.case_of(channel, 9)
            status, told = self.notify(id, "您的材料可以补交了")
            self.assertEqual(status, 201)
            self.assertTrue(told["held_until"])
            self.clerk.call("POST", f"/conversations/{id}/messages", {"text": "马上给您查"})
            channel.wait_for(9, "马上给您查")
            self.assertEqual("".join(channel.shown(9)).count("可以补交了"), 0)

        self.each(step)

    def waits(self, channel):
        return rows(
            self.gateway, "SELECT id FROM outbox WHERE channel = ? AND recipient = ? AND state = 'ready' AND attempts > 0",
            channel.row.name, channel.kept_as(10),
        )  # fmt: skip

    def settle(self, channel):
        """Waits until the restarted gateway has sent all it may; false if the crash hit a try that was under way."""
        until(lambda: not channel.states(10) & {"ready", "sending"}, f"the answer to leave: {channel.parts(10)}")
        return "unknown" not in channel.states(10)

    def test_10_restart(self):
        """kill -9 while answers wait and people write: nothing is lost, nothing comes twice."""
        before = {channel: len(channel.provider.lines) for channel in self.provided()}

        def ask(channel, row):
            if row.rides or not row.receipt:
                channel.tell(13, QUESTION)
            if not row.receipt:
                return
            self.ready(channel, 12)
            self.ready(channel, 10)
            channel.provider.ask("/trouble silent", "接下来1次")
            self.leave(channel, 12, "菜单")
            until(lambda: "sending" in channel.states(12), "a call under way")
            channel.provider.ask("/trouble storm 3", "接下来3次")
            self.leave(channel, 10, QUESTION)
            until(lambda: self.waits(channel), f"a first try: {channel.parts(10)}")  # refused once, it waits

        def write_while_it_is_down(channel, row):
            channel.say(11, QUESTION)
            channel.provider.saw("没有得到回答", after=before[channel])

        def look(channel, row):
            settled = not row.receipt or self.settle(channel)
            channel.wait_for(9, "可以补交了")
            if row.comes_again:
                channel.provider.type(f"/later {row.comes_again}")
            elif channel in before:
                channel.provider.saw("服务商不再投递" if row.name != "wechat" else "暂时无法", after=before[channel])
                channel.say_again()
            asked = ([10] if settled and row.receipt and not row.rides else []) + ([11] if channel in before else []) + ([13] if row.rides or not row.receipt else [])
            for number in asked:
                channel.wait_for(number, MARK)
                self.assertEqual(channel.heard(number), [QUESTION])
                self.came_once(channel, number, MARK)
            if settled and row.rides:
                channel.wait_for(10, MARK)
                self.assertEqual(channel.heard(10), list(CASE))
                self.came_once(channel, 10, MARK)
            self.assertEqual("".join(channel.shown(9)).count("可以补交了"), 1)
            if row.receipt:  # nobody knows what became of it, so it is not sent again
                (text,) = [text for state, text in channel.parts(12) if state == "unknown"]
                self.assertNotIn(text, "".join(channel.shown(12)))

        self.each(ask)
        self.assertTrue(rows(self.gateway, "SELECT id FROM outbox WHERE state = 'ready' AND send_class = 0"))
        self.gateway.kill()
        self.each(write_while_it_is_down, *self.provided())
        self.gateway.change_quiet_hours("none")
        self.gateway.start()
        self.channels[0].reconnect()
        self.each(look)


if __name__ == "__main__":
    unittest.main()
