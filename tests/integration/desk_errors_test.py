"""Whatever the API refuses, it says so in one shape, also what never reached a handler."""

import json
import unittest

from tests.support.gateway import Clerk, Gateway
from tests.support.wire import call, exchange

JSON = "Content-Type: application/json"
LOGIN = "/api/v1/auth/login"

# (what, bytes, status, code)
REFUSED = [
    ("a path nobody has", call("GET", "/api/v1/nowhere"), 404, "not_found"),
    ("a change of a path nobody has", call("POST", "/api/v1/nowhere/at/all"), 404, "not_found"),
    ("the folder itself", call("GET", "/api/v1"), 404, "not_found"),
    ("a wrong method", call("DELETE", "/api/v1/inbox"), 405, "method_not_allowed"),
    ("a method there is none of", call("FROB", "/api/v1/inbox"), 405, "method_not_allowed"),
    ("a body that is too long", call("POST", LOGIN, "x" * 5000, JSON), 413, "too_large"),
    ("a URI that is too long", call("GET", "/api/v1/inbox?cursor=" + "a" * 5000), 414, "uri_too_long"),
    ("a body of another type", call("POST", LOGIN, "name=a", "Content-Type: text/plain"), 415, "unsupported_media_type"),
    ("a packed body", call("POST", LOGIN, "{}", JSON, "Content-Encoding: gzip"), 415, "unsupported_media_type"),
    ("fields that are too long", call("GET", "/api/v1/inbox", b"", "X-Long: " + "a" * 9000), 431, "headers_too_large"),
    ("two lengths", call("POST", LOGIN, "{}", JSON, "Content-Length: 3"), 400, "malformed"),
    ("a path that is no UTF-8", call("GET", "/api/v1/%ff"), 400, "malformed"),
    ("half a login", call("POST", LOGIN, '{"name":', JSON), 400, "malformed"),
    ("nobody's question", call("GET", "/api/v1/inbox"), 401, "not_logged_in"),
    ("nobody's socket", call("GET", "/api/v1/ws", b"", "Connection: Upgrade", "Upgrade: websocket"), 401, "not_logged_in"),
    ("a socket's path without a socket", call("GET", "/api/v1/ws"), 426, "upgrade_required"),
]


class Refusals(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.gateway = Gateway().__enter__()
        cls.gateway.add_clerk("zhangsan")

    @classmethod
    def tearDownClass(cls):
        cls.gateway.__exit__()

    def test_every_refusal_is_json_with_a_code_and_a_number(self):
        numbers = set()
        for what, sent, status, code in REFUSED:
            with self.subTest(what):
                got, headers, body = exchange(self.gateway, sent)[0]
                self.assertEqual((got, headers["content-type"]), (status, "application/json; charset=utf-8"), body)
                error = json.loads(body)["error"]
                self.assertEqual(sorted(error), ["code", "details", "message", "request_id"])
                self.assertEqual((error["code"], error["details"]), (code, {}))
                self.assertRegex(error["message"], "[\u4e00-\u9fff]")
                self.assertEqual(headers["x-request-id"], error["request_id"])
                numbers.add(error["request_id"])
        self.assertEqual(len(numbers), len(REFUSED))

    def test_a_wrong_method_is_told_the_right_ones(self):
        for target, allowed in (("/api/v1/inbox", "GET, HEAD"), (LOGIN, "POST")):
            (_, headers, _), = exchange(self.gateway, call("PUT", target))
            self.assertEqual(headers["allow"], allowed)

    def test_a_handlers_refusal_keeps_its_own_code_and_is_numbered_too(self):
        status, body = Clerk(self.gateway, "zhangsan").call("GET", "/conversations/999")
        self.assertEqual((status, body["error"]["code"]), (404, "not_found"))
        self.assertTrue(body["error"]["request_id"])

    def test_other_doors_keep_their_own_manners(self):
        for target in ("/nowhere", "/api/v10", "/hooks/none"):
            with self.subTest(target):
                status, headers, body = exchange(self.gateway, call("GET", target))[0]
                self.assertEqual((status, headers["content-type"]), (404, "text/plain; charset=utf-8"))
                self.assertNotIn("x-request-id", headers)


if __name__ == "__main__":
    unittest.main()
