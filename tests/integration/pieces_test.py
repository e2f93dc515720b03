"""WeChat's short messages in a row are one answer. The reply rides on the call of the last one, and the others are told
`success`; when the call is lost the answer comes as a customer-service message."""

import concurrent.futures
import json
import unittest

from tests.support import wechat
from tests.support.gateway import Gateway, Provider, until
from tests.support.wire import count, rows

PERSON = "o-wangqiang-0001"


def wechat_api(path, query, body):
    if path == "/cgi-bin/stable_token":
        return 200, '{"access_token":"T0KEN","expires_in":7200}'
    return 200, '{"errcode":0,"errmsg":"ok"}'


class Pieces(unittest.TestCase):
    def setUp(self):
        self.provider = Provider(wechat_api)
        self.provider.__enter__()
        self.addCleanup(self.provider.__exit__)
        self.gateway = Gateway(self.provider)
        self.addCleanup(self.gateway.__exit__)
        self.gateway.__enter__()
        self.callers = concurrent.futures.ThreadPoolExecutor(4)
        self.addCleanup(self.callers.shutdown)

    def call(self, text, id):
        """(status, body) of one call; the reply's words by `words`."""
        target, body = wechat.safe_call(wechat.text_message(text, PERSON, id))
        status, _, answer = self.gateway.request("POST", target, body, {"Content-Type": "text/xml"})
        return status, answer

    def begin(self, text, id):
        """A call under way, its message on disk."""
        known = count(self.gateway, "inbox")
        call = self.callers.submit(self.call, text, id)
        until(lambda: count(self.gateway, "inbox") > known, f"{text} to be kept")
        return call

    def pushed(self):
        return [json.loads(body)["text"]["content"] for path, _, body in self.provider.calls if path == "/cgi-bin/message/custom/send"]

    def ask_for_a_person(self):
        status, answer = self.call("人工", "9000")
        self.assertEqual(status, 200)
        self.assertIn("用一句话说说什么事", wechat.reply_text(answer))

    def reason(self):
        status, answer = self.call("不知道", "9009")
        self.assertEqual(status, 200)
        return rows(self.gateway, "SELECT summary FROM cases")[0][0]

    def test_three_in_a_row_are_one_answer_in_the_call_of_the_third(self):
        self.ask_for_a_person()
        calls = [self.begin("我家", "9001"), self.begin("房子", "9002"), self.begin("漏雨", "9003")]
        answers = [call.result() for call in calls]
        self.assertEqual(answers[:2], [(200, "success"), (200, "success")])
        self.assertIn("哪个乡镇", wechat.reply_text(answers[2][1]))
        self.assertEqual(self.pushed(), [])
        self.assertEqual(self.call("房子", "9002"), (200, "success"))
        self.assertEqual(self.call("漏雨", "9003"), answers[2])
        self.assertIn("我家 房子 漏雨", self.reason().replace("\n", " "))

    def test_one_alone_is_answered_in_its_own_call_when_nothing_follows(self):
        self.ask_for_a_person()
        call = self.begin("漏雨", "9001")
        again = self.callers.submit(self.call, "漏雨", "9001")  # WeChat has lost patience with the first
        first = call.result()
        self.assertIn("哪个乡镇", wechat.reply_text(first[1]))
        self.assertEqual(again.result(), first)
        self.assertEqual(self.call("漏雨", "9001"), first)
        self.assertEqual(self.pushed(), [])
        self.assertEqual(count(self.gateway, "outbox"), 0)

    def test_a_question_is_answered_at_once(self):
        self.ask_for_a_person()
        status, answer = self.call("低保停了咋办", "9001")
        self.assertEqual(status, 200)
        self.assertIn("哪个乡镇", wechat.reply_text(answer))
        self.assertEqual(rows(self.gateway, "SELECT held FROM sessions WHERE held <> ''"), [])

    def test_a_call_that_is_lost_is_answered_by_a_message_of_its_own(self):
        self.ask_for_a_person()
        call = self.begin("漏雨", "9001")
        self.gateway.kill()
        self.assertRaises(OSError, call.result)
        self.gateway.start()
        until(self.pushed, "the answer")
        self.assertEqual(self.call("漏雨", "9001"), (200, "success"))
        self.assertEqual(len(self.pushed()), 1)
        self.assertIn("哪个乡镇", self.pushed()[0])


if __name__ == "__main__":
    unittest.main()
