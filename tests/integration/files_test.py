"""What people send beside words by Twilio and DingTalk: told of in a verified call, fetched from where it lies, seen by the clerk."""

import unittest

from tests.support.gateway import Clerk, until
from tests.support.simulated import Everything, Simulated
from tests.support.wire import rows

CHANNELS = ("twilio", "ding")


class Files(unittest.TestCase):
    def start(self, channel, media="item_mb: 1, within: 2s"):
        gateway = Everything(f"none\nmedia: {{{media}}}")
        self.addCleanup(gateway.__exit__)
        gateway.start()
        provider = Simulated(gateway, channel)
        self.addCleanup(provider.end)
        provider.saw("模拟服务商在")
        return gateway, provider

    def trouble(self, gateway, provider, name):
        """For the next call, which is the file's: while a clerk is asked for the bot sends nothing more."""
        until(lambda: rows(gateway, "SELECT count(*) FROM outbox WHERE state IN ('ready', 'sending')") == [(0,)], "the last answer")
        provider.ask(f"/trouble {name} 1", f"接下来1次：{name}")

    def media(self, gateway):
        return rows(gateway, "SELECT kind, state, code, type FROM media ORDER BY message_id")

    def settled(self, gateway, count=1):
        done = lambda: [m for m in self.media(gateway) if m[1] != "wanted"]
        return until(lambda: len(done()) == count and done(), "the files")

    def clerk_of(self, gateway, provider):
        """Somebody of 倴城镇 asks for a person."""
        for text, answer in (("人工", "一句话"), ("低保停了。", "乡镇"), ("倴城镇", "LN-ZX-")):
            provider.ask(text, answer)
        gateway.add_clerk("zhangsan", role="town_head")
        clerk = Clerk(gateway, "zhangsan")
        (waiting,) = until(lambda: clerk.inbox("unclaimed"), "the case")
        return clerk, f"/conversations/{waiting['id']}"

    def shown(self, clerk, path):
        return clerk.call("GET", path + "/messages")[1]["items"]

    def test_the_clerk_sees_what_came_and_takes_papers_into_his_own_program(self):
        for channel in CHANNELS:
            with self.subTest(channel):
                gateway, provider = self.start(channel)
                clerk, path = self.clerk_of(gateway, provider)
                provider.type("/send image")
                provider.type("/send file")
                self.assertEqual(
                    self.settled(gateway, 2), [("image", "kept", "", "image/jpeg"), ("file", "kept", "", "application/pdf")]
                )
                picture, paper = [m for m in self.shown(clerk, path) if m["media"]]
                self.assertEqual((picture["text"], paper["text"]), ("［图片］", "［文件］"))
                status, headers, body = clerk.media(path, picture["seq"])
                self.assertEqual((status, headers["Content-Disposition"], body[:3]), (200, "inline", b"\xff\xd8\xff"))
                status, headers, body = clerk.media(path, paper["seq"])
                self.assertEqual((status, headers["Content-Type"], body[:5]), (200, "application/pdf", b"%PDF-"))
                self.assertEqual(headers["Content-Disposition"], 'attachment; filename="file.pdf"')

    def test_several_in_one_message_are_one_turn_and_each_is_seen(self):
        for channel, line in (("twilio", "/send image+voice+file 残疾补贴没到账"), ("ding", "/send rich 残疾补贴没到账")):
            with self.subTest(channel):
                gateway, provider = self.start(channel)
                clerk, path = self.clerk_of(gateway, provider)
                before = len(self.shown(clerk, path))
                provider.type(line)
                wanted = ["image", "voice", "file"] if channel == "twilio" else ["image", "image"]
                self.assertEqual([m[:2] for m in self.settled(gateway, len(wanted))], [(kind, "kept") for kind in wanted])
                came = self.shown(clerk, path)[before:]
                self.assertEqual(came[0]["text"], "残疾补贴没到账")
                self.assertEqual([m["media"]["kind"] for m in came if m["author"] == "resident"], wanted)
                (calls,) = rows(gateway, "SELECT count(*) FROM inbox WHERE channel = ?", channel)
                self.assertEqual(calls, (4,))

    def test_what_cannot_be_had_is_said_to_the_clerk(self):
        cases = (
            ("large", "image", "too_large", "太大了"),
            ("astray", "image", "not_allowed", "不在允许的名单里"),
            ("onward", "image", "not_allowed", "不在允许的名单里"),
            ("none", "gone", "gone", "没有了"),
        )
        for channel in CHANNELS:
            gateway, provider = self.start(channel)
            clerk, path = self.clerk_of(gateway, provider)
            for count, (trouble, what, code, words) in enumerate(cases, 1):
                with self.subTest(f"{channel} {trouble}"):
                    if trouble != "none":
                        self.trouble(gateway, provider, trouble)
                    provider.type(f"/send {what}")
                    self.assertEqual(self.settled(gateway, count)[-1], ("image", "failed", code, ""))
                    notes = lambda: [m["text"] for m in self.shown(clerk, path) if m["author"] == "note"]
                    until(lambda: words in notes()[-1] if notes() else False, "the note")
            self.assertEqual([f for f in (gateway.folder / "var" / "media").rglob("*") if f.is_file()], [])

    def test_what_may_pass_is_tried_again(self):
        # Twilio tells of a file a moment before it has it; DingTalk's token may be old.
        for channel, troubles in (("twilio", ("forgets", "storm", "page")), ("ding", ("stale_token", "busy", "page"))):
            for trouble in (*troubles, "drip"):
                with self.subTest(f"{channel} {trouble}"):
                    gateway, provider = self.start(channel)
                    self.clerk_of(gateway, provider)
                    self.trouble(gateway, provider, trouble)
                    provider.type("/send image")
                    self.assertEqual(self.settled(gateway), [("image", "kept", "", "image/jpeg")])
                    tries = 1 if trouble == "stale_token" else 2
                    self.assertEqual(rows(gateway, "SELECT attempts FROM media"), [(tries,)])

    def test_it_is_fetched_after_a_restart(self):
        for channel in CHANNELS:
            with self.subTest(channel):
                gateway, provider = self.start(channel, "within: 30s")
                self.clerk_of(gateway, provider)
                self.trouble(gateway, provider, "silent")
                provider.type("/send image")
                until(provider.is_called, "the fetch")
                gateway.kill()
                gateway.start()
                self.assertEqual(self.settled(gateway)[0][1], "kept")

    def test_dingtalks_own_ear_is_heard_as_words(self):
        gateway, provider = self.start("ding")
        provider.type("/send voice 低保需要啥材料")
        provider.saw("户口本")
        self.assertEqual(self.settled(gateway), [("voice", "kept", "", "audio/amr")])
        self.assertEqual(rows(gateway, "SELECT text FROM messages WHERE author = 'resident'"), [("低保需要啥材料",)])
        provider.type("/from quiet")
        provider.type("/send voice")
        provider.saw("图片和语音请打字说，找人请回0")

    def test_a_forged_picture_is_not_fetched(self):
        gateway, provider = self.start("twilio")
        forged = "MessageSid=MM1&AccountSid=AC00000000000000000000000000000001&From=%2B8613800000000&Body=&NumMedia=1&MediaContentType0=image%2Fjpeg"
        head = {"Content-Type": "application/x-www-form-urlencoded", "X-Twilio-Signature": "bm9ib2R5"}
        self.assertEqual(gateway.request("POST", "/hooks/twilio", forged, head)[0], 401)
        self.assertEqual(self.media(gateway), [])


if __name__ == "__main__":
    unittest.main()
