"""The web chat as a page meets it: by WebSocket, by poll, in two tabs, after a restart."""

import concurrent.futures
import json
import time
import unittest

from tests.support.gateway import Clerk, Gateway, until
from tests.support.page import Page
from tests.support.wire import count, rows


class Poller:
    """A page in an old browser: the same frames over HTTP."""

    def __init__(self, gateway, token=None, **hello):
        self.gateway, self.token, self.seen, self.cids = gateway, token, 0, 0
        frames = self.send({"type": "hello", **({"token": token} if token else {}), **hello})
        self.welcome = frames[0]
        self.token = self.welcome.get("token", token)

    def call(self, method, target, body=None, token=None):
        headers = {"Authorization": f"Bearer {token or self.token}"} if token or self.token else {}
        if body is not None:
            headers["Content-Type"] = "application/json"
        status, _, text = self.gateway.request(method, target, body, headers)
        return status, json.loads(text)["frames"]

    def send(self, frame):
        status, frames = self.call("POST", "/chat/send", json.dumps(frame))
        assert status == 200, frames
        self.look(frames)
        return frames

    def post(self, text, cid=None):
        self.cids += 1
        return self.send({"type": "msg", "cid": cid or f"p{self.cids}", "text": text})

    def poll(self, after=None):
        status, frames = self.call("GET", f"/chat/poll?after={self.seen if after is None else after}")
        assert status == 200, frames
        self.look(frames)
        return frames

    def look(self, frames):
        self.seen = max([self.seen, *[frame["seq"] for frame in frames if frame["type"] in ("msg", "ack")]])


def texts(frames, author="bot"):
    return [frame["text"] for frame in frames if frame["type"] == "msg" and frame["author"] == author]


def queue_up(say):
    for words in ("人工", "我家房子漏雨", "倴城镇"):
        say(words)


class Polling(unittest.TestCase):
    def test_a_message_is_answered_and_a_clerks_answer_wakes_the_waiting_poll(self):
        with Gateway() as gateway:
            gateway.add_clerk("zhangsan", display_name="张三")
            page = Poller(gateway)
            ack, *said = page.post("低保需要啥材料")
            self.assertEqual(ack["type"], "ack")
            self.assertIn("户口本", "".join(texts(said)))
            queue_up(page.post)
            clerk = Clerk(gateway, "zhangsan")
            (waiting,) = clerk.inbox("unclaimed")
            clerk.call("POST", f"/conversations/{waiting['id']}/claim")
            page.poll()
            with concurrent.futures.ThreadPoolExecutor(1) as pool:
                poll = pool.submit(page.poll)
                until(lambda: poll.running() or poll.done(), "the poll to begin")
                clerk.call("POST", f"/conversations/{waiting['id']}/messages", {"text": "明天到村里看"})
                frames = poll.result()
            while not texts(frames, "clerk"):
                frames = page.poll()
            self.assertEqual(texts(frames, "clerk"), ["明天到村里看"])

    def test_a_message_sent_twice_is_taken_once(self):
        with Gateway() as gateway:
            page = Poller(gateway)
            first = page.post("低保需要啥材料", cid="again")
            second = page.post("低保需要啥材料", cid="again")
            self.assertEqual(first[0], second[0])
            self.assertEqual(texts(first), texts(second))
            self.assertEqual(count(gateway, "inbox"), 1)

    def test_who_has_no_token_gets_nothing(self):
        with Gateway() as gateway:
            page = Poller(gateway)
            page.post("我的事情")
            for token in ("", "x", page.token[:-1], page.token + "A", page.welcome["conv"], page.token[:-1] + ("B" if page.token[-1] != "B" else "C")):
                with self.subTest(token=len(token)):
                    headers = {"Authorization": f"Bearer {token}"} if token else {}
                    status, _, body = gateway.request("GET", "/chat/poll?after=0", headers=headers)
                    self.assertEqual((status, json.loads(body)["frames"][0]["code"]), (401, "bad_token"))
            self.assertNotIn(page.token, gateway.said())
            self.assertEqual(rows(gateway, "SELECT count(*) FROM contacts WHERE sender = ?", page.token)[0][0], 0)
            self.assertEqual(len(page.token), 43)

    def test_a_poll_gives_what_came_after_a_number(self):
        with Gateway() as gateway:
            page = Poller(gateway)
            ack = page.post("低保需要啥材料")[0]
            page.post("菜单")
            everything = Poller(gateway, token=page.token).poll(0)
            self.assertEqual(texts(everything, "resident"), ["低保需要啥材料", "菜单"])
            later = page.poll(ack["seq"])
            self.assertEqual(texts(later, "resident"), ["菜单"])
            sequence = [frame["seq"] for frame in everything if frame["type"] == "msg"]
            self.assertEqual(sequence, sorted(set(sequence)))

    def test_a_waiting_poll_is_answered_when_the_gateway_stops(self):
        with Gateway() as gateway:
            page = Poller(gateway)
            page.post("菜单")
            with concurrent.futures.ThreadPoolExecutor(1) as pool:
                poll = pool.submit(page.poll)
                until(lambda: 'yimen_queue_depth{class="polls"} 1\n' in gateway.admin("/metrics")[2], "the poll to wait")
                self.assertEqual(gateway.stop(), 0)
                self.assertEqual(poll.result(), [])

    def test_the_qr_codes_town_is_where_the_case_goes(self):
        with Gateway() as gateway:
            gateway.add_clerk("wangwu", area="130224101")
            gateway.add_clerk("zhangsan", area="130224100")
            page = Poller(gateway, scene="130224101")
            for words in ("人工", "房子漏雨", "不知道"):
                page.post(words)
            (waiting,) = Clerk(gateway, "wangwu").inbox("unclaimed")
            self.assertEqual(waiting["area"]["name"], "宋道口镇")
            self.assertEqual(Clerk(gateway, "zhangsan").inbox("all"), [])


class Sockets(unittest.TestCase):
    def test_a_subprotocol_is_agreed_on_if_it_was_offered_and_never_else(self):
        """A browser hangs up when it is told of one it did not offer."""
        with Gateway() as gateway:
            for offered, agreed in (
                (None, None), ("yimen.chat.v1", "yimen.chat.v1"), ("luannan.chat.v1", "luannan.chat.v1"),
                ("other, yimen.chat.v1", "yimen.chat.v1"), ("other", None),
            ):  # fmt: skip
                page = Page(gateway, protocol=offered)
                self.assertEqual((page.status, page.headers.get("sec-websocket-protocol")), (101, agreed), offered)
                page.close()

    def test_the_qr_codes_town_is_where_the_case_goes_until_another_is_named(self):
        with Gateway() as gateway:
            gateway.add_clerk("wangwu", area="130224101")
            gateway.add_clerk("zhangsan", area="130224100")
            page = Page(gateway, scene="130224101")
            for words in ("人工", "房子漏雨", "不知道"):
                page.ask(words)
            (waiting,) = Clerk(gateway, "wangwu").inbox("unclaimed")
            self.assertEqual(waiting["area"]["name"], "宋道口镇")

            other = Page(gateway, scene="130224101")
            queue_up(other.ask)
            (named,) = Clerk(gateway, "zhangsan").inbox("unclaimed")
            other.post("还有一件事")
            (still,) = Clerk(gateway, "zhangsan").inbox("unclaimed")
            self.assertEqual(still["id"], named["id"])
            self.assertEqual(still["last_message"]["text"], "还有一件事")

    def test_an_unknown_scene_is_as_good_as_none(self):
        with Gateway() as gateway:
            for scene in ("999999999", "nonsense", "../../etc", "x" * 200):
                self.assertTrue(Page(gateway, scene=scene).ask("菜单"))

    def test_a_page_that_comes_back_gets_what_it_missed_and_no_more(self):
        with Gateway() as gateway:
            page = Page(gateway)
            first = page.post("低保需要啥材料")
            page.wait(lambda f: f["type"] == "msg" and f["author"] == "bot")
            second = page.post("菜单")
            page.wait(lambda f: f["type"] == "msg" and f["author"] == "bot" and f["seq"] > second)
            page.close()
            again = Page(gateway, token=page.welcome["token"], last_seq=first)
            self.assertNotIn("token", again.welcome)
            self.assertEqual(again.welcome["conv"], page.welcome["conv"])
            missed = []
            while not missed or missed[-1]["seq"] < again.welcome["seq"]:
                missed.append(again.wait(lambda f: f["type"] == "msg"))
            self.assertEqual([f["text"] for f in missed if f["author"] == "resident"], ["菜单"])
            self.assertTrue(all(f["seq"] > first for f in missed))

    def test_two_tabs_of_one_chat_show_the_same(self):
        with Gateway() as gateway:
            left = Page(gateway)
            right = Page(gateway, token=left.welcome["token"])
            seq = left.post("低保需要啥材料")
            own = right.wait(lambda f: f["type"] == "msg" and f["author"] == "resident")
            self.assertEqual((own["seq"], own["text"]), (seq, "低保需要啥材料"))
            answer = left.wait(lambda f: f["type"] == "msg" and f["author"] == "bot")
            self.assertEqual(right.wait(lambda f: f["type"] == "msg" and f["author"] == "bot"), answer)

    def test_pages_that_open_while_a_clerk_answers_hear_it(self):
        tabs = 12
        with Gateway() as gateway, concurrent.futures.ThreadPoolExecutor(tabs) as pool:
            gateway.add_clerk("zhangsan")
            page = Page(gateway)
            queue_up(page.ask)
            clerk = Clerk(gateway, "zhangsan")
            (waiting,) = clerk.inbox("unclaimed")
            for number in range(50):
                opened = [pool.submit(Page, gateway, token=page.welcome["token"], last_seq=0) for _ in range(tabs)]
                sent = clerk.call("POST", f"/conversations/{waiting['id']}/messages", {"text": f"第{number}句"})
                self.assertEqual(sent[0], 201)
                for tab in opened:
                    tab.result().wait(lambda f: f["type"] == "msg" and f["text"] == f"第{number}句")
                    tab.result().close()

    def test_messages_of_one_breath_are_taken_in_their_order(self):
        with Gateway() as gateway:
            page = Page(gateway)
            words = ["菜单", "查进度", "低保需要啥材料", "菜单", "谢谢"]
            for i, text in enumerate(words):
                page.send({"type": "msg", "cid": f"b{i}", "text": text})
            acks = [page.wait(lambda f: f["type"] == "ack") for _ in words]
            self.assertEqual([ack["cid"] for ack in acks], [f"b{i}" for i in range(len(words))])
            self.assertEqual([ack["seq"] for ack in acks], sorted(ack["seq"] for ack in acks))
            kept = rows(gateway, "SELECT text FROM messages WHERE author = 'resident' ORDER BY id")
            self.assertEqual([text for (text,) in kept], words)
            self.assertNotIn("resident", [frame.get("author") for frame in page.frames])

    def test_quick_replies_are_offered_and_a_tapped_one_is_understood(self):
        with Gateway() as gateway:
            page = Page(gateway)
            page.post("菜单")
            menu = page.wait(lambda f: f["type"] == "msg" and f.get("quick_replies"))
            choice = next(reply for reply in menu["quick_replies"] if reply["label"] == "查办理进度")
            page.send({"type": "msg", "cid": "tap", "choice": choice["key"]})
            seq = page.wait(lambda f: f["type"] == "ack" and f["cid"] == "tap")["seq"]
            answer = page.wait(lambda f: f["type"] == "msg" and f["author"] == "bot" and f["seq"] > seq)
            self.assertIn("受理编号", answer["text"])

    def test_typing_and_pings_change_nothing(self):
        with Gateway() as gateway:
            page = Page(gateway)
            page.send({"type": "typing"})
            page.send({"type": "ping", "later": {"versions": ["say", "more"]}})
            page.wait(lambda f: f["type"] == "pong")
            self.assertEqual(count(gateway, "messages"), 0)
            self.assertEqual(page.frames, [f for f in page.frames if f["type"] == "handoff"])

    def test_a_text_of_a_thousand_characters_is_taken_and_one_more_is_not(self):
        with Gateway() as gateway:
            page = Page(gateway)
            self.assertTrue(page.ask("长" * 1000))
            page.send({"type": "msg", "cid": "long", "text": "长" * 1001})
            told = page.wait(lambda f: f["type"] == "error")
            self.assertEqual((told["code"], told.get("cid")), ("too_long", "long"))

    def test_who_speaks_is_shown_as_it_changes(self):
        with Gateway() as gateway:
            gateway.add_clerk("zhangsan", display_name="张三")
            page = Page(gateway)
            queue_up(page.ask)
            queued = page.wait(lambda f: f["type"] == "handoff" and f["state"] == "queued")
            clerk = Clerk(gateway, "zhangsan")
            (waiting,) = clerk.inbox("unclaimed")
            self.assertEqual(queued["case_no"], waiting["case"]["no"])
            self.assertEqual(queued["queue_pos"], 1)
            clerk.call("POST", f"/conversations/{waiting['id']}/claim")
            self.assertEqual(page.wait(lambda f: f["type"] == "handoff" and f["state"] == "human")["clerk"], "张三")
            clerk.call("POST", f"/conversations/{waiting['id']}/return-to-bot", {"summary": "已说明"})
            page.wait(lambda f: f["type"] == "handoff" and f["state"] == "bot")

    def test_what_the_page_has_shown_is_delivered_for_the_clerk(self):
        with Gateway() as gateway:
            gateway.add_clerk("zhangsan")
            page = Page(gateway)
            queue_up(page.ask)
            clerk = Clerk(gateway, "zhangsan")
            (waiting,) = clerk.inbox("unclaimed")
            live = Page(gateway, "/api/v1/ws", protocol="", headers={"Cookie": clerk.cookie})
            live.send({"type": "hello"})
            live.wait(lambda f: f["type"] == "welcome")
            path = f"/conversations/{waiting['id']}/messages"
            sent = clerk.call("POST", path, {"text": "明天去看"})[1]
            self.assertEqual(sent["status"], "kept")
            page.wait(lambda f: f["type"] == "msg" and f["author"] == "clerk")
            page.send({"type": "read", "seq": sent["seq"]})
            told = live.wait(lambda f: f["type"] == "message.status")
            self.assertEqual(told["data"], {"conversation": waiting["id"], "seq": sent["seq"], "status": "delivered"})
            shown = [m for m in clerk.call("GET", path)[1]["items"] if m["seq"] == sent["seq"]]
            self.assertEqual(shown[0]["status"], "delivered")

    def test_a_chats_pace_outlives_its_sockets_and_is_the_polls_too(self):
        flood = 12
        with Gateway() as gateway:
            began = time.monotonic()
            page, taken = Page(gateway), 0
            token = page.welcome["token"]
            for visit in range(2):
                for i in range(flood):
                    page.send({"type": "msg", "cid": f"v{visit}-{i}", "text": "低保"})
                told = [page.wait(lambda f: f["type"] in ("ack", "error")) for _ in range(flood)]
                taken += len([f for f in told if f["type"] == "ack"])
                page.close()
                page = Page(gateway, token=token)
            headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
            sent = [
                gateway.request("POST", "/chat/send", json.dumps({"type": "msg", "cid": f"p{i}", "text": "低保"}), headers)
                for i in range(flood)
            ]
            taken += len([answer for answer in sent if answer[0] == 200])
            # Five at once, and one more every two seconds.
            self.assertLessEqual(taken, 6 + (time.monotonic() - began) / 2)
            refused = [answer for answer in sent if answer[0] != 200]
            self.assertEqual({answer[0] for answer in refused}, {429})
            self.assertGreater(int(refused[0][1]["Retry-After"]), 0)
            self.assertEqual(json.loads(refused[0][2])["frames"][0]["code"], "too_fast")
            self.assertTrue(Page(gateway).ask("菜单"), "another chat")

    def test_a_restart_says_bye_and_the_chat_goes_on_afterwards(self):
        with Gateway() as gateway:
            page = Page(gateway)
            page.ask("低保需要啥材料")
            gateway.process.terminate()
            bye = page.wait(lambda f: f["type"] == "bye")
            self.assertEqual(bye["reason"], "restart")
            self.assertGreater(bye["retry_after"], 0)
            opcode, payload = page.receive()
            self.assertEqual((opcode, int.from_bytes(payload[:2], "big")), (8, 1012))
            page.close()
            self.assertEqual(gateway.process.wait(), 0)
            gateway.start()
            again = Page(gateway, token=page.welcome["token"], last_seq=0)
            self.assertTrue(again.ask("菜单"))

    def test_what_people_write_stays_out_of_the_log_and_the_numbers(self):
        with Gateway() as gateway:
            Page(gateway).ask("我叫演示乙，电话13812345678")
            for where in (gateway.said(), gateway.admin("/metrics")[2]):
                for canary in ("演示乙", "13812345678", "5678"):
                    self.assertNotIn(canary, where)


if __name__ == "__main__":
    unittest.main()
