"""A cloud that carries no free text: filed templates, a page for what they do not hold, and a question where no answer came."""

import html
import json
import re
import sqlite3
import unittest
import urllib.parse

from tests.support.gateway import Gateway, Provider, until
from tests.support.wire import rows

SECRET = "aliyun-hook-secret-1"
PERSON = "13800000051"


class Cloud(Provider):
    """As much of Alibaba Cloud's SMS as is called here."""

    def __init__(self):
        self.sends, self.details = [], {}
        self.fails = False
        self.refuses = None  # status and code of every SendSms
        super().__init__(self.reply)

    def reply(self, path, query, body):
        if "PhoneNumbers" in query:
            self.sends.append(query)
            if self.refuses:
                return self.refuses[0], json.dumps({"Code": self.refuses[1], "Message": "m"})
            return (500, "") if self.fails else (200, json.dumps({"Code": "OK", "BizId": f"biz{len(self.sends)}"}))
        details = [{"OutId": part, **told} for part, told in self.details.items()]
        return 200, json.dumps({"Code": "OK", "SmsSendDetailDTOs": {"SmsSendDetailDTO": details}})

    def asked(self):
        return [query for path, query, body in list(self.calls) if "PhoneNumber" in query]

    def filled(self):
        return [(send["TemplateCode"], json.loads(send["TemplateParam"])) for send in self.sends]


def change(gateway, statement):
    """On the gateway's disk, from beside it."""
    with sqlite3.connect(f"{gateway.folder}/var/yimen.db") as database:
        database.execute("PRAGMA wal_autocheckpoint = 0")
        database.execute(statement)


class Account(unittest.TestCase):
    LINK = "link_template_code: SMS_2, link_variables: [answer, end], "

    def start(self, link="", variable_max=35):
        cloud = self.enterContext(Cloud())
        gateway = Gateway()
        with open(gateway.config, "a", encoding="utf-8") as config:
            config.write(
                f"  - {{name: ali, type: aliyun_sms, hook_secret: {SECRET}, access_key_id: LTAI, access_key_secret: s3cret, "
                f"sign_name: 滦南县民政局, template_code: SMS_1, variable: answer, variable_max: {variable_max}, {link}"
                f"api_base: 'http://127.0.0.1:{cloud.port}'}}\n"
            )
        return cloud, self.enterContext(gateway)

    def text(self, gateway, text, id):
        message = {"phone_number": PERSON, "content": text, "send_time": "2026-11-29 12:00:00", "dest_code": "1", "sequence_id": id}
        return gateway.request("POST", f"/hooks/ali/{SECRET}", json.dumps([message]), {"Content-Type": "application/json"})


class Filed(Account):
    """An answer as one filed message, or several, or one and a page."""

    def test_a_long_answer_is_one_message_and_a_page(self):
        cloud, gateway = self.start(self.LINK)
        status, _, body = self.text(gateway, "低保需要啥材料", 1)
        self.assertEqual((status, json.loads(body)["code"]), (200, 0))
        until(lambda: cloud.sends, "an SMS")
        until(lambda: rows(gateway, "SELECT state FROM outbox") == [("sent",)], "its outcome")
        ((template, filled),) = cloud.filled()
        self.assertEqual(template, "SMS_2")
        self.assertLessEqual(len(filled["answer"]), 35)
        self.assertRegex(filled["end"], r"^[1-9A-HJ-NP-Za-km-z]{22}$")
        ((said,),) = rows(gateway, "SELECT text FROM messages WHERE author = 'bot'")
        self.assertTrue(said.startswith(filled["answer"]))

        status, headers, page = gateway.request("GET", "/a/" + filled["end"])
        self.assertEqual(status, 200)
        words = html.unescape(re.sub(r"<[^>]*>", "", page))
        for line in said.split("\n"):
            self.assertIn(line, words)
        self.assertEqual(headers["Referrer-Policy"], "no-referrer")
        self.assertIn("noindex", headers["X-Robots-Tag"])
        self.assertIn("no-store", headers["Cache-Control"])
        guide = gateway.request("GET", "/guide/")[1]
        for field in ("Content-Security-Policy", "X-Content-Type-Options"):
            self.assertEqual(headers[field], guide[field])
        self.assertNotIn("<script", page)
        self.assertNotIn(PERSON, page)
        self.assertEqual(gateway.request("HEAD", "/a/" + filled["end"])[0], 200)
        self.assertEqual(gateway.request("GET", f"/a/{filled['end'][:11]}/{filled['end'][11:]}")[2], page, "in pieces")
        self.assertEqual(gateway.request("POST", "/a/" + filled["end"])[0], 405)

        swapped = filled["end"][:-1] + ("2" if filled["end"][-1] != "2" else "3")
        missing = gateway.request("GET", "/a/" + swapped)
        self.assertEqual(missing[0], 404)
        for wrong in ("", "x", "1" * 22, "1" * 4000, "%00" * 22):
            self.assertIn(gateway.request("GET", "/a/" + wrong)[0], (400, 404, 414), wrong[:30])
        self.assertEqual(len(rows(gateway, "SELECT id FROM pages")), 1)
        change(gateway, "UPDATE pages SET expires_at = 0")
        self.assertEqual(gateway.request("GET", "/a/" + filled["end"])[::2], missing[::2], "as if it had never been")
        for secret in (filled["end"], PERSON):
            self.assertNotIn(secret, gateway.said())
            self.assertNotIn(secret, gateway.admin("/channels/ali/log")[2])

    def test_a_repeat_makes_no_second_page(self):
        cloud, gateway = self.start(self.LINK)
        first = self.text(gateway, "低保需要啥材料", 1)
        self.assertEqual(self.text(gateway, "低保需要啥材料", 1)[::2], first[::2])
        until(lambda: cloud.sends, "an SMS")
        self.assertEqual(len(rows(gateway, "SELECT id FROM pages")), 1)

    def test_without_a_second_template_it_is_several_messages(self):
        cloud, gateway = self.start()
        self.text(gateway, "低保需要啥材料", 1)
        until(lambda: {state for (state,) in rows(gateway, "SELECT state FROM outbox")} == {"sent"}, "all of it")
        self.assertGreater(len(cloud.sends), 1)
        self.assertEqual({template for template, _ in cloud.filled()}, {"SMS_1"})
        ((said,),) = rows(gateway, "SELECT text FROM messages WHERE author = 'bot'")
        answers = [filled["answer"] for _, filled in cloud.filled()]
        for number, answer in enumerate(answers, 1):
            self.assertTrue(answer.startswith(f"({number}/{len(answers)})"), answer)
        joined = "".join(answer.partition(")")[2] for answer in answers)
        self.assertEqual(re.sub(r"[\s；]", "", joined), re.sub(r"[\s；]", "", said))
        self.assertEqual(rows(gateway, "SELECT id FROM pages"), [])

    def test_the_configuration_is_checked_and_explained(self):
        _, gateway = self.start(self.LINK)
        done = gateway.run("check")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn(gateway.base + "/a/${end}", done.stdout)
        for wrong, why in (
            ("link_template_code: SMS_2, ", "link_variables"),
            ("link_variables: [answer, end], ", "link_template_code"),
            ("link_template_code: SMS_2, link_variables: [answer], ", "must name 2"),
        ):
            text = gateway.config.read_text(encoding="utf-8").replace(self.LINK, wrong)
            other = gateway.folder / "wrong.yaml"
            other.write_text(text, encoding="utf-8")
            before, gateway.config = gateway.config, other
            done = gateway.run("check")
            gateway.config = before
            self.assertEqual(done.returncode, 1, wrong)
            self.assertIn(why, done.stderr)


class Batch(Account):
    """What a cloud posts at once: the odd ones of it take nothing of the others with them."""

    def post(self, gateway, items, where=""):
        return gateway.request("POST", f"/hooks/ali/{SECRET}{where}", json.dumps(items), {"Content-Type": "application/json"})[0]

    def sms(self, sender, text, id):
        return {"phone_number": sender, "content": text, "send_time": "2026-11-29 12:00:00", "dest_code": "1", "sequence_id": id}

    def said(self, gateway):
        return {text for (text,) in rows(gateway, "SELECT text FROM messages WHERE author = 'resident'")}

    def test_the_good_ones_are_kept_and_the_odd_ones_counted(self):
        cloud, gateway = self.start()
        items = [self.sms("13800000061", "菜单", 1), self.sms("no number", "机密", 2), {"who": "机密"}, self.sms("13800000062", "低保", 3)]
        self.assertEqual(self.post(gateway, items), 200)
        self.assertEqual(self.said(gateway), {"菜单", "低保"})
        self.assertIn('yimen_ingress_total{channel="ali",result="skipped"} 2', gateway.admin("/metrics")[2])
        self.assertIn("2 of 4 left out", gateway.admin("/channels/ali/log")[2])
        self.assertIn("items_skipped", gateway.said())
        for text in (gateway.said(), gateway.admin("/channels/ali/log")[2]):
            self.assertNotIn("机密", text)
        self.assertEqual(self.post(gateway, [{"who": "机密"}]), 400, "nothing in it can be read")
        self.assertEqual(self.post(gateway, [self.sms(f"138000010{n:02}", "菜单" + "长" * 400, 100 + n) for n in range(100)]), 200, "over 64 KiB")

    def test_who_floods_a_batch_loses_nobody_elses_message_and_is_heard_in_the_end(self):
        cloud, gateway = self.start()
        items = [self.sms(PERSON, f"菜单{n}", n) for n in range(25)] + [self.sms("13800000063", "低保", 99)]
        self.assertEqual(self.post(gateway, items), 429, "come again")
        self.assertIn("低保", self.said(gateway))
        self.assertEqual(len(self.said(gateway)), 21)
        gateway.kill()  # paces are kept in memory: as if a minute had passed
        gateway.start()
        self.assertEqual(self.post(gateway, items), 200)
        self.assertEqual(len(self.said(gateway)), 26)

    def test_receipts_of_another_program_move_nothing_of_ours(self):
        cloud, gateway = self.start()
        self.text(gateway, "菜单", 1)
        until(lambda: {state for (state,) in rows(gateway, "SELECT state FROM outbox")} == {"sent"}, "an SMS")
        ((part, biz),) = rows(gateway, "SELECT id, provider_id FROM outbox LIMIT 1")
        told = {"phone_number": PERSON, "success": False, "err_code": "UNDELIV"}
        foreign = [{**told, "biz_id": "crm-1", "out_id": "crm-1"}, {**told, "biz_id": "crm-2", "out_id": str(part)}, {"success": 7}]
        self.assertEqual(self.post(gateway, foreign, "/receipts"), 200)
        self.assertEqual({state for (state,) in rows(gateway, "SELECT state FROM outbox")}, {"sent"})
        self.assertEqual(self.post(gateway, foreign + [{**told, "success": True, "biz_id": biz, "out_id": str(part)}], "/receipts"), 200)
        self.assertEqual(rows(gateway, "SELECT state FROM outbox WHERE id = ?", part), [("delivered",)])


class Credentials(Account):
    def test_while_the_key_is_wrong_messages_wait_and_readiness_says_why(self):
        cloud, gateway = self.start()
        cloud.refuses = (400, "SignatureDoesNotMatch")
        self.text(gateway, "菜单", 1)
        until(lambda: ("ready", "SignatureDoesNotMatch") in rows(gateway, "SELECT state, code FROM outbox"), "the first try")
        ready = gateway.admin("/readyz")
        self.assertEqual(ready[0], 200)
        self.assertRegex(ready[2], r"channel ali: failing: .*SignatureDoesNotMatch")
        self.assertIn("SignatureDoesNotMatch", gateway.admin("/channels/ali/log")[2])
        self.assertEqual(rows(gateway, "SELECT count(*) FROM outbox WHERE state IN ('failed', 'unknown')"), [(0,)])


class Unknown(Account):
    """Whether a message left that nobody answered for is asked, and it is never sent again."""

    def doubtful(self):
        cloud, gateway = self.start(self.LINK)
        cloud.fails = True
        self.text(gateway, "低保需要啥材料", 1)
        until(lambda: rows(gateway, "SELECT state FROM outbox") == [("unknown",)], "an outcome that nobody knows")
        ((asked, ask_at, tried_at),) = rows(gateway, "SELECT asked, ask_at, tried_at FROM outbox")
        self.assertEqual((asked, ask_at - tried_at), (0, 60_000), "a minute later")
        return cloud, gateway

    def ask_again(self, gateway):
        gateway.kill()
        change(gateway, "UPDATE outbox SET ask_at = 0 WHERE ask_at IS NOT NULL")
        gateway.start()

    def test_it_is_settled_by_what_the_provider_says(self):
        for told, state in (({"SendStatus": 3, "ErrCode": "DELIVERED"}, "delivered"), ({"SendStatus": 2, "ErrCode": "MBBLACK"}, "failed")):
            with self.subTest(state):
                cloud, gateway = self.doubtful()
                part = cloud.sends[0]["OutId"]
                cloud.details = {"99999": {"SendStatus": 2}, part: told}
                self.ask_again(gateway)
                until(lambda: rows(gateway, "SELECT state FROM outbox") == [(state,)], "the state it has there")
                self.assertEqual(cloud.asked()[0]["PhoneNumber"], PERSON)
                self.assertEqual(len(cloud.sends), 1)
                self.assertEqual(rows(gateway, "SELECT opted_out FROM contacts"), [(int(state == "failed"),)])

    def test_what_it_does_not_know_is_left_to_a_clerk_in_the_end(self):
        cloud, gateway = self.doubtful()
        for asked in range(1, 7):
            self.ask_again(gateway)
            until(lambda: rows(gateway, "SELECT asked FROM outbox") == [(asked,)], "one more question")
        self.assertEqual(rows(gateway, "SELECT state, ask_at FROM outbox"), [("unknown", None)])
        self.assertEqual((len(cloud.asked()), len(cloud.sends)), (6, 1))


if __name__ == "__main__":
    unittest.main()
