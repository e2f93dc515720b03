"""Receipts that overtake the answer which names the message they are of, as a cloud's may: kept, and counted when it is."""

import json
import sqlite3
import threading
import unittest

from tests.support.gateway import Gateway, Provider, until
from tests.support.wire import rows

SECRET = "tencent-hook-secret-1"
PERSON = "13800000052"


class Cloud(Provider):
    """As much of Tencent's SMS as is called here. `before(serial)` happens between taking a message and saying so."""

    def __init__(self, before):
        self.sends, self.statuses = [], []
        self.before = before
        super().__init__(self.reply)

    def reply(self, path, query, body):
        asked = json.loads(body)
        if "PhoneNumberSet" not in asked:
            return self.response({"PullSmsSendStatusSet": self.statuses})
        self.sends.append(asked)
        serial = f"2640:{len(self.sends)}"
        self.before(serial)
        return self.response({"SendStatusSet": [{"Code": "Ok", "SerialNo": serial, "PhoneNumber": asked["PhoneNumberSet"][0]}]})

    def response(self, content):
        return 200, json.dumps({"Response": {"RequestId": "r", **content}})


class Early(unittest.TestCase):
    def start(self, before=lambda serial: None):
        cloud = self.enterContext(Cloud(before))
        gateway = Gateway()
        with open(gateway.config, "a", encoding="utf-8") as config:
            config.write(
                f"  - {{name: tencent, type: tencent_sms, hook_secret: {SECRET}, secret_id: AKID, secret_key: s3cret, sdk_app_id: '1400000001', "
                f"sign_name: 滦南民政, template_id: '1000001', variable_max: 500, api_base: 'http://127.0.0.1:{cloud.port}'}}\n"
            )
        return cloud, self.enterContext(gateway)

    def write(self, gateway, text="低保需要啥材料", id=1):
        message = {"extend": "", "mobile": PERSON, "nationcode": "86", "sign": "滦南民政", "text": text, "time": 1795320000 + id}
        self.assertEqual(gateway.request("POST", f"/hooks/tencent/{SECRET}", json.dumps(message), {"Content-Type": "application/json"})[0], 200)

    def receipt(self, gateway, *serials, status="SUCCESS", message="DELIVRD"):
        told = [
            {"user_receive_time": "2026-11-30 12:00:00", "nationcode": "86", "mobile": PERSON, "report_status": status, "errmsg": message, "description": "", "sid": serial}
            for serial in serials
        ]  # fmt: skip
        return gateway.request("POST", f"/hooks/tencent/{SECRET}/receipts", json.dumps(told), {"Content-Type": "application/json"})[0]

    def states(self, gateway):
        return rows(gateway, "SELECT state, code, provider_id FROM outbox ORDER BY id")

    def waiting(self, gateway):
        return [serial for (serial,) in rows(gateway, "SELECT provider_id FROM early_receipts ORDER BY id")]

    def test_it_counts_once_the_answer_is_kept(self):
        for status, message, state, stopped in (("SUCCESS", "DELIVRD", "delivered", 0), ("FAIL", "MBBLACK", "failed", 1)):
            with self.subTest(state):
                told = []

                def before(serial):
                    # One of another's message, and a repeat, among them.
                    told.append(self.receipt(gateway, serial, "2640:999", serial, status=status, message=message))
                    told.append(self.waiting(gateway))

                cloud, gateway = self.start(before)
                self.write(gateway)
                until(lambda: [one for one, _, _ in self.states(gateway)] == [state], state)
                self.assertEqual(told, [200, ["2640:1", "2640:999"]], "answered when it was on disk, and at once")
                self.assertEqual(self.states(gateway), [(state, message, "2640:1")])
                self.assertEqual(self.waiting(gateway), ["2640:999"])
                self.assertEqual(rows(gateway, "SELECT opted_out FROM contacts"), [(stopped,)])
                self.assertEqual(rows(gateway, "SELECT status FROM messages WHERE author = 'bot'"), [(state,)])

    def test_one_of_nothing_that_is_being_sent_is_not_kept(self):
        cloud, gateway = self.start()
        self.write(gateway)
        until(lambda: [one for one, _, _ in self.states(gateway)] == ["sent"], "the answer")
        self.assertEqual(self.receipt(gateway, "2640:999"), 200)
        self.assertEqual(self.waiting(gateway), [])
        self.assertEqual(self.receipt(gateway, "2640:1"), 200)
        self.assertEqual([one for one, _, _ in self.states(gateway)], ["delivered"])

    def interrupted(self, told_at_once):
        """A gateway that was killed between an early receipt and the answer to the sending call, and starts again."""
        taken, over = threading.Event(), threading.Event()

        def before(serial):
            self.assertEqual(self.receipt(gateway, serial), 200)
            taken.set()
            over.wait(60)

        cloud, gateway = self.start(before)
        self.addCleanup(over.set)
        self.write(gateway)
        self.assertTrue(taken.wait(60))
        gateway.kill()  # after the receipt was answered, before the sending call was
        over.set()
        if told_at_once:
            self.know(cloud, gateway)
        self.ask_at(gateway, "ask_at + 3600000")  # by the usual rule it would be asked about much later
        gateway.start()
        return cloud, gateway

    def ask_at(self, gateway, when):
        with sqlite3.connect(gateway.folder / "var" / "yimen.db") as database:
            database.execute("PRAGMA wal_autocheckpoint = 0")
            database.execute(f"UPDATE outbox SET ask_at = {when}")

    def know(self, cloud, gateway):
        """What the cloud says when it is asked names the message; what was told of it before says more."""
        ((part,),) = rows(gateway, "SELECT id FROM outbox")
        cloud.statuses = [{"SessionContext": str(part), "SerialNo": "2640:1", "ReportStatus": "FAIL", "Description": "EXPIRED"}]

    def matched(self, cloud, gateway):
        until(lambda: self.states(gateway) == [("delivered", "DELIVRD", "2640:1")], "both")
        self.assertEqual(self.waiting(gateway), [])
        self.assertEqual(len(cloud.sends), 1)

    def test_one_that_was_taken_is_matched_when_the_gateway_starts_again(self):
        self.matched(*self.interrupted(told_at_once=True))

    def test_one_that_was_taken_waits_until_the_cloud_names_its_message(self):
        cloud, gateway = self.interrupted(told_at_once=False)
        until(lambda: rows(gateway, "SELECT state, asked FROM outbox") == [("unknown", 1)], "the question")
        self.assertEqual(self.waiting(gateway), ["2640:1"])
        gateway.kill()
        self.know(cloud, gateway)
        self.ask_at(gateway, "0")
        gateway.start()
        self.matched(cloud, gateway)


if __name__ == "__main__":
    unittest.main()
