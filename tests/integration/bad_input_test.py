"""Every class of bad input gets its documented answer, changes nothing and tells nothing."""

import json
import time
import unittest
import urllib.parse

from tests.support import wechat
from tests.support import gateway as house
from tests.support.gateway import SMS_SECRET, WECHAT_ACCOUNT, WECHAT_KEY, WECHAT_TOKEN, Clerk, Gateway, Provider, until
from tests.support.page import Page
from tests.support.wire import call, count, exchange, read_reply, rows

JSON = "Content-Type: application/json"
FORM = "Content-Type: application/x-www-form-urlencoded"
LOGIN = "/api/v1/auth/login"
SMS = f"/hooks/sms/{SMS_SECRET}"
NOBODY = "A" * 43


def sms(**changed):
    query = {"from": "13800000009", "to": "10690000", "text": "低保", "id": "x1", "time": "1795320000", **changed}
    return call("GET", SMS + "?" + urllib.parse.urlencode({name: value for name, value in query.items() if value is not None}))


def sealed(inner, **when):
    """A well signed WeChat call around whatever XML."""
    target, body = wechat.safe_call(inner, **when)
    return call("POST", target, body, "Content-Type: text/xml")


def signed(envelope):
    """A well signed WeChat call around whatever is said to be encrypted."""
    stamp = str(int(time.time()))
    proof = wechat.signature(WECHAT_TOKEN, stamp, "n", envelope)
    body = f"<xml><ToUserName><![CDATA[{WECHAT_ACCOUNT}]]></ToUserName><Encrypt><![CDATA[{envelope}]]></Encrypt></xml>"
    return call("POST", f"/hooks/wechat?timestamp={stamp}&nonce=n&encrypt_type=aes&msg_signature={proof}", body, "Content-Type: text/xml")


def with_signature(proof, stamp=None):
    target, body = wechat.safe_call(wechat.text_message("低保"))
    query = dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(target).query))
    query.update({"msg_signature": proof}, **({} if stamp is None else {"timestamp": stamp}))
    return call("POST", "/hooks/wechat?" + urllib.parse.urlencode(query), body, "Content-Type: text/xml")


def sealed_as(app_id):
    """An envelope of our key with another account's name inside."""
    return wechat.encrypt(wechat.text_message("低保"), owner=app_id)


def sealed_raw(plain):
    import base64

    return base64.b64encode(wechat._aes(plain)).decode()


def say(frame, *fields):
    frame = frame if isinstance(frame, (bytes, str)) else json.dumps(frame)
    return call("POST", "/chat/send", frame, JSON, f"Authorization: Bearer {NOBODY}", *fields)


def message(**changed):
    return {"type": "msg", "cid": "c1", "text": "低保", **changed}


def login(body):
    return call("POST", LOGIN, body, JSON)


def entity(declaration):
    return declaration + wechat.text_message("低保")


def nested(depth):
    return wechat.text_message("低保").replace("</xml>", "<a>" * depth + "</a>" * depth + "</xml>")


def chunked(*chunks):
    return call("POST", "/chat/send", b"".join(chunks), JSON, "Transfer-Encoding: chunked")


# (class of reliability, what, bytes, status)
CASES = [
    (1, "a webhook's body over 64 KiB", lambda: call("POST", "/hooks/wechat", b"x" * 70_000, "Content-Type: text/xml"), 413),
    (1, "a chat frame over 16 KiB", lambda: say(message(text="长" * 6000)), 413),
    (1, "a login over 4 KiB", lambda: login(json.dumps({"name": "a" * 5000, "password": "b"})), 413),
    (1, "a length announced that is too long", lambda: call("POST", "/hooks/wechat", b"", length=10**9), 413),
    (2, "a header over 8 KiB", lambda: call("GET", "/chat/poll?after=0", b"", "X-Long: " + "a" * 9000), 431),
    (2, "over 100 header fields", lambda: call("GET", SMS, b"", *[f"X-{i}: 1" for i in range(101)]), 431),
    (3, "a URI over 4 KiB", lambda: sms(text="长" * 1500), 414),
    (3, "a path over 4 KiB", lambda: call("GET", "/" + "a" * 5000), 414),
    (4, "PUT to a hook", lambda: call("PUT", SMS), 405),
    (4, "HEAD of a hook", lambda: call("HEAD", f"{SMS}?from=13800000009&text=a&id=head"), 405),
    (4, "GET of what is sent", lambda: call("GET", "/chat/send"), 405),
    (4, "DELETE of the inbox", lambda: call("DELETE", "/api/v1/inbox"), 405),
    (4, "POST to a hook that is asked by GET", lambda: call("POST", SMS, "from=13800000009&text=a", FORM), 405),
    (5, "a picture to a hook", lambda: call("POST", "/hooks/wechat", b"\x89PNG", "Content-Type: image/png"), 415),
    (5, "plain text as a chat frame", lambda: call("POST", "/chat/send", json.dumps(message()), "Content-Type: text/plain"), 415),
    (5, "a form as a login", lambda: call("POST", LOGIN, "name=a&password=b", FORM), 415),
    (5, "no media type at all", lambda: call("POST", LOGIN, '{"name":"a","password":"b"}'), 415),
    (6, "half a frame", lambda: say('{"type":"msg","cid":"c1"'), 400),
    (6, "a frame that is a list", lambda: say("[1,2]"), 400),
    (6, "an empty login", lambda: login(""), 400),
    (6, "a login with a comma too many", lambda: login('{"name":"a","password":"b",}'), 400),
    (6, "a login without a name", lambda: login('{"password":"b"}'), 400),
    (6, "a name that is no text", lambda: login('{"name":["a"],"password":"b"}'), 400),
    (7, "a frame forty levels deep", lambda: say('{"type":"msg","cid":"c","text":"t","x":' + "[" * 40 + "]" * 40 + "}"), 400),
    (7, "a login four thousand levels deep", lambda: login("[" * 4000), 400),
    (8, "a name given twice", lambda: login('{"name":"a","name":"b","password":"c"}'), 400),
    (8, "a password given twice", lambda: login('{"name":"a","password":"c","password":"d"}'), 400),
    (9, "bytes that are no UTF-8", lambda: say(b'{"type":"msg","cid":"c1","text":"\xff\xfe"}'), 400),
    (9, "half a surrogate", lambda: say('{"type":"msg","cid":"c1","text":"\\ud800"}'), 400),
    (9, "half a surrogate in a login", lambda: login('{"name":"\\udc00","password":"b"}'), 400),
    (9, "a NUL in a login", lambda: login('{"name":"a\\u0000b","password":"b"}'), 400),
    (9, "a NUL in a path", lambda: call("GET", "/chat/%00"), 400),
    (9, "a path that is no UTF-8", lambda: call("GET", "/%ff%fe"), 400),
    (10, "XML that does not end", lambda: sealed(wechat.text_message("低保")[:-8]), 400),
    (10, "XML closed crosswise", lambda: sealed("<xml><a><b></a></b></xml>"), 400),
    (10, "no XML within a good envelope", lambda: sealed("低保"), 400),
    (10, "XML of a message without sender", lambda: sealed(wechat.text_message("低保").replace("FromUserName", "From")), 400),
    (11, "a document type", lambda: sealed(entity('<!DOCTYPE xml [<!ENTITY a "b">]>')), 400),
    (11, "a file as an entity", lambda: sealed(entity('<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>')), 400),
    (11, "a processing instruction", lambda: sealed(entity("<?php exit ?>")), 400),
    (11, "a document type outside the envelope", lambda: call("POST", "/hooks/wechat?timestamp=%d" % time.time(), '<!DOCTYPE x><xml/>', "Content-Type: text/xml"), 400),
    (12, "XML ten levels deep", lambda: sealed(nested(10)), 400),
    (12, "XML of seventy elements", lambda: sealed(wechat.text_message("低保").replace("</xml>", "<a/>" * 70 + "</xml>")), 400),
    (13, "another's signature", lambda: with_signature("0" * 40), 401),
    (13, "no signature", lambda: with_signature(""), 401),
    (13, "a signature of the wrong length", lambda: with_signature("abc"), 401),
    (13, "an unsigned URL check", lambda: call("GET", f"/hooks/wechat?timestamp={int(time.time())}&nonce=n&signature=0&echostr=e"), 401),
    (13, "a hook's wrong secret", lambda: call("GET", "/hooks/sms/wrong-secret-000000?from=13800000009&text=a"), 403),
    (13, "a hook without its secret", lambda: call("GET", "/hooks/sms?from=13800000009&text=a"), 403),
    (13, "a chat without its token", lambda: call("POST", "/chat/send", json.dumps(message()), JSON), 401),
    (13, "a token that is none", lambda: call("GET", "/chat/poll?after=0", b"", "Authorization: Bearer abc"), 401),
    (13, "the desk without a session", lambda: call("GET", "/api/v1/inbox", b"", "Cookie: yimen_session=guessed"), 401),
    (13, "a forged receipt", lambda: call("GET", f"{SMS}/receipts?part=1&state=1&sig=" + "0" * 32), 403),
    (14, "a call of six minutes ago", lambda: sealed(wechat.text_message("低保"), at=int(time.time()) - 360), 401),
    (14, "a call of six minutes hence", lambda: sealed(wechat.text_message("低保"), at=int(time.time()) + 360), 401),
    (14, "a time that is none", lambda: with_signature("0" * 40, "now"), 401),
    (16, "a chunk of no size", lambda: chunked(b"zz\r\nabc\r\n0\r\n\r\n"), 400),
    (16, "a chunk of negative size", lambda: chunked(b"-5\r\nabcde\r\n0\r\n\r\n"), 400),
    (16, "a chunk as large as the world", lambda: chunked(b"fffffffffffffffff\r\nabc"), 400),
    (17, "chunks with a length", lambda: call("POST", "/chat/send", b"0\r\n\r\n", JSON, "Content-Length: 5", "Transfer-Encoding: chunked"), 400),
    (17, "two lengths", lambda: call("POST", "/chat/send", b"{}", JSON, "Content-Length: 3"), 400),
    (17, "an unknown transfer encoding", lambda: call("POST", "/chat/send", b"", JSON, "Transfer-Encoding: gzip, chunked"), 400),
    (19, "a compressed frame", lambda: say(message(), "Content-Encoding: gzip"), 415),
    (19, "a compressed hook", lambda: call("POST", "/hooks/wechat", b"\x1f\x8b", "Content-Encoding: gzip", "Content-Type: text/xml"), 415),
    (20, "a channel there is none of", lambda: call("GET", "/hooks/line/secret?from=1&text=a"), 404),
    (20, "a channel that has no hook", lambda: call("POST", "/hooks/web", json.dumps(message()), JSON), 404),
    (21, "an envelope that is no base64", lambda: signed("%%%"), 401),
    (21, "an envelope cut short", lambda: signed(wechat.encrypt(wechat.text_message("低保"))[:-8]), 401),
    (21, "an envelope with another account inside", lambda: signed(sealed_as("wx9999999999999999")), 401),
    (21, "an envelope of bad padding", lambda: signed(sealed_raw(b"\x00" * 64)), 401),
    (21, "an envelope that claims to be longer", lambda: signed(sealed_raw(b"r" * 16 + b"\x7f\xff\xff\xff" + b"x" * 12 + b"\x20" * 32)), 401),
    (22, "a time over 64 bits", lambda: sms(time="9" * 20), 400),
    (22, "a time that is no number", lambda: sms(time="NaN"), 400),
    (22, "a receipt's part over 64 bits", lambda: call("GET", f"{SMS}/receipts?part={2**64}&state=1&sig=0"), 400),
    (22, "a poll from beyond 64 bits", lambda: call("GET", f"/chat/poll?after={2**63}", b"", f"Authorization: Bearer {NOBODY}"), 400),
    (22, "read beyond 64 bits", lambda: say({"type": "read", "seq": 2**64}), 400),
    (22, "seen up to NaN", lambda: say('{"type":"hello","last_seq":NaN}'), 400),
    (22, "WeChat's time over 64 bits", lambda: sealed(wechat.text_message("低保", at="9" * 25)), 400),
    (22, "WeChat's number of a message over 64 bits", lambda: sealed(wechat.text_message("低保", id="9" * 26)), 400),
    (22, "no text and no number", lambda: sms(**{"from": "nobody"}), 400),
    (22, "an SMS without text", lambda: sms(text=None), 400),
]  # fmt: skip


class BadInput(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.gateway = Gateway().__enter__()

    @classmethod
    def tearDownClass(cls):
        cls.gateway.__exit__()

    def kept(self):
        return [count(self.gateway, table) for table in ("messages", "inbox", "conversations", "outbox", "audit")]

    def check_silence(self, text):
        for secret in (SMS_SECRET, WECHAT_TOKEN, WECHAT_KEY, "s3cret", "/etc/passwd", "root:"):
            self.assertNotIn(secret, text)

    def test_each_gets_its_documented_status_and_changes_nothing(self):
        for number, what, sent, status in CASES:
            with self.subTest(f"{number}: {what}"):
                before = self.kept()
                replies = exchange(self.gateway, sent())
                self.assertEqual([reply[0] for reply in replies], [status], replies)
                _, headers, body = replies[0]
                self.check_silence(str(headers) + body)
                self.assertLess(len(body), 300)
                if status == 405:
                    self.assertTrue(headers["allow"])
                (welcome,) = exchange(self.gateway, call("POST", "/chat/send", '{"type":"hello"}', JSON))
                self.assertEqual(welcome[0], 200)
                self.assertEqual(self.kept(), before)
        self.assertEqual(self.gateway.admin("/readyz")[0], 200)
        self.check_silence(self.gateway.said())
        self.assertNotIn("13800000009", self.gateway.said())

    def test_a_wrong_signature_and_a_channel_there_is_none_of_look_alike(self):
        (unknown,) = exchange(self.gateway, call("POST", "/hooks/other", "<xml/>", "Content-Type: text/xml"))
        (forged,) = exchange(self.gateway, with_signature("0" * 40))
        shape = lambda reply: (sorted(reply[1]), len(reply[2]))
        self.assertEqual(shape(unknown), shape(forged))
        self.assertEqual([unknown[0], forged[0]], [404, 401])

    def test_every_fault_of_an_envelope_gives_one_answer(self):
        answers = [exchange(self.gateway, sent())[0] for number, _, sent, _ in CASES if number in (13, 21) and b"/hooks/wechat" in sent()[:40]]
        self.assertGreater(len(answers), 6)
        self.assertEqual(len({str(answer) for answer in answers}), 1)

    def test_a_replayed_call_gets_the_same_bytes_and_is_kept_once(self):
        before = count(self.gateway, "inbox")
        sent = sealed(wechat.text_message("低保怎么申请", id="replayed"))
        first, second = exchange(self.gateway, sent)[0], exchange(self.gateway, sent)[0]
        self.assertEqual((first[0], first[2]), (200, second[2]))
        self.assertEqual(count(self.gateway, "inbox"), before + 1)
        for _ in range(2):
            self.assertEqual(exchange(self.gateway, sms(id="replayed"))[0][0], 200)
        self.assertEqual(count(self.gateway, "inbox"), before + 2)

    def test_vendors_bad_bytes_are_replaced_and_not_refused(self):
        number = lambda channel: f'yimen_ingress_total{{channel="{channel}",result="mended"}} '
        self.assertNotIn('result="mended"', self.gateway.admin("/metrics")[2])
        for sent, kept in (("%ff%e4%bd%8e%e4%bf%9d", "\ufffd低保"), ("%e4%bd%8e%00%e4%bf%9d", "低\ufffd保")):
            (answer,) = exchange(self.gateway, call("GET", f"{SMS}?from=13800000008&text={sent}&charset=UTF-8&id={sent}"))
            self.assertEqual((answer[0], texts_of(self.gateway, "13800000008")[-1]), (200, kept))
        (answer,) = exchange(self.gateway, sealed(wechat.text_message("\udcff低保", id="bytes", openid="o-bytes")))
        self.assertEqual((answer[0], texts_of(self.gateway, "o-bytes")), (200, ["\ufffd低保"]))
        numbers = self.gateway.admin("/metrics")[2]
        self.assertIn(number("sms") + "2\n", numbers)
        self.assertIn(number("wechat") + "1\n", numbers)

    def test_a_flood_of_pipelined_requests_is_answered_for_a_while(self):
        flood = call("GET", "/chat/poll?after=x", b"", f"Authorization: Bearer {NOBODY}") * 60
        replies = exchange(self.gateway, flood)
        self.assertLessEqual(len(replies), 20)
        self.assertGreaterEqual(len(replies), 16)
        self.assertEqual(replies[-1][1].get("connection"), "close")


class Control(unittest.TestCase):
    """The desk's API: it changes things, so it is stricter than any hook."""

    @classmethod
    def setUpClass(cls):
        cls.gateway = Gateway().__enter__()
        cls.gateway.add_clerk("zhangsan")
        cls.clerk = Clerk(cls.gateway, "zhangsan")
        cls.page = Page(cls.gateway)
        for text in ("人工", "家里漏雨", "倴城镇"):
            cls.page.ask(text)
        (cls.waiting,) = cls.clerk.inbox("unclaimed")
        cls.path = f"/api/v1/conversations/{cls.waiting['id']}"

    @classmethod
    def tearDownClass(cls):
        cls.page.close()
        cls.gateway.__exit__()

    def send(self, path, body, *fields, csrf=True):
        mine = [JSON, "Cookie: " + self.clerk.cookie, *fields]
        if csrf:
            mine.append("X-CSRF-Token: " + self.clerk.csrf)
        (reply,) = exchange(self.gateway, call("POST", self.path + path, body, *mine))
        return reply

    def test_each_gets_its_documented_status_and_changes_nothing(self):
        before = count(self.gateway, "messages"), self.clerk.inbox("all")
        good = '{"text":"您好"}'
        cases = [
            ("no CSRF token", lambda: self.send("/messages", good, csrf=False), 403),
            ("another CSRF token", lambda: self.send("/messages", good, "X-CSRF-Token: abc", csrf=False), 403),
            ("a page of another site", lambda: self.send("/messages", good, "Sec-Fetch-Site: cross-site"), 403),
            ("a claim without CSRF token", lambda: self.send("/claim", "", csrf=False), 403),
            ("half a text", lambda: self.send("/messages", '{"text":'), 400),
            ("a text given twice", lambda: self.send("/messages", '{"text":"a","text":"b"}'), 400),
            ("a text that is a number", lambda: self.send("/messages", '{"text":7}'), 400),
            ("a list", lambda: self.send("/notes", "[]"), 400),
            ("forty levels", lambda: self.send("/messages", '{"text":"a","x":' + "[" * 40 + "]" * 40 + "}"), 400),
            ("no UTF-8", lambda: self.send("/messages", b'{"text":"\xc3\x28"}'), 400),
            ("half a surrogate", lambda: self.send("/notes", '{"text":"\\ud83d"}'), 400),
            ("a NUL", lambda: self.send("/notes", '{"text":"a\\u0000b"}'), 400),
            ("an empty text", lambda: self.send("/messages", '{"text":" "}'), 422),
            ("a text over the limit", lambda: self.send("/messages", json.dumps({"text": "长" * 3000}, ensure_ascii=False)), 422),
            ("a body over the limit", lambda: self.send("/messages", json.dumps({"text": "a" * 20_000})), 413),
            ("a media type of a form", lambda: exchange(self.gateway, call("POST", self.path + "/messages", "text=a", FORM))[0], 415),
            ("an id over 64 bits", lambda: exchange(self.gateway, call("GET", f"/api/v1/conversations/{2**64}", b"", "Cookie: " + self.clerk.cookie))[0], 404),
            ("a conversation there is none of", lambda: exchange(self.gateway, call("GET", "/api/v1/conversations/999", b"", "Cookie: " + self.clerk.cookie))[0], 404),
            ("a view there is none of", lambda: exchange(self.gateway, call("GET", "/api/v1/inbox?view=theirs", b"", "Cookie: " + self.clerk.cookie))[0], 400),
            ("a cursor of nobody", lambda: exchange(self.gateway, call("GET", "/api/v1/inbox?view=all&cursor=%27%20OR%201", b"", "Cookie: " + self.clerk.cookie))[0], 400),
        ]  # fmt: skip
        for what, send, status in cases:
            with self.subTest(what):
                reply = send()
                self.assertEqual(reply[0], status, reply)
                if status != 415 and status != 413:
                    self.assertTrue(json.loads(reply[2])["error"]["code"])
                self.assertEqual((count(self.gateway, "messages"), self.clerk.inbox("all")), before)


class Sockets(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.gateway = Gateway().__enter__()
        cls.gateway.add_clerk("zhangsan")
        cls.clerk = Clerk(cls.gateway, "zhangsan")

    @classmethod
    def tearDownClass(cls):
        cls.gateway.__exit__()

    def closing_code(self, page):
        while True:
            opcode, payload = page.receive()
            if opcode == 8:
                return int.from_bytes(payload[:2], "big")

    def test_another_sites_page_may_open_neither_socket(self):
        for path, headers in (("/chat/ws", {}), ("/api/v1/ws", {"Cookie": self.clerk.cookie})):
            for origin in ("https://evil.example", "null", f"http://127.0.0.1.evil.example:{self.gateway.port}"):
                with self.subTest(path=path, origin=origin):
                    self.assertEqual(Page(self.gateway, path, headers={**headers, "Origin": origin}).status, 403)
            self.assertEqual(Page(self.gateway, path, headers={**headers, "Origin": self.gateway.base}).status, 101)
        self.assertEqual(Page(self.gateway, "/api/v1/ws").status, 401)

    def test_frames_that_are_too_long_or_no_text_close_the_socket(self):
        cases = [
            ("over 16 KiB", lambda page: page.send_raw(b'{"type":"ping","x":"' + b"a" * 17_000 + b'"}'), 1009),
            ("no UTF-8", lambda page: page.send_raw(b'{"type":"msg","text":"\xff"}'), 1007),
            ("bytes", lambda page: page.send_raw(b"abc", opcode=2), 1003),
            ("a flood of fragments", self.flood, 1008),
        ]  # fmt: skip
        before = count(self.gateway, "messages")
        for what, send, code in cases:
            with self.subTest(what):
                page = Page(self.gateway)
                send(page)
                self.assertEqual(self.closing_code(page), code)
        self.assertEqual(count(self.gateway, "messages"), before)

    def flood(self, page):
        import os

        for number in range(400):
            mask = os.urandom(4)
            try:
                page.socket.sendall(bytes([1 if number == 0 else 0, 0x81]) + mask + bytes([97 ^ mask[0]]))
            except ConnectionError:
                return

    def test_bad_frames_are_told_and_the_chat_goes_on(self):
        page, before = Page(self.gateway), count(self.gateway, "messages")
        for frame in ({"type": "nonsense"}, {"type": "msg", "text": "a"}, {"type": "msg", "cid": "a b", "text": "a"}, {"type": "read", "seq": -1},
                      {"type": "msg", "cid": "c"}, {"type": "msg", "cid": "c", "text": "a", "choice": "1"}, []):  # fmt: skip
            page.send(frame)
            self.assertEqual(page.wait(lambda f: f["type"] == "error")["code"], "bad_frame", frame)
        page.send({"type": "msg", "cid": "long", "text": "长" * 1001})
        self.assertEqual(page.wait(lambda f: f["type"] == "error")["code"], "too_long")
        self.assertEqual(count(self.gateway, "messages"), before)
        self.assertTrue(page.ask("低保怎么申请"))


class Pace(unittest.TestCase):
    def test_who_writes_too_fast_is_told_so_in_each_dialect(self):
        with Provider() as provider, Gateway(provider) as gateway:
            with self.subTest("sms"):
                answers = [gateway.sms("低保", id=f"f{i}") for i in range(25)]
                refused = [a for a in answers if a[0] != 200]
                self.assertEqual({a[0] for a in refused}, {429})
                self.assertGreater(int(refused[0][1]["Retry-After"]), 0)
                self.assertEqual(gateway.sms("低保", id="f0")[0], 200, "a repeat of what was kept")
            with self.subTest("wechat"):
                answers = []
                for i in range(25):
                    target, body = wechat.safe_call(wechat.text_message("低保", id=f"6{i}", openid="o-quick"))
                    answers.append(gateway.request("POST", target, body, {"Content-Type": "text/xml"}))
                self.assertEqual({a[0] for a in answers}, {200})
                self.assertIn("稍后", wechat.reply_text(answers[-1][2]))
                self.assertEqual(count_of(gateway, "o-quick"), 20)
                target, body = wechat.safe_call(wechat.text_message("低保", id="60", openid="o-quick"), nonce="again")
                again = gateway.request("POST", target, body, {"Content-Type": "text/xml"})
                self.assertEqual(again[2], answers[0][2], "a repeat of what was kept")
            with self.subTest("web"):
                page = Page(gateway)
                for i in range(12):
                    page.send({"type": "msg", "cid": f"q{i}", "text": "低保"})
                told = page.wait(lambda f: f["type"] == "error")
                self.assertEqual(told["code"], "too_fast")
                self.assertGreater(told["retry_after"], 0)
                self.assertTrue(told["cid"])
            self.assertEqual(gateway.admin("/readyz")[0], 200)


def count_of(gateway, sender):
    return len(texts_of(gateway, sender))


def texts_of(gateway, sender):
    """What somebody wrote, as it is kept; a number may have its country before it."""
    found = rows(
        gateway,
        "SELECT m.text FROM messages m JOIN conversations v ON v.id = m.conversation_id JOIN contacts c ON c.id = v.contact_id "
        "WHERE c.sender LIKE '%' || ? AND m.author = 'resident' ORDER BY m.id",
        sender,
    )
    return [text for (text,) in found]


if __name__ == "__main__":
    unittest.main()
