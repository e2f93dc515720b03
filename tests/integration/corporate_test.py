"""Channels of a corporation: WeCom answers in the call, DingTalk by the message's own way back, customer service is fetched from."""

import base64
import hashlib
import hmac
import json
import threading
import time
import unittest
import urllib.parse

from tests.support import wechat
from tests.support.gateway import WECHAT_APP, WECHAT_KEY, WECHAT_TOKEN, Gateway, Provider, until
from tests.support.wire import rows

ROBOT_SECRET = "robot-secret"
SEALED = f"corp_id: {WECHAT_APP}, corp_secret: s3cret, token: {WECHAT_TOKEN}, encoding_aes_key: {WECHAT_KEY}"


def gateway_with(provider):
    api = f"http://127.0.0.1:{provider.port}"
    gateway = Gateway(provider)
    with open(gateway.config, "a", encoding="utf-8") as config:
        config.write(f"  - {{name: wecom, type: wecom, agent_id: 1000002, {SEALED}, api_base: {api}}}\n")
        config.write(f"  - {{name: kf, type: wechat_kf, open_kfid: wk001, {SEALED}, api_base: {api}}}\n")
        config.write(
            f"  - {{name: ding, type: dingtalk, robot_code: ding01, app_key: ding01, app_secret: {ROBOT_SECRET}, "
            f"api_base: {api}, webhook_base: {api}}}\n"
        )
    return gateway


def sealed_query(envelope):
    stamp = str(int(time.time()))
    proof = wechat.signature(WECHAT_TOKEN, stamp, "n1", envelope)
    return {"msg_signature": proof, "timestamp": stamp, "nonce": "n1"}


def sealed_post(gateway, channel, message):
    envelope = wechat.encrypt(message)
    target = f"/hooks/{channel}?" + urllib.parse.urlencode(sealed_query(envelope))
    body = f"<xml><ToUserName><![CDATA[{WECHAT_APP}]]></ToUserName><Encrypt><![CDATA[{envelope}]]></Encrypt></xml>"
    return gateway.request("POST", target, body.encode())


def member_says(text, id):
    return (
        f"<xml><ToUserName>{WECHAT_APP}</ToUserName><FromUserName>ZhangSan</FromUserName><CreateTime>{int(time.time())}</CreateTime>"
        f"<MsgType>text</MsgType><Content><![CDATA[{text}]]></Content><MsgId>{id}</MsgId><AgentID>1000002</AgentID></xml>"
    )


class Wecom(unittest.TestCase):
    def test_the_address_is_checked_and_a_member_answered_in_the_call(self):
        with Provider() as provider, gateway_with(provider) as gateway:
            envelope = wechat.encrypt("1616140317555161061")
            query = urllib.parse.urlencode({**sealed_query(envelope), "echostr": envelope})
            status, _, body = gateway.request("GET", "/hooks/wecom?" + query)
            self.assertEqual((status, body), (200, "1616140317555161061"))
            message = member_says("低保需要啥材料", 1)
            status, _, first = sealed_post(gateway, "wecom", message)
            self.assertEqual(status, 200)
            self.assertIn("申请书", wechat.reply_text(first))
            self.assertEqual(sealed_post(gateway, "wecom", message)[2], first, "a repeat is answered the same")
            self.assertEqual(gateway.request("GET", "/hooks/wecom?" + query.replace("n1", "n2"))[0], 401)


class Dingtalk(unittest.TestCase):
    def say(self, gateway, text, id, way_back, sign=None, stamp=None):
        stamp = stamp or str(int(time.time() * 1000))
        proof = hmac.new(ROBOT_SECRET.encode(), f"{stamp}\n{ROBOT_SECRET}".encode(), hashlib.sha256).digest()
        message = {
            "msgtype": "text", "text": {"content": text}, "msgId": id, "createAt": int(stamp), "conversationType": "1",
            "senderId": "$:LWCP_v1:$x", "senderStaffId": "staff1", "robotCode": "ding01",
        }  # fmt: skip
        if way_back:
            message |= {"sessionWebhook": way_back, "sessionWebhookExpiredTime": int(stamp) + 5_400_000}
        headers = {"timestamp": stamp, "sign": sign or base64.b64encode(proof).decode(), "Content-Type": "application/json"}
        return gateway.request("POST", "/hooks/ding", json.dumps(message), headers)[0]

    def test_an_answer_goes_the_way_the_message_came_and_else_by_the_api(self):
        def answer(path, query, body):
            if path == "/v1.0/oauth2/accessToken":
                return 200, '{"accessToken": "tok", "expireIn": 7200}'
            return 200, '{"errcode": 0}' if path == "/robot/sendBySession" else '{"processQueryKey": "k"}'

        with Provider(answer) as provider, gateway_with(provider) as gateway:
            sent = lambda path: [json.loads(body) for at, _, body in list(provider.calls) if at == path]
            way = f"http://127.0.0.1:{provider.port}/robot/sendBySession?session=s1"
            self.assertEqual(self.say(gateway, "菜单", "m1", way), 200)
            until(lambda: sent("/robot/sendBySession"), "an answer by the session webhook")
            self.assertIn("content", sent("/robot/sendBySession")[0]["text"])
            self.assertEqual(self.say(gateway, "菜单", "m2", None), 200)
            until(lambda: sent("/v1.0/robot/oToMessages/batchSend"), "an answer by the OpenAPI")
            self.assertEqual(sent("/v1.0/robot/oToMessages/batchSend")[0]["userIds"], ["staff1"])
            # An address of somebody else is never called.
            self.say(gateway, "菜单", "m3", "http://localhost:9/steal")
            until(lambda: len(sent("/v1.0/robot/oToMessages/batchSend")) == 2, "an answer by the OpenAPI")
            self.assertEqual(self.say(gateway, "菜单", "m4", way, sign="bm8="), 401)
            self.assertNotIn("\x1d", sent("/robot/sendBySession")[0]["text"]["content"])

    def test_a_signature_that_was_seen_vouches_for_nobody_elses_words(self):
        with Provider(lambda *_: (200, '{"errcode": 0}')) as provider, gateway_with(provider) as gateway:
            stamp = str(int(time.time() * 1000) - 60_000)
            self.assertEqual(self.say(gateway, "菜单", "m1", None, stamp=stamp), 200)
            self.assertEqual(self.say(gateway, "我要转账", "m2", None, stamp=stamp), 401)
            self.assertEqual(self.say(gateway, "菜单", "m1", None, stamp=stamp), 200, "a retry")
            self.assertEqual(rows(gateway, "SELECT text FROM messages WHERE author = 'resident'"), [("菜单",)])
            self.assertIn('yimen_sig_fail_total{channel="ding"} 1', gateway.admin("/metrics")[2])

    def test_two_messages_of_one_millisecond_are_both_kept(self):
        with Provider(lambda *_: (200, '{"errcode": 0}')) as provider, gateway_with(provider) as gateway:
            stamp = str(int(time.time() * 1000))
            self.assertEqual(self.say(gateway, "菜单", "m1", None, stamp=stamp), 200)
            self.assertEqual(self.say(gateway, "人工", "m2", None, stamp=stamp), 200)
            self.assertEqual(self.say(gateway, "人工", "m3", None, stamp=stamp), 401, "the same again under another id")
            self.assertEqual(self.say(gateway, "转账", "m1", None, stamp=stamp), 401, "other words under an id that was seen")
            self.assertEqual(self.say(gateway, "人工", "m2", None, stamp=stamp), 200, "a retry")
            self.assertEqual(rows(gateway, "SELECT text FROM messages WHERE author = 'resident'"), [("菜单",), ("人工",)])


class Account:
    """What WeChat customer service keeps until it is fetched; a cursor is how many were."""

    def __init__(self, page=3):
        self.page, self.lock = page, threading.Lock()
        self.messages, self.sent, self.cursors, self.tokens = [], [], [], 0
        self.on_sync = lambda: None

    def add(self, person, text):
        with self.lock:
            number = len(self.messages)
            self.messages.append(
                {"msgid": f"msg-{number}", "open_kfid": "wk001", "external_userid": person, "send_time": int(time.time()),
                 "origin": 3, "msgtype": "text", "text": {"content": text}}
            )  # fmt: skip

    def __call__(self, path, query, body):
        if path == "/cgi-bin/gettoken":
            self.tokens += 1
            return 200, json.dumps({"errcode": 0, "access_token": f"t{self.tokens}", "expires_in": 7200})
        if query.get("access_token") == "t1":
            return 200, '{"errcode": 42001, "errmsg": "access_token expired"}'
        asked = json.loads(body)
        if path == "/cgi-bin/kf/send_msg":
            with self.lock:
                self.sent.append((asked["touser"], asked["text"]["content"]))
            return 200, json.dumps({"errcode": 0, "msgid": asked["msgid"]})
        if path != "/cgi-bin/kf/sync_msg":
            return 404, ""
        with self.lock:
            self.cursors.append(asked["cursor"])
            start = int(asked["cursor"] or 0)
            end = min(start + self.page, len(self.messages))
            more = end < len(self.messages)
            answer = {"errcode": 0, "next_cursor": str(end), "has_more": int(more), "msg_list": self.messages[start:end]}
        self.on_sync()
        return 200, json.dumps(answer)


def hint():
    return (
        f"<xml><ToUserName>{WECHAT_APP}</ToUserName><CreateTime>{int(time.time())}</CreateTime><MsgType>event</MsgType>"
        "<Event>kf_msg_or_event</Event><Token>ENC1</Token><OpenKfId>wk001</OpenKfId></xml>"
    )


def taken(gateway):
    return rows(gateway, "SELECT count(*) FROM inbox WHERE channel = 'kf'")[0][0]


class CustomerService(unittest.TestCase):
    def test_what_waits_is_fetched_once_page_by_page(self):
        account = Account()
        for number in range(8):
            account.add(f"wm{number}", "菜单")
        with Provider(account) as provider, gateway_with(provider) as gateway:
            # What came while nobody listened is fetched at the start, though the first token is stale.
            until(lambda: len(account.sent) == 8, "eight answers")
            account.add("wm8", "菜单")
            self.assertEqual(sealed_post(gateway, "kf", hint())[::2], (200, ""))
            until(lambda: len(account.sent) == 9, "the ninth answer")
            self.assertEqual(sorted(person for person, _ in account.sent), [f"wm{n}" for n in range(9)])
            self.assertEqual(account.cursors[:4], ["", "3", "6", "8"])
            self.assertEqual(taken(gateway), 9)
            self.assertEqual(gateway.stop(), 0)

    def test_a_crash_between_pages_loses_and_doubles_nothing(self):
        account = Account()
        for number in range(20):
            account.add(f"wm{number}", "菜单")
        reached = threading.Event()
        account.on_sync = lambda: reached.set() if len(account.cursors) == 3 else None
        with Provider(account) as provider, gateway_with(provider) as gateway:
            self.assertTrue(reached.wait(60))
            gateway.kill()
            gateway.start()
            until(lambda: taken(gateway) == 20, "twenty turns")
            until(lambda: len({person for person, _ in account.sent}) >= 17, "answers")
            heard = rows(gateway, "SELECT count(*) FROM messages WHERE author = 'resident'")[0][0]
            self.assertEqual(heard, 20)
            until(lambda: rows(gateway, "SELECT cursor FROM cursors") == [("20",)], "the last cursor")


class Groups(unittest.TestCase):
    def test_clerks_in_their_groups_are_told_of_a_new_case_and_of_nobody(self):
        def answer(path, query, body):
            if path in ("/cgi-bin/gettoken", "/v1.0/oauth2/accessToken"):
                return 200, json.dumps({"errcode": 0, "access_token": "t", "expires_in": 7200, "accessToken": "t", "expireIn": 7200})
            return 200, '{"errcode": 0, "msgid": "m"}'

        provider = self.enterContext(Provider(answer))
        gateway = gateway_with(provider)
        text = gateway.config.read_text(encoding="utf-8").replace("agent_id: 1000002", "agent_id: 1000002, robot_key: k1")
        gateway.config.write_text(text.replace("robot_code: ding01", "robot_code: ding01, group_token: g1"), encoding="utf-8")
        self.enterContext(gateway)
        told = lambda path: [body for at, _, body in list(provider.calls) if at == path]
        said = lambda: rows(gateway, "SELECT count(*) FROM messages WHERE author = 'bot'")[0][0]
        for number, words in enumerate(("人工", "王大爷的残疾补贴没到账", "倴城镇")):
            before = said()
            gateway.sms(words, id=f"g{number}")
            until(lambda before=before: said() > before, "an answer")
        for path in ("/cgi-bin/webhook/send", "/robot/send"):
            (body,) = until(lambda path=path: told(path), "the group's robot")
            ((case,),) = rows(gateway, "SELECT no FROM cases")
            self.assertIn(f"新办件 {case}，请到工作台查看：{gateway.base}/desk/", body)
            for word in ("残疾", "王大爷", "13800000001", "倴城"):
                self.assertNotIn(word, body)
        # A second wish joins the open case: nothing new.
        gateway.sms("人工", id="g9")
        until(lambda: {state for (state,) in rows(gateway, "SELECT state FROM outbox WHERE recipient = '@robot'")} == {"sent"}, "both")
        self.assertEqual(rows(gateway, "SELECT count(*) FROM outbox WHERE recipient = '@robot'"), [(2,)])


class Standing(unittest.TestCase):
    """Why a channel is dumb is told wherever an operator looks."""

    def test_a_wrong_secret_and_a_missing_address_on_the_list_are_told(self):
        refused = {"/v1.0/oauth2/accessToken": (400, '{"code": "invalidClientIdOrSecret", "message": "m"}')}
        refused["/cgi-bin/gettoken"] = (200, '{"errcode": 60020, "errmsg": "not allow to access from your ip"}')
        with Provider(lambda path, *_: refused.get(path, (404, ""))) as provider, gateway_with(provider) as gateway:
            ding = Dingtalk()
            self.assertEqual(ding.say(gateway, "菜单", "m1", None), 200)
            ready = until(lambda: "channel ding: failing" in (told := gateway.admin("/readyz")[2]) and told, "the refused token")
            self.assertRegex(ready, r"channel ding: failing: no token: .*invalidClientIdOrSecret")
            until(lambda: "fetching kf: failing" in gateway.admin("/readyz")[2], "the fetch that fails")
            ready = gateway.admin("/readyz")
            self.assertEqual(ready[0], 200, "the others can be given work")
            self.assertRegex(ready[2], r"fetching kf: failing: nothing can be fetched for \d+ s: errcode 60020, this server's address")
            self.assertRegex(gateway.admin("/metrics")[2], r'yimen_pull_failures_total\{channel="kf"\} [1-9]')
            self.assertIn("no token: errcode 60020", gateway.admin("/channels/kf/log")[2])
            self.assertIn("no token: http 400", gateway.admin("/channels/ding/log")[2])
            until(lambda: rows(gateway, "SELECT count(*) FROM outbox WHERE channel = 'ding' AND state = 'ready' AND code LIKE 'no_token: http 400%'") == [(1,)], "a part that waits")
            for text in (gateway.said(), gateway.admin("/channels/ding/log")[2], gateway.admin("/channels/kf/log")[2]):
                self.assertNotIn(ROBOT_SECRET, text)
                self.assertNotIn("s3cret", text)
            self.assertIn("token_refused", gateway.said())

    def test_a_fetch_that_works_again_is_no_longer_told_of(self):
        account = Account()
        broken = threading.Event()
        broken.set()

        def answer(path, query, body):
            return (500, "") if broken.is_set() and path == "/cgi-bin/kf/sync_msg" and query.get("access_token") != "t1" else account(path, query, body)

        with Provider(answer) as provider, gateway_with(provider) as gateway:
            until(lambda: "fetching kf: failing" in gateway.admin("/readyz")[2], "the fetch that fails")
            self.assertIn("not fetched", gateway.admin("/channels/kf/log")[2])
            broken.clear()
            sealed_post(gateway, "kf", hint())
            until(lambda: "fetching kf: ok" in gateway.admin("/readyz")[2], "the fetch that works")
            self.assertIn("something to fetch", gateway.admin("/channels/kf/log")[2])


if __name__ == "__main__":
    unittest.main()
