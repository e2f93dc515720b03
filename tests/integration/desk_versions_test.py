"""What a clerk does to a picture that is old changes nothing; what he sends twice is done once."""

import unittest

from tests.integration.editing_test import NEW_YAML, TOPIC
from tests.support.gateway import Clerk, Gateway
from tests.support.page import Page
from tests.support.wire import count, rows


def tag(version):
    return {"If-Match": f'"{version}"'}


class Desk(unittest.TestCase):
    def setUp(self):
        self.gateway = Gateway().__enter__()
        self.addCleanup(self.gateway.__exit__)
        self.gateway.add_clerk("zhangsan", display_name="张三")
        self.gateway.add_clerk("lisi", display_name="李四")
        self.clerk, self.other = Clerk(self.gateway, "zhangsan"), Clerk(self.gateway, "lisi")

    def waiting(self):
        """The path of a conversation that waits for a clerk, and how it is shown."""
        self.page = Page(self.gateway)
        for text in ("人工", "我家房子漏雨", "倴城镇"):
            self.page.ask(text)
        (shown,) = self.clerk.inbox("unclaimed")
        return f"/conversations/{shown['id']}", shown

    def etag(self, clerk, path):
        _, headers, _ = self.gateway.request("GET", "/api/v1" + path, headers={"Cookie": clerk.cookie})
        return headers["ETag"]

    def everything(self):
        return [rows(self.gateway, f"SELECT * FROM {table}") for table in ("conversations", "cases", "case_timeline", "messages", "audit", "outbox")]


class Versions(Desk):
    def refused(self, answer, owner=None):
        status, body = answer
        self.assertEqual((status, body["error"]["code"]), (412, "version_conflict"), body)
        self.assertEqual(body["error"]["details"].get("owner"), owner)
        return body["error"]["details"]["version"]

    def test_a_conversation_is_claimed_as_it_was_seen_or_not_at_all(self):
        path, shown = self.waiting()
        self.assertEqual(shown["version"], shown["epoch"])
        self.assertEqual(self.etag(self.clerk, path), f'"{shown["version"]}"')
        status, taken = self.other.call("POST", path + "/claim", **tag(shown["version"]))
        self.assertEqual((status, taken["version"]), (200, shown["version"] + 1))
        before = self.everything()
        for act, body in (("claim", None), ("messages", {"text": "您好"}), ("notes", {"text": "内部"}), ("notices", {"text": "停水"}), ("close", {})):
            with self.subTest(act):
                now = self.refused(self.clerk.call("POST", f"{path}/{act}", body, **tag(shown["version"])), owner="李四")
                self.assertEqual(now, str(taken["version"]))
        self.assertEqual(self.everything(), before)

    def test_its_owner_too_acts_on_what_he_saw(self):
        path, shown = self.waiting()
        first = self.clerk.call("POST", path + "/claim", **tag(shown["version"]))[1]
        self.clerk.call("POST", path + "/release", **tag(first["version"]))
        again = self.clerk.call("POST", path + "/claim")[1]
        for act in ("release", "return-to-bot", "close"):
            with self.subTest(act):
                self.refused(self.clerk.call("POST", f"{path}/{act}", {}, **tag(first["version"])), owner="张三")
        status, closed = self.clerk.call("POST", path + "/close", {"result": "已答复"}, **tag(again["version"]))
        self.assertEqual((status, closed["control"]), (200, "bot"))

    def test_any_version_will_do_for_a_star_a_list_or_nothing(self):
        path, shown = self.waiting()
        for act, match in (("claim", "*"), ("release", f'"99", W/"{shown["version"] + 1}"'), ("claim", None)):
            with self.subTest(match):
                fields = {"If-Match": match} if match else {}
                self.assertEqual(self.clerk.call("POST", f"{path}/{act}", **fields)[0], 200)
        self.refused(self.clerk.call("POST", path + "/release", **{"If-Match": "nonsense"}), owner="张三")

    def test_who_may_not_see_it_learns_nothing_by_a_version(self):
        path, shown = self.waiting()
        self.gateway.add_clerk("afar", area="130224101")
        status, body = Clerk(self.gateway, "afar").call("POST", path + "/claim", **tag(99))
        self.assertEqual((status, body["error"]["details"]), (404, {}))

    def test_a_case_tells_its_version(self):
        path, shown = self.waiting()
        no, first = shown["case"]["no"], shown["case"]["version"]
        self.assertEqual(self.etag(self.clerk, f"/cases/{no}"), f'"{first}"')
        self.clerk.call("POST", path + "/claim")
        case = self.clerk.call("GET", f"/cases/{no}")[1]
        self.assertGreater(case["version"], first)
        self.assertEqual([c["version"] for c in self.clerk.call("GET", "/cases")[1]["items"]], [case["version"]])

    def test_an_article_is_edited_as_it_was_read(self):
        self.gateway.add_clerk("wang", role="county", area="130224", display_name="王五")
        self.gateway.add_clerk("zhao", role="county", area="130224", display_name="赵六")
        wang, zhao = Clerk(self.gateway, "wang"), Clerk(self.gateway, "zhao")
        path = f"/articles/{TOPIC}"
        seen = wang.call("GET", path)[1]["version"]
        self.assertEqual(self.etag(wang, path), f'"{seen}"')
        draft = {"yaml": NEW_YAML, "note": "改时间"}
        self.assertEqual(wang.call("POST", path + "/versions", draft, **tag(seen))[0], 201)
        self.refused(zhao.call("POST", path + "/versions", draft, **tag(seen)), owner="王五")
        self.refused(zhao.call("POST", path + "/versions/1/approve", {}, **tag(seen)), owner="王五")
        self.assertEqual((count(self.gateway, "article_versions"), zhao.call("GET", path)[1]["version"]), (1, seen + 1))
        self.assertEqual(zhao.call("POST", path + "/versions/1/approve", {}, **tag(seen + 1))[0], 200)
        self.refused(wang.call("POST", path + "/versions", draft, **tag(seen + 1)), owner="赵六")


class Repeats(Desk):
    def repeated(self, path, body, table, status):
        """Sent three times, once by a gateway that was killed in between; then other words under the same name."""
        key = {"Idempotency-Key": f"key of {path}"}
        before = count(self.gateway, table)
        first = self.clerk.call("POST", path, body, **key)
        self.assertEqual(first[0], status, first)
        made = count(self.gateway, table)
        self.assertGreater(made, before)
        self.assertEqual(self.clerk.call("POST", path, body, **key), first)
        self.gateway.kill()
        self.gateway.start()
        self.assertEqual(self.clerk.call("POST", path, body, **key), first)
        other = self.clerk.call("POST", path, {**body, "text": "另一句"}, **key)
        self.assertEqual((other[0], other[1]["error"]["code"]), (422, "key_reused"))
        self.assertEqual(count(self.gateway, table), made)

    def test_what_is_written_twice_is_there_once(self):
        path, _ = self.waiting()
        for act, table in (("notes", "messages"), ("messages", "messages"), ("notices", "messages")):
            with self.subTest(act):
                self.repeated(f"{path}/{act}", {"text": "只说一遍"}, table, 201)

    def test_a_repeat_is_answered_even_where_the_version_has_moved_on(self):
        path, shown = self.waiting()
        fields = {**tag(shown["version"]), "Idempotency-Key": "claim-1"}
        first = self.clerk.call("POST", path + "/claim", **fields)
        self.assertEqual(first[0], 200)
        self.assertEqual(self.clerk.call("POST", path + "/claim", **fields), first)

    def test_another_clerks_key_is_another_key(self):
        path, _ = self.waiting()
        key = {"Idempotency-Key": "k"}
        self.assertEqual(self.clerk.call("POST", path + "/notes", {"text": "甲"}, **key)[1]["clerk"]["name"], "张三")
        self.assertEqual(self.other.call("POST", path + "/notes", {"text": "甲"}, **key)[1]["clerk"]["name"], "李四")


del Desk

if __name__ == "__main__":
    unittest.main()
