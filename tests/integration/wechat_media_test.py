"""The pictures, videos and voices people send by WeChat: fetched, shown to the clerk of the area, kept for their time."""

import http.server
import os
import pathlib
import sqlite3
import sys
import tempfile
import threading
import unittest

from tests.support.account import Account
from tests.support.gateway import Clerk, until
from tests.support.wire import rows


class Media(Account):
    def media(self, gateway, where="1 = 1"):
        return rows(gateway, f"SELECT kind, state, code, type, bytes FROM media WHERE {where} ORDER BY message_id")

    def settled(self, gateway, count=1):
        return until(lambda: len(self.media(gateway, "state <> 'wanted'")) == count and self.media(gateway), "the file")

    def shown(self, clerk, path):
        return [m for m in self.messages(clerk, path) if m["media"]]


class Files(Media):
    def test_a_clerk_sees_a_picture_and_nobody_elses_clerk_does(self):
        gateway, account = self.start()
        clerk, path = self.clerk_of(gateway, account)
        account.type("/send image")
        self.settled(gateway)
        (message,) = self.shown(clerk, path)
        self.assertEqual((message["text"], message["media"]["state"], message["media"]["type"]), ("［图片］", "kept", "image/jpeg"))
        status, headers, body = clerk.media(path, message["seq"])
        self.assertEqual((status, headers["Content-Type"], headers["X-Content-Type-Options"]), (200, "image/jpeg", "nosniff"))
        self.assertEqual(body[:3], b"\xff\xd8\xff")
        self.assertIn("/cgi-bin/media/get", gateway.admin("/channels/wechat/log")[2])
        self.assertIn("sandbox", headers["Content-Security-Policy"])
        for name, area in (("lisi", "130224101"), ("root", "130224")):
            gateway.add_clerk(name, role="town" if name == "lisi" else "admin", area=area)
            self.assertEqual(Clerk(gateway, name).media(path, message["seq"])[0], 404, name)
        self.assertEqual(clerk.media(path, message["seq"] - 1)[0], 404)
        self.assertEqual(gateway.request("GET", f"/api/v1{path}/messages/{message['seq']}/media")[0], 401)
        folder = gateway.folder / "var" / "media"
        kept = [f for f in folder.rglob("*") if f.is_file()]
        self.assertEqual([oct(f.stat().st_mode & 0o777) for f in kept], ["0o600"])
        self.assertEqual(oct(folder.stat().st_mode & 0o777), "0o700")
        account.type("/send image")  # the same bytes again
        self.settled(gateway, 2)
        self.assertEqual(len([f for f in folder.rglob("*") if f.is_file()]), 1)

    def test_what_cannot_be_had_is_said_to_the_clerk(self):
        cases = (
            ("large", "image", "too_large", "太大了"),
            ("none", "gone", "gone", "没有了"),
            ("drip", "image", None, None),
        )
        for trouble, what, code, words in cases:
            with self.subTest(trouble):
                gateway, account = self.start(more="quiet_hours: none\nmedia: {item_mb: 1, within: 2s}")
                clerk, path = self.clerk_of(gateway, account)
                if trouble != "none":
                    self.trouble(account, trouble)
                account.type(f"/send {what}")
                if code:
                    self.assertEqual(self.settled(gateway)[0][1:3], ("failed", code))
                    until(lambda: [m for m in self.messages(clerk, path) if m["author"] == "note" and words in m["text"]], "the note")
                    self.assertEqual(self.shown(clerk, path)[0]["media"]["why"], code)
                else:  # one byte a second is no answer: cut at its deadline, and tried again
                    self.assertEqual(self.settled(gateway)[0][1], "kept")
                    self.assertEqual(rows(gateway, "SELECT attempts FROM media"), [(2,)])

    def test_a_page_in_its_place_is_tried_again_and_so_is_an_old_token(self):
        gateway, account = self.start()
        clerk, path = self.clerk_of(gateway, account)
        self.trouble(account, "page")
        self.trouble(account, "stale_token")
        account.type("/send image")
        self.assertEqual(self.settled(gateway)[0][1], "kept")
        self.assertEqual(rows(gateway, "SELECT attempts FROM media"), [(2,)])

    def test_a_video_is_fetched_from_where_it_lies(self):
        gateway, account = self.start()
        clerk, path = self.clerk_of(gateway, account)
        account.type("/send video")
        self.assertEqual(self.settled(gateway)[0][:4], ("video", "kept", "", "video/mp4"))
        (message,) = self.shown(clerk, path)
        status, headers, body = clerk.media(path, message["seq"])
        self.assertEqual((status, headers["Content-Type"], body[4:12]), (200, "video/mp4", b"ftypmp42"))

    def test_it_is_fetched_after_a_restart(self):
        gateway, account = self.start(more="quiet_hours: none\nmedia: {within: 30s}")
        clerk, path = self.clerk_of(gateway, account)
        self.trouble(account, "silent")
        account.type("/send image")
        until(account.is_called, "the fetch")
        gateway.kill()
        gateway.start()
        self.assertEqual(self.settled(gateway)[0][1], "kept")

    def test_the_disk_is_not_filled(self):
        gateway, account = self.start(more="quiet_hours: none\nmedia: {disk_mb: 1}")
        clerk, path = self.clerk_of(gateway, account)
        gateway.stop()
        (gateway.folder / "var" / "media" / "aa").mkdir(parents=True)
        (gateway.folder / "var" / "media" / "aa" / ("a" * 64)).write_bytes(b"x" * (1024 * 1024 - 3))
        gateway.start()
        account.type("/send image")
        self.assertEqual(self.settled(gateway)[0][1:3], ("failed", "too_large"))


class Age(Media):
    """What is old, or too much, is thrown away at the start; never what belongs to an open case."""

    def sent(self, gateway, account, who, count):
        account.ask(f"/from {who}", "现在说话的是")
        account.type("/send image")
        self.settled(gateway, count)

    def files(self, gateway):
        return [f for f in (gateway.folder / "var" / "media").rglob("*") if f.is_file()]

    def grow_old(self, gateway, days):
        """Everything came so many days ago."""
        gateway.stop()
        with sqlite3.connect(gateway.folder / "var" / "yimen.db") as database:
            database.execute("PRAGMA wal_autocheckpoint = 0")
            database.execute("UPDATE messages SET at = at - ?", (days * 86_400_000,))
        for file in self.files(gateway):
            os.utime(file, (file.stat().st_atime, file.stat().st_mtime - days * 86_400))

    def test_a_file_goes_when_it_is_old_and_its_case_is_closed(self):
        gateway, account = self.start(more="quiet_hours: none\nmedia: {keep_days: 30}")
        clerk, path = self.clerk_of(gateway, account)
        account.type("/send image")
        self.settled(gateway)
        self.grow_old(gateway, 31)
        stray = gateway.folder / "var" / "media" / "aa" / ("a" * 64)  # as a crash leaves it, between its row and its end
        stray.parent.mkdir(exist_ok=True)
        stray.write_bytes(b"x")
        os.utime(stray, (0, 0))
        gateway.start()
        until(lambda: not stray.exists(), "the clean-up")
        (message,) = self.shown(clerk, path)
        self.assertEqual(clerk.media(path, message["seq"])[0], 200)
        self.assertEqual(clerk.call("POST", path + "/claim", {})[0], 200)
        self.assertEqual(clerk.call("POST", path + "/close", {"result": "已答复"})[0], 200)
        gateway.kill()
        gateway.start()
        until(lambda: not self.files(gateway), "the clean-up")
        (message,) = self.shown(clerk, path)
        self.assertEqual((message["media"]["state"], message["media"]["why"]), ("failed", "expired"))
        self.assertEqual(clerk.media(path, message["seq"])[0], 404)
        self.assertEqual(rows(gateway, "SELECT actor, detail FROM audit WHERE action = 'media.expired'"), [("system", "1")])

    def test_the_oldest_go_when_all_together_are_too_much(self):
        gateway, account = self.start(more="quiet_hours: none\nmedia: {disk_mb: 1}")
        self.sent(gateway, account, "o-first", 1)
        gateway.stop()
        with sqlite3.connect(gateway.folder / "var" / "yimen.db") as database:
            database.execute("PRAGMA wal_autocheckpoint = 0")
            database.execute("UPDATE media SET bytes = 950000")  # of a megabyte a tenth should be free
        for file in self.files(gateway):
            os.utime(file, (0, 0))
        gateway.start()
        until(lambda: not self.files(gateway), "room")
        self.sent(gateway, account, "o-second", 2)
        self.assertEqual([state for _, state, *_ in self.media(gateway)], ["failed", "kept"])


class Transcriber(http.server.BaseHTTPRequestHandler):
    words = ""

    def do_POST(self):
        self.server.heard.append((self.headers["Content-Type"], self.rfile.read(int(self.headers["Content-Length"]))))
        data = self.server.words.encode()
        self.send_response(200 if data else 500)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_):
        pass


class Voices(Account):
    def test_a_voice_with_words_is_answered_and_one_without_is_not_left_in_silence(self):
        gateway, account = self.start()
        account.type("/send voice 低保需要啥材料")
        account.saw("户口本")
        account.type("/from o-quiet")
        account.type("/send voice")
        said = account.saw("o-quiet 收到微信") and [x for x in account.lines if "o-quiet 收到微信" in x][0]
        self.assertIn("打字", said)
        self.assertIn("0", said)

    def transcribed(self, words):
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Transcriber)
        server.heard, server.words = [], words
        threading.Thread(target=server.serve_forever, daemon=True).start()
        self.addCleanup(server.server_close)
        self.addCleanup(server.shutdown)
        more = f"quiet_hours: none\nmedia: {{transcriber: 'http://127.0.0.1:{server.server_address[1]}/asr'}}"
        gateway, account = self.start(more=more)
        account.type("/send voice")
        account.saw("正在听您的语音")
        return gateway, account, server

    def test_words_are_written_down_and_answered_once(self):
        gateway, account, server = self.transcribed("低保需要啥材料")
        account.saw("户口本")
        until(lambda: rows(gateway, "SELECT heard FROM media") == [(1,)], "the mark")
        self.assertEqual(server.heard, [("audio/amr", b"#!AMR\n\x3c\x91\x17\x16")])
        self.assertEqual(rows(gateway, "SELECT text FROM messages WHERE author = 'resident'"), [("［语音］",), ("低保需要啥材料",)])
        gateway.stop()
        gateway.start()
        account.type("菜单")
        account.saw("直接打字问")
        self.assertEqual(len(server.heard), 1)

    def program(self, script, limits=""):
        """Voices are given to a program; `script` is Python, and sees the voice on its standard input."""
        folder = pathlib.Path(self.enterContext(tempfile.TemporaryDirectory()))
        (folder / "listen.py").write_text(script, encoding="utf-8")
        command = f"transcriber: {{command: [{sys.executable}, {folder}/listen.py, '$(touch {folder}/injected)']}}"
        gateway, account = self.start(more=f"quiet_hours: none\nmedia: {{{command}{limits}}}")
        account.type("/send voice")
        account.saw("正在听您的语音")
        return gateway, account, folder

    def test_a_program_writes_them_down_and_no_shell_is_between(self):
        script = (
            "import sys, os\n"
            "voice = sys.stdin.buffer.read()\n"
            "assert voice == b'#!AMR\\n\\x3c\\x91\\x17\\x16' and sys.argv[1].startswith('$(touch'), voice\n"
            "assert 'YIMEN_BIN' not in os.environ\n"
            "sys.stdout.buffer.write('低保需要啥材料\\n'.encode())\n"
        )
        gateway, account, folder = self.program(script)
        account.saw("户口本")
        until(lambda: rows(gateway, "SELECT heard FROM media") == [(1,)], "the mark")
        self.assertFalse((folder / "injected").exists())

    def test_a_program_that_fails_or_does_not_end_leaves_nobody_in_silence(self):
        for script, limits in (
            ("raise SystemExit(3)", ""),
            ("import time; print('低保', flush=True); time.sleep(100000)", ", transcribed_within: 1s"),
            ("while True: print('低保' * 1000)", ""),
        ):
            with self.subTest(script):
                gateway, account, _ = self.program(script, limits)
                account.saw("图片和语音请打字说，找人请回0")
                self.assertEqual(rows(gateway, "SELECT text FROM messages WHERE text LIKE '%低保低保%'"), [])

    def test_where_nobody_understands_it_he_is_asked_to_type(self):
        gateway, account, server = self.transcribed("")
        account.saw("图片和语音请打字说，找人请回0")
        until(lambda: rows(gateway, "SELECT heard FROM media") == [(1,)], "the mark")


if __name__ == "__main__":
    unittest.main()
