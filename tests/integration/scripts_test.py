"""What people who write scripts do with them: check, publish, replay, draw, talk, save; and a gateway that takes them up while it runs."""

import csv
import os
import pathlib
import shutil
import signal
import subprocess
import tempfile
import unittest

from tests.support import county, wechat
from tests.support.gateway import PATIENCE_S, ROOT, Clerk, Gateway, Provider, until
from tests.support.wire import count, rows


class Scripts(Gateway):
    """A gateway with scripts of its own, which may be changed."""

    def __init__(self, provider=None, **more):
        super().__init__(provider, **more)
        self.scripts = self.folder / "scripts"
        shutil.copytree(ROOT / "dialogs/scripts", self.scripts)
        self.config.write_text(self.config.read_text(encoding="utf-8") + f"scripts: {self.scripts}\n", encoding="utf-8")

    def edit(self, file, old, new, folder=None):
        path = (folder or self.scripts) / file
        text = path.read_text(encoding="utf-8")
        assert old in text, old
        path.write_text(text.replace(old, new), encoding="utf-8")

    def copy(self):
        """Another folder with the same scripts, to be changed and published."""
        other = self.folder / "other"
        shutil.rmtree(other, ignore_errors=True)
        shutil.copytree(self.scripts, other)
        return other

    def ask(self, text, sender="+8613800000001"):
        self.asked = getattr(self, "asked", 0) + 1
        status, _, body = self.sms(text, sender, id=str(self.asked))
        assert status == 200, body

    def reload(self):
        before = self.said().count("scripts_")
        self.process.send_signal(signal.SIGHUP)
        until(lambda: self.said().count("scripts_") > before, "the scripts to be read again")

    def digests(self):
        return [digest for (digest,) in rows(self, "SELECT digest FROM bundles WHERE superseded_at IS NULL")]


REWORDED = ("您想问什么？", "您要问什么？")


class Reloading(unittest.TestCase):
    def setUp(self):
        self.provider = Provider()
        self.provider.__enter__()
        self.addCleanup(self.provider.__exit__)
        self.gateway = Scripts(self.provider)
        self.addCleanup(self.gateway.__exit__)
        self.gateway.__enter__()
        # They are kept before any message is, but not before the gateway is ready.
        until(lambda: self.gateway.digests() != [], "the scripts to be kept")

    def last(self, wanted, sender="+8613800000001"):
        """Waits until somebody was told this."""
        until(lambda: wanted in "".join(self.provider.texts(sender.removeprefix("+86"))[-1:]), wanted)

    def publish(self, *words):
        """Waits until it is in force."""
        before = self.gateway.said().count("scripts_in_force")
        done = self.gateway.run("scripts", "publish", *words)
        self.assertEqual(done.returncode, 0, done.stderr)
        until(lambda: self.gateway.said().count("scripts_in_force") > before, "them to be in force")

    def test_changed_scripts_are_taken_up_by_themselves(self):
        self.gateway.edit("flows/main.yaml", "您好，这里是滦南民政。", "您好，滦南民政新话术。")
        until(lambda: "scripts_in_force" in self.gateway.said(), "the new scripts to be in force")
        self.gateway.ask("菜单")
        self.last("新话术")

    def test_bad_scripts_never_replace_good_ones_and_are_told_of(self):
        good = self.gateway.digests()
        self.gateway.edit("flows/main.yaml", "next: look_up", "next: nowhere_at_all")
        self.gateway.reload()
        self.assertIn("scripts_refused", self.gateway.said())
        self.assertIn("nowhere_at_all", self.gateway.said())
        status, _, body = self.gateway.admin("/readyz")
        self.assertEqual(status, 200)
        self.assertRegex(body, r"scripts: .*main\.yaml:\d+:\d+: .*nowhere_at_all")
        self.gateway.ask("菜单")
        self.last("您好，这里是滦南民政")
        self.assertEqual(self.gateway.digests(), good)

        self.gateway.edit("flows/main.yaml", "next: nowhere_at_all", "next: look_up")
        self.gateway.reload()
        self.assertIn("scripts: ok", self.gateway.admin("/readyz")[2])

    def test_a_conversation_goes_on_by_what_it_began_with_and_a_new_one_by_what_is_in_force(self):
        self.gateway.ask("查进度")
        self.last("请回复12位受理编号")
        self.gateway.edit("flows/status.yaml", "没有编号也能查", "没编号也能查")
        self.gateway.reload()
        self.gateway.ask("没有")
        self.last("没有编号也能查")
        self.gateway.ask("查进度", "+8613800000002")
        self.last("请回复12位受理编号", "+8613800000002")
        self.gateway.ask("没有", "+8613800000002")
        self.last("没编号也能查", "+8613800000002")

    def test_nobody_goes_on_by_a_revoked_script(self):
        self.gateway.ask("查进度")
        self.last("请回复12位受理编号")
        (old,) = self.gateway.digests()
        other = self.gateway.copy()
        self.gateway.edit("bot.yaml", "base: digits, length: 12", "base: digits, length: 10", other)
        self.publish(str(other))
        self.assertNotEqual(self.gateway.digests(), [old])
        self.publish("--revoke", old)
        self.gateway.ask("没有")
        self.last("接着刚才的")
        self.gateway.ask("没有")
        self.last("没有编号也能查")

    def test_a_gateway_that_was_started_anew_remembers_the_old_script(self):
        self.gateway.ask("查进度")
        self.last("请回复12位受理编号")
        self.assertEqual(self.gateway.stop(), 0)
        self.gateway.edit("flows/status.yaml", "没有编号也能查", "没编号也能查")
        self.gateway.start()
        until(lambda: count(self.gateway, "bundles") == 2, "both scripts to be kept")
        self.gateway.ask("没有")
        self.last("没有编号也能查")


class Publishing(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.provider = Provider()
        cls.provider.__enter__()
        cls.gateway = Scripts(cls.provider)
        cls.gateway.__enter__()
        for sender, words in (("1", ["查进度"]), ("2", ["查进度", "没有"]), ("3", ["查政策"]), ("4", ["菜单", "谢谢"])):
            for word in words:
                cls.gateway.ask(word, f"+861380000000{sender}")

    @classmethod
    def tearDownClass(cls):
        cls.gateway.__exit__()
        cls.provider.__exit__()

    def publish(self, *words):
        return self.gateway.run("scripts", "publish", *words)

    def fates(self, done):
        return {line.split()[0]: int(line.split()[1]) for line in done.stdout.splitlines() if line.startswith("  ")}

    def test_a_dry_run_shows_what_would_become_of_everybody_and_changes_nothing(self):
        other = self.gateway.copy()
        before = {file: file.read_bytes() for file in self.gateway.scripts.rglob("*") if file.is_file()}
        self.gateway.edit("flows/main.yaml", *REWORDED, folder=other)
        done = self.publish(str(other), "--dry-run")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(self.fates(done), {"kept": 3, "re_asked": 0, "rewound": 0, "ended": 0})
        self.assertIn("nothing was changed", done.stdout)
        self.assertEqual(before, {file: file.read_bytes() for file in self.gateway.scripts.rglob("*") if file.is_file()})

        self.gateway.edit("bot.yaml", "base: digits, length: 12", "base: digits, length: 10", other)
        done = self.publish(str(other), "--dry-run")
        self.assertEqual(self.fates(done), {"kept": 2, "re_asked": 1, "rewound": 0, "ended": 0})
        self.assertRegex(done.stdout, r"re_asked +1 +status\.ask_no 1")
        self.assertRegex(done.stderr, r"status\.yaml:\d+:\d+: D071 warning: step 'ask_no' has changed while 1")

    def test_too_many_lost_places_are_refused(self):
        other = self.gateway.copy()
        flow = other / "flows/status.yaml"
        text = flow.read_text(encoding="utf-8")
        flow.write_text(text.replace("offer_agent", "call_back"), encoding="utf-8")
        done = self.publish(str(other), "--dry-run")
        self.assertEqual(done.returncode, 1)
        self.assertEqual(self.fates(done)["rewound"], 1)
        self.assertIn("--tolerate", done.stderr)
        self.assertEqual(self.publish(str(other), "--dry-run", "--tolerate", "50").returncode, 0)
        flow.write_text(text.replace("offer_agent", "call_back").replace("id: call_back\n", "id: call_back\n        was: offer_agent\n"), encoding="utf-8")
        done = self.publish(str(other), "--dry-run")
        self.assertEqual((done.returncode, self.fates(done)["kept"]), (0, 3), done.stdout)

    def test_who_has_put_something_aside_is_counted(self):
        gateway = self.enterContext(Scripts(self.enterContext(Provider())))
        for word in ("家里情况变了", "搬家", "菜单", "退出"):
            gateway.ask(word)
        other = gateway.copy()
        kept = gateway.run("scripts", "publish", str(other), "--dry-run")
        self.assertIn("1 conversations, 0 of them under way, 1 put aside for 继续", kept.stdout)
        self.assertEqual(self.fates(kept)["kept"], 1)
        for file in other.rglob("*.yaml"):
            file.write_text(file.read_text(encoding="utf-8").replace("report_change", "report_news"), encoding="utf-8")
        done = gateway.run("scripts", "publish", str(other), "--dry-run")
        self.assertEqual((done.returncode, self.fates(done)["ended"]), (1, 1), done.stdout + done.stderr)
        self.assertRegex(done.stdout, r"ended +1 +report_change\.details 1")
        self.assertRegex(done.stderr, r"bot\.yaml:\d+:\d+: D071 warning: flow 'report_change' is gone while 1")

    def test_bad_scripts_and_wrong_words_are_refused(self):
        other = self.gateway.copy()
        self.gateway.edit("flows/main.yaml", "next: look_up", "next: nowhere", folder=other)
        done = self.publish(str(other))
        self.assertEqual((done.returncode, done.stdout), (1, ""))
        self.assertRegex(done.stderr, r"(?m)^flows/main\.yaml:\d+:\d+: D002")
        self.assertEqual(self.publish("--revoke", "none").returncode, 1)
        self.assertEqual(self.publish("no/such/folder").returncode, 1)
        self.assertEqual(self.publish("--tolerate", "101").returncode, 2)

    def test_kept_conversations_are_played_again_and_every_changed_reply_is_shown(self):
        other = self.gateway.copy()
        same = self.gateway.run("scripts", "replay", "--against", str(other))
        self.assertEqual(same.returncode, 0, same.stderr)
        self.assertRegex(same.stdout, r"^4 conversations, 6 messages: 0 replies change\n$")
        self.gateway.edit("flows/main.yaml", *REWORDED, folder=other)
        self.gateway.edit("flows/status.yaml", "没有编号也能查", "没编号也能查", folder=other)
        done = self.gateway.run("scripts", "replay", "--against", str(other))
        self.assertIn("- 您想问什么？", done.stdout)
        self.assertIn("+ 您要问什么？", done.stdout)
        self.assertIn("+ 没编号也能查", done.stdout)
        self.assertRegex(done.stdout, r"6 messages: 2 replies change\n$")
        none = self.gateway.run("scripts", "replay", "--against", str(other), "--day", "2001-01-01")
        self.assertIn("0 conversations", none.stdout)
        self.assertEqual(self.gateway.run("scripts", "replay", "--against", str(other), "--day", "gestern").returncode, 1)

    def test_what_came_in_pieces_and_from_a_phone_is_played_as_it_was_taken(self):
        provider = self.enterContext(Provider())
        gateway = self.enterContext(Scripts(provider))
        for word in ("人工", "我家", "房子", "漏雨", "不知道", "菜单"):
            gateway.ask(word)
        for word in ("人工", "我家"):
            gateway.ask(word, "+8613800000004")
        until(lambda: any("哪个乡镇" in text for text in provider.texts("13800000004")), "no more to come")
        for word in ("人工", "我家", "菜单"):
            gateway.ask(word, "+8613800000003")
        for word in ("家里情况变了", "搬家", "王秀英", "马城", "跳过", "家里老人搬到县城儿子家去住了。", "1", "没错"):
            gateway.ask(word, "+8613800000002")
        (told,) = rows(gateway, "SELECT text FROM messages WHERE step = 'report_change.done'")
        self.assertIn("打 13800000002 找您", told[0])
        other = gateway.copy()
        done = gateway.run("scripts", "replay", "--against", str(other))
        self.assertEqual(done.stdout, "4 conversations, 19 messages: 0 replies change\n", done.stderr)

    def test_the_flows_are_drawn(self):
        picture = self.gateway.folder / "flows.svg"
        done = subprocess.run([os.environ["YIMEN_BIN"], "scripts", "graph", "--scripts", str(self.gateway.scripts), "-o", str(picture)], capture_output=True, text=True, timeout=PATIENCE_S)
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        svg = picture.read_text(encoding="utf-8")
        self.assertIn("1 查政策", svg)
        self.assertIn('<g id="status.verify">', svg)
        wrong = subprocess.run([os.environ["YIMEN_BIN"], "scripts", "graph", "none"], cwd=ROOT, capture_output=True, text=True, timeout=PATIENCE_S)
        self.assertEqual(wrong.returncode, 1)

    def test_every_text_is_written_into_a_table_for_review(self):
        file = self.gateway.folder / "texts.csv"
        done = self.gateway_scripts("extract", "-o", str(file))
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        with open(file, encoding="utf-8-sig", newline="") as table:
            told = list(csv.reader(table))
        self.assertEqual(told[0], ["位置", "哪一句", "渠道", "最多几条短信", "文字"])
        texts = {where: (place, segments, text) for place, where, _, segments, text in told[1:]}
        place, segments, text = texts["status.ask_no.ask"]
        self.assertRegex(place, r"^flows/status\.yaml:\d+$")
        self.assertEqual(segments, "1")
        self.assertIn("请回复12位受理编号", text)
        self.assertEqual(texts["main.home.policy"][2], "1查政策")
        self.assertIn("status.ask_no.reask[1]", texts)
        self.assertEqual(texts["report_hardship.trouble.ill"][2], "有重病")
        self.assertEqual(texts["report_hardship.trouble.label"][2], "困难")
        self.assertEqual(texts["complaint.submit.summary"][2], "投诉：{slots.cause|label|max:8}")
        self.assertTrue(all(segments in ("", "1", "2", "3", "4") for _, segments, _ in texts.values()))
        self.assertIn("status.ask_no.ask", self.gateway_scripts("extract").stdout)
        self.assertEqual(self.gateway_scripts("extract", "-o", "/no/such/folder/x.csv").returncode, 75)

    def test_flows_are_inspected(self):
        told = self.gateway_scripts("inspect", "status").stdout
        for part in ("办理进度查询", "verify_application", "id_last4:id_last4(sensitive)", "pattern_human_handoff"):
            self.assertIn(part, told)
        self.assertRegex(told, r"sms +\w+\.[\w\[\]]+: \d segments, \d+ units")
        self.assertNotIn("report_hardship", told)
        self.assertEqual(self.gateway_scripts("inspect", "none").returncode, 1)

    def gateway_scripts(self, *words):
        return subprocess.run(
            [os.environ["YIMEN_BIN"], "scripts", *words, "--scripts", str(self.gateway.scripts)],
            cwd=ROOT, capture_output=True, text=True, timeout=PATIENCE_S,
        )  # fmt: skip

    def test_check_knows_of_tests_and_of_the_people_who_wait(self):
        plain = self.gateway.run("check", "--db")
        self.assertEqual(plain.returncode, 0, plain.stderr)
        self.assertNotIn("D070", plain.stderr)
        alone = self.gateway.run("check", "--tests", "tests/conversations/welcome.test.yaml")
        self.assertEqual(alone.returncode, 0)
        self.assertRegex(alone.stderr, r"(?m)^flows/status\.yaml:\d+:\d+: D070 warning: no test walks step 'verify'$")


class Replaying(unittest.TestCase):
    """What is no text, and what comes without anybody having written."""

    def start(self, are_open=True, **more):
        self.provider = Provider()
        self.provider.__enter__()
        self.addCleanup(self.provider.__exit__)
        self.gateway = county.hours(Scripts(self.provider, **more), are_open=are_open)
        self.addCleanup(self.gateway.__exit__)

    def replay(self, *changes):
        other = self.gateway.copy()
        for change in changes:
            self.gateway.edit(*change, folder=other)
        done = self.gateway.run("scripts", "replay", "--against", str(other))
        self.assertEqual(done.returncode, 0, done.stderr)
        return done.stdout

    def test_a_menu_and_a_voice_lead_where_they_led(self):
        self.start(wechat_mode="plain")
        self.gateway.__enter__()
        follower = wechat.Follower(self.gateway)
        self.assertIn("受理编号", follower.send(wechat.event("CLICK", "查进度", openid=follower.openid)))
        heard = "<MediaId><![CDATA[m1]]></MediaId><Format><![CDATA[amr]]></Format><Recognition><![CDATA[没有]]></Recognition>"
        self.assertIn("没有编号也能查", follower.send(wechat.of_kind("voice", heard, follower.openid, "7101")))
        picture = "<PicUrl><![CDATA[http://127.0.0.1:9/p]]></PicUrl><MediaId><![CDATA[m2]]></MediaId>"
        self.assertIsNotNone(follower.send(wechat.of_kind("image", picture, follower.openid, "7102")))
        self.assertEqual(self.replay(), "1 conversations, 3 messages: 0 replies change\n")
        said = self.replay(("flows/status.yaml", "没有编号也能查", "没编号也能查"))
        self.assertIn("message 2: 没有\n", said)
        self.assertIn("+ 没编号也能查", said)

    def test_changed_words_of_limits_and_closings_are_shown(self):
        self.start()
        self.gateway.edit("patterns.yaml", "after: 5m", "after: 1s")
        self.gateway.edit("patterns.yaml", "sla: 2h_working", "sla: 1s")
        self.gateway.__enter__()
        self.gateway.add_clerk("zhangsan", role="county", area="130224")
        clerk = Clerk(self.gateway, "zhangsan")

        def told(words, sender="13800000001"):
            until(lambda: any(words in text for text in self.provider.texts(sender)), words)

        def act(what, **more):
            path = f"/conversations/{clerk.inbox('unclaimed')[0]['id']}"
            self.assertEqual(clerk.call("POST", path + "/claim")[0], 200)
            status, refused = clerk.call("POST", path + "/" + what, more)
            self.assertEqual(status, 200, refused)

        self.gateway.ask("人工")
        for words in ("已转工作人员", "让您久等了"):
            told(words)
        act("close", result="已答复")
        told("已处理完")
        self.gateway.ask("查进度")
        told("受理编号")
        self.gateway.ask("人工", "+8613800000002")
        told("让您久等了", "13800000002")
        act("return-to-bot", summary="说完了")
        told("接着答", "13800000002")

        self.assertEqual(self.replay(), "2 conversations, 3 messages: 0 replies change\n")
        said = self.replay(
            ("patterns.yaml", "已转工作人员，", "转给工作人员了，"),
            ("patterns.yaml", "让您久等了，", "真是久等了，"),
            ("patterns.yaml", "工作人员已处理完。", "工作人员办完了。"),
            ("patterns.yaml", "工作人员先说到这里，", "工作人员说到这里，"),
        )
        for words in ("转给工作人员了", "真是久等了", "工作人员办完了", "工作人员说到这里"):
            self.assertRegex(said, rf"(?m)^  \+ .*{words}")
        self.assertIn("by itself after message 1\n", said)
        self.assertRegex(said, r"2 conversations, 3 messages: 6 replies change\n$")


class Migrating(unittest.TestCase):
    """Of formats there is one: what is rewritten is shown in tests/unit/gateway/cli/migrate_test.cpp."""

    def setUp(self):
        self.folder = pathlib.Path(self.enterContext(tempfile.TemporaryDirectory())) / "scripts"
        shutil.copytree(ROOT / "dialogs/scripts", self.folder)

    def files(self):
        return {file: (file.read_bytes(), file.stat().st_mtime_ns) for file in self.folder.rglob("*") if file.is_file()}

    def migrate(self, *words):
        return subprocess.run([os.environ["YIMEN_BIN"], "scripts", "migrate", *words], cwd=ROOT, capture_output=True, text=True, timeout=PATIENCE_S)

    def test_what_is_in_the_newest_format_is_left_as_it_is(self):
        before = self.files()
        flows = len(list(self.folder.rglob("*.yaml")))
        for words in ([self.folder], ["--scripts", self.folder], [self.folder, "--dry-run"], []):
            done = self.migrate(*map(str, words))
            self.assertEqual((done.returncode, done.stdout, done.stderr), (0, f"all {flows} files are dialog/1 already\n", ""))
        self.assertEqual(self.files(), before)

    def test_a_format_it_does_not_know_is_refused_with_its_place_and_nothing_is_changed(self):
        flow = self.folder / "flows/status.yaml"
        text = flow.read_text(encoding="utf-8")
        line = text[: text.index("schema:")].count("\n") + 1
        for schema, why in (("dialog/2", "dialog/2 is newer than this program, which reads dialog/1"), ("dialog/0", "dialog/0 is too old: this reads dialog/1")):
            with self.subTest(schema):
                flow.write_text(text.replace("dialog/1", schema), encoding="utf-8")
                before = self.files()
                done = self.migrate(str(self.folder))
                self.assertEqual((done.returncode, done.stdout), (1, ""))
                self.assertIn(f"flows/status.yaml:{line}:9: D000 {why}", done.stderr)
                self.assertEqual(self.files(), before)

    def test_a_folder_without_scripts_is_refused(self):
        done = self.migrate("no/such/folder")
        self.assertEqual(done.returncode, 1)
        self.assertIn("bot.yaml:1:1: D000 cannot be read", done.stderr)


class Talking(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.gateway = Scripts()

    @classmethod
    def tearDownClass(cls):
        cls.gateway.__exit__()

    def chat(self, *lines, channel="sms"):
        done = subprocess.run(
            [os.environ["YIMEN_BIN"], "chat", "--config", str(self.gateway.config), "--channel", channel],
            cwd=ROOT, input="\n".join(lines) + "\n", capture_output=True, text=True, timeout=PATIENCE_S,
        )  # fmt: skip
        self.assertEqual(done.returncode, 0, done.stderr)
        return done.stdout

    def test_it_tells_what_it_knows_and_why(self):
        said = self.chat("/slots", "/why", "查进度", "/slots", "/why", "/nonsense")
        self.assertIn("还什么都不知道", said)
        self.assertIn("停在 status.ask_no", said)
        self.assertRegex(said, r"· said status\.ask_no")
        self.assertIn("/advance", said)
        self.assertNotIn("· ", self.chat("查进度"))
        self.assertIn("· ", self.chat("/trace", "查进度"))

    def test_time_passes_when_it_is_told_to(self):
        said = self.chat("/timeout", "人工", "/timeout", "/timeout")
        self.assertIn("没有要到时间的事", said)
        self.assertIn("已转工作人员" if "已转工作人员" in said else "现在是下班时间", said)
        self.assertIn("没有办完", self.chat("查进度", "/advance 25h", "1", "/advance x"))

    def test_its_author_can_be_the_clerk_too(self):
        said = self.chat("/clerk close", "人工", "低保停了", "不知道", "/clerk", "/clerk close", "2")
        self.assertIn("这样写：/clerk close", said)
        self.assertRegex(said, r"(?s)机器人接待|no such conversation")
        self.assertRegex(said, r"(?s)工作人员已处理完.*满意吗.*收到了，谢谢您")
        self.assertIn("现在由自动服务接着答", self.chat("人工", "低保停了", "不知道", "/clerk return"))

    def test_changed_scripts_are_taken_up_in_the_middle(self):
        flow = self.gateway.scripts / "flows/status.yaml"
        text = flow.read_text(encoding="utf-8")
        self.addCleanup(flow.write_text, text, encoding="utf-8")
        talk = subprocess.Popen(
            [os.environ["YIMEN_BIN"], "chat", "--config", str(self.gateway.config)],
            cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )  # fmt: skip

        def say(line, wanted):
            talk.stdin.write(line + "\n")
            talk.stdin.flush()
            heard = ""
            while wanted not in heard:
                more = talk.stdout.readline()
                self.assertTrue(more, heard)
                heard += more

        say("查进度", "请回复12位受理编号")
        flow.write_text(text.replace("没有编号也能查", "没编号也能查"), encoding="utf-8")
        say("/reload", "用上了新的")
        say("没有", "没编号也能查")
        flow.write_text("flows: [", encoding="utf-8")
        say("/reload", "还用原来的")
        _, errors = talk.communicate("菜单\n", timeout=PATIENCE_S)
        self.assertIn("flows/status.yaml:1:", errors)
        self.assertEqual(talk.returncode, 0)

    def test_a_talk_that_is_saved_is_a_test_that_passes(self):
        table = county.table(self.gateway, county.row(1))
        self.assertEqual(self.gateway.run("import", "applications", str(table)).returncode, 0)
        (receipt,) = county.receipts(self.gateway)
        talks = {
            "政策": ["低保要什么材料", "多少钱", "1", "今天天气", "谢谢"],
            "进度": ["查进度", "123", receipt, county.id_number(1)[-4:], "菜单"],
            "人工": ["2", "没有", "1", "低保停了", "不知道", "还在吗"],
            "办结": ["人工", "低保停了", "不知道", "/clerk close", "2"],
            "交回": ["人工", "低保停了", "不知道", "/clerk return", "菜单"],
            "险情": ["邻居家老人好几天没见着了", "牛把我爹顶了，说不出话来了", "吞了一根针", "低保一个月多少钱"],
            "沉默": ["查进度", "/advance 25h", "在吗我来了", "1"],
        }
        for name, lines in talks.items():
            for channel in ("sms", "web"):
                with self.subTest(name, channel=channel):
                    file = self.gateway.folder / f"{name}-{channel}"
                    said = subprocess.run(
                        [os.environ["YIMEN_BIN"], "chat", "--config", str(self.gateway.config), "--channel", channel],
                        cwd=ROOT, input="\n".join([*lines, f"/save {file}"]) + "\n", capture_output=True, text=True, timeout=PATIENCE_S,
                    )  # fmt: skip
                    saved = self.gateway.folder / f"{file.name}.test.yaml"
                    self.assertIn("存成了", said.stdout)
                    done = subprocess.run(
                        [os.environ["YIMEN_BIN"], "test", str(saved), "--scripts", str(self.gateway.scripts)],
                        cwd=ROOT, capture_output=True, text=True, timeout=PATIENCE_S,
                    )  # fmt: skip
                    self.assertEqual(done.returncode, 0, done.stderr + saved.read_text(encoding="utf-8"))
        self.assertIn("这样写", self.chat("菜单", "/save"))


if __name__ == "__main__":
    unittest.main()
