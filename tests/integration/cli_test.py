"""Every command: what it prints, where, and how it ends."""

import contextlib
import json
import os
import pathlib
import re
import sqlite3
import subprocess
import tempfile
import unittest

from tests.support import county
from tests.support.gateway import PATIENCE_S, ROOT, SMS_SECRET, Clerk, Gateway
from tests.support.wire import count, rows

COMMANDS = ("serve", "check", "chat", "ask", "parse", "test", "scripts", "scripts publish", "scripts replay", "scripts graph", "import", "user", "user add", "user password", "user disable", "user enable", "user list", "audit", "audit verify")


def yimen(*words, text="", **environment):
    return subprocess.run(
        [os.environ["YIMEN_BIN"], *words], cwd=ROOT, input=text, capture_output=True, text=True, timeout=PATIENCE_S * 4,
        env={**os.environ, **environment},
    )  # fmt: skip


class Usage(unittest.TestCase):
    def test_help_is_everywhere_and_wrong_usage_is_2(self):
        self.assertEqual(yimen("--help").returncode, 0)
        for command in COMMANDS:
            with self.subTest(command):
                helped = yimen(*command.split(), "--help")
                self.assertEqual((helped.returncode, helped.stderr), (0, ""))
                self.assertIn("--help", helped.stdout)
        wrong = [
            (), ("dance",), ("serve",), ("serve", "--config"), ("check", "--confg", "x"), ("parse",), ("parse", "colour"), ("test",),
            ("import", "applications"), ("import", "people", "f.csv", "--config", "x"), ("user",), ("user", "add", "a"), ("user", "password", "a"), ("user", "disable", "--config", "x"), ("user", "enable"), ("user", "list"), ("audit",), ("audit", "verify"),
            ("user", "add", "a", "--role", "king", "--area", "1", "--config", "x"), ("chat", "--channel", "fax", "--config", "x"),
        ]  # fmt: skip
        for words in wrong:
            with self.subTest(words=words):
                done = yimen(*words)
                self.assertEqual((done.returncode, done.stdout), (2, ""))
                self.assertTrue(done.stderr.strip())

    def test_a_command_there_is_none_of_is_named(self):
        for words in (["nosuch"], ["nosuch", "--help"], ["export", "ledger"]):
            done = yimen(*words)
            self.assertEqual((done.returncode, done.stdout), (2, ""))
            self.assertIn(f"there is no command {words[0]}", done.stderr)

    def test_a_file_that_is_not_there_is_bad_input(self):
        for words in (["serve"], ["check"], ["ask", "低保"], ["chat"]):
            with self.subTest(words=words):
                done = yimen(*words, "--config", "no/such/file.yaml")
                self.assertEqual(done.returncode, 1)
                self.assertIn("no/such/file.yaml", done.stderr)


class Check(unittest.TestCase):
    def setUp(self):
        self.gateway = Gateway()
        self.addCleanup(self.gateway.__exit__)
        self.good = self.gateway.config.read_text(encoding="utf-8")

    def test_a_good_configuration_is_good(self):
        done = self.gateway.run("check")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn("good", done.stdout)
        self.assertIn("open points", done.stdout)

    def test_a_fault_is_told_with_its_place_and_no_secret(self):
        cases = [
            ("an unknown key", self.good + "colour: red\n", "colour"),
            ("an unknown key of a channel", self.good.replace("username: yimen", "usernam: yimen"), "usernam"),
            ("an unknown type", self.good.replace("type: web_chat", "type: pigeon"), "pigeon"),
            ("a missing secret", self.good.replace("password: pass,", ""), "password"),
            ("a secret's file that is not there", self.good.replace("password: pass", "password: {file: none/such}"), "none/such"),
            ("a key twice", self.good + "data_dir: other\n", "data_dir"),
            ("YAML that is none", "listen: [\n", ""),
            ("a blank password", self.good.replace("password: pass", 'password: ""'), "password"),
            ("a blank secret", self.good.replace("app_secret: s3cret", 'app_secret: ""'), "app_secret"),
            ("a blank token", self.good.replace("token: wechat-token", 'token: ""'), "token"),
            ("an address that is none", self.good.replace("admin_listen: 127.0.0.1", "admin_listen: nowhere"), "admin_listen"),
        ]  # fmt: skip
        for what, text, wanted in cases:
            with self.subTest(what):
                self.gateway.config.write_text(text, encoding="utf-8")
                for command in ("check", "serve"):
                    done = self.gateway.run(command)
                    self.assertEqual((done.returncode, done.stdout), (1, ""), done.stderr)
                    self.assertRegex(done.stderr, rf"(?m)^{self.gateway.config}:\d+:\d+: ")
                    self.assertIn(wanted, done.stderr)
                    for secret in ("s3cret", "sms-hook-secret-0001", "wechat-token"):
                        self.assertNotIn(secret, done.stderr)

    def test_what_no_channel_can_be_made_of_is_told_with_its_place(self):
        cases = [
            ("a key that is no base64", self.good.replace("ABCDEFG,", "ABCD!FG,"), "encoding_aes_key", "wechat"),
            ("a path's secret with a sign in it", self.good.replace(SMS_SECRET, f'"{SMS_SECRET}/?"'), "hook_secret", "sms"),
        ]  # fmt: skip
        for what, text, wanted, channel in cases:
            self.gateway.config.write_text(text, encoding="utf-8")
            (line,) = [i for i, line in enumerate(text.splitlines(), 1) if f"name: {channel}," in line]
            for command in ("check", "serve"):
                with self.subTest(what, command=command):
                    done = self.gateway.run(command)
                    self.assertEqual(done.returncode, 1)
                    self.assertRegex(done.stderr, rf"(?m)^{self.gateway.config}:{line}:\d+: channel {channel}: .*{wanted}")
                    self.assertNotIn(SMS_SECRET, done.stderr)

    def test_a_taken_address_is_a_temporary_failure(self):
        with self.gateway as running:
            self.assertEqual(running.run("serve").returncode, 75)

    def test_what_is_wrong_in_a_script_is_told_with_its_place(self):
        scripts = pathlib.Path(tempfile.mkdtemp(dir=self.gateway.folder)) / "scripts"
        subprocess.run(["cp", "-r", str(ROOT / "dialogs/scripts"), str(scripts)], check=True)
        flow = scripts / "flows/main.yaml"
        flow.write_text(flow.read_text(encoding="utf-8").replace("next: look_up", "next: nowhere_at_all", 1), encoding="utf-8")
        self.gateway.config.write_text(self.good + f"scripts: {scripts}\n", encoding="utf-8")
        done = self.gateway.run("check")
        self.assertEqual(done.returncode, 1)
        self.assertRegex(done.stderr, r"main\.yaml:\d+:\d+: .*nowhere_at_all")
        # Whoever sets up a channel need not wait until it is mended.
        self.assertIn("服务器配置", done.stdout)
        self.assertNotIn("good", done.stdout)

    def test_what_the_host_does_not_do_is_told_and_warnings_are_errors_if_wanted(self):
        scripts = pathlib.Path(tempfile.mkdtemp(dir=self.gateway.folder)) / "scripts"
        subprocess.run(["cp", "-r", str(ROOT / "dialogs/scripts"), str(scripts)], check=True)
        self.gateway.config.write_text(self.good + f"scripts: {scripts}\n", encoding="utf-8")
        done = self.gateway.run("check", "--werror")
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        flow = scripts / "flows/status.yaml"
        flow.write_text(flow.read_text(encoding="utf-8").replace("要请工作人员联系您吗？", "要请工作人员联系您吗？今天吗？"), encoding="utf-8")
        self.assertEqual(self.gateway.run("check").returncode, 0)
        done = self.gateway.run("check", "--werror")
        self.assertEqual(done.returncode, 1)
        self.assertIn("D033 warning", done.stderr)
        bot = scripts / "bot.yaml"
        bot.write_text(bot.read_text(encoding="utf-8").replace("failures: 3", "failures: 5"), encoding="utf-8")
        done = self.gateway.run("check")
        self.assertEqual(done.returncode, 1)
        self.assertRegex(done.stderr, r"bot\.yaml:\d+:\d+: D051 .*failures: 3")


class Parse(unittest.TestCase):
    def understood(self, kind, *lines, **environment):
        done = yimen("parse", kind, text="\n".join(lines) + "\n", **environment)
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        answers = [json.loads(line) for line in done.stdout.splitlines()]
        self.assertEqual([answer["input"] for answer in answers], list(lines))
        self.assertTrue(all(set(answer) == {"input", "value", "why"} for answer in answers))
        return [answer["value"] for answer in answers]

    def test_each_type_reads_a_line_and_prints_a_line(self):
        self.assertEqual(self.understood("number", "三个", "１２", "没有数")[:2], [3, 12])
        self.assertEqual(self.understood("digits", "１２３ ４５６"), ["123456"])
        self.assertEqual(self.understood("phone", "１３８ ０００１ ０００１", "12"), ["13800010001", None])
        self.assertEqual(self.understood("yes_no", "行", "不要", "不知道", "没有", "天气好"), ["yes", "no", "unknown", "none", None])
        self.assertEqual(self.understood("name", "我叫王秀英", "低保"), ["王秀英", None])
        self.assertEqual(self.understood("last_four", "一二三叉", "12"), ["123X", None])
        self.assertEqual(self.understood("menu_number", "我选2吧", "80岁补贴"), [2, None])
        self.assertEqual(self.understood("place", "我家在倴城镇", "纽约"), ["130224100", None])
        self.assertEqual(self.understood("age", "周岁76", YIMEN_NOW="2026-11-22T09:00:00+08:00"), ["1949/1950"])
        self.assertEqual(yimen("parse", "place", "--places", "no/such.csv", text="倴城\n").returncode, 1)
        self.assertEqual(self.understood("id_card", county.id_number(1), "123"), [county.id_number(1), None])

    def test_dates_count_from_the_day_that_is_said_to_be_today(self):
        now = {"YIMEN_NOW": "2026-11-22T09:00:00+08:00"}
        self.assertEqual(self.understood("date", "昨天", "1950年3月", "1950", **now), ["2026-11-21", "1950-03", "1950"])
        self.assertEqual(self.understood("date", "今天", YIMEN_NOW="2026-11-22T23:00:00Z"), ["2026-11-23"])
        done = yimen("parse", "date", text="今天\n", YIMEN_NOW="soon")
        self.assertEqual((done.returncode, done.stdout), (1, ""))
        self.assertIn("YIMEN_NOW", done.stderr)

    def test_nothing_in_gives_nothing_out_and_junk_gives_json(self):
        self.assertEqual(yimen("parse", "digits", text="").stdout, "")
        junk = subprocess.run([os.environ["YIMEN_BIN"], "parse", "number"], input=b'\xff\xfe "\\\n', capture_output=True, cwd=ROOT, timeout=PATIENCE_S)
        self.assertEqual(junk.returncode, 0)
        json.loads(junk.stdout.decode("utf-8"))


class Ask(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.gateway = Gateway()

    @classmethod
    def tearDownClass(cls):
        cls.gateway.__exit__()

    def check_shape(self, line, question):
        answer = json.loads(line)
        self.assertEqual(set(answer), {"q", "outcome", "answers"} | ({"office"} & set(answer)))
        self.assertEqual(answer["q"], question)
        self.assertIn(answer["outcome"], ("answer", "clarify", "none", "emergency"))
        self.assertLessEqual(len(answer["answers"]), 5)
        for one in answer["answers"]:
            self.assertEqual(set(one) - {"office"}, {"topic", "score"})
        scores = [one["score"] for one in answer["answers"]]
        self.assertEqual(scores, sorted(scores, reverse=True))
        return answer

    def test_questions_come_as_words_as_lines_and_as_a_file(self):
        questions = ["低保需要啥材料", "我不想活了", "今天天气怎么样"]
        lines = "".join(json.dumps({"q": question, "topic": "ignored"}, ensure_ascii=False) + "\n" for question in questions)
        file = self.gateway.folder / "questions.jsonl"
        file.write_text(lines + "\n", encoding="utf-8")
        done = self.gateway.run("ask", "--jsonl", str(file))
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        answers = [self.check_shape(line, question) for line, question in zip(done.stdout.splitlines(), questions, strict=True)]
        self.assertEqual([answer["outcome"] for answer in answers[1:]], ["emergency", "none"])
        self.assertEqual(self.gateway.run("ask", "--jsonl", "-", text=lines).stdout, done.stdout)
        one = self.gateway.run("ask", "低保需要啥材料")
        self.assertEqual(one.stdout.splitlines(), done.stdout.splitlines()[:1])

    def test_what_another_office_decides_is_answered_with_its_name(self):
        answer = self.check_shape(self.gateway.run("ask", "住院报销比例是多少").stdout, "住院报销比例是多少")
        self.assertEqual((answer["outcome"], answer["office"]), ("answer", "县医疗保障局"))
        self.assertEqual(answer["answers"][0]["topic"], "redirect.medins")

    def test_bad_lines_are_told_by_number(self):
        for line in ("{", "[]", '{"q":1}', '{"question":"低保"}'):
            with self.subTest(line):
                done = self.gateway.run("ask", "--jsonl", "-", text='{"q":"低保"}\n' + line + "\n")
                self.assertEqual(done.returncode, 1)
                self.assertIn("line 2", done.stderr)
        self.assertEqual(self.gateway.run("ask", "--jsonl", "none.jsonl").returncode, 1)
        self.assertEqual(self.gateway.run("ask").returncode, 2)


class Chat(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.gateway = Gateway()

    @classmethod
    def tearDownClass(cls):
        cls.gateway.__exit__()

    def test_a_conversation_on_a_pipe_in_every_channels_voice(self):
        for channel in ("sms", "wechat", "web"):
            with self.subTest(channel):
                done = self.gateway.run("chat", "--channel", channel, text="菜单\n查进度\n人工\n跳过\n不知道\n")
                self.assertEqual((done.returncode, done.stderr), (0, ""))
                self.assertIn("受理编号", done.stdout)
                self.assertIn("LN-ZX-", done.stdout)
                self.assertEqual("条短信" in done.stdout, channel == "sms")
                self.assertEqual("[" in done.stdout, channel == "web")
                self.assertNotIn("> ", done.stdout)

    def test_an_sms_costs_what_it_does_with_its_signature(self):
        done = self.gateway.run("chat", "--channel", "sms", text="菜单\n")
        text, cost = done.stdout.rsplit("\n  (", 1)
        segments, characters = map(int, re.findall(r"\d+", cost))
        self.assertEqual(characters, len("【滦南民政】" + text))
        self.assertEqual(segments, 1 if characters <= 70 else -(-characters // 67))

    def test_a_trace_shows_the_steps(self):
        plain = self.gateway.run("chat", text="菜单\n")
        traced = self.gateway.run("chat", "--trace", text="菜单\n")
        self.assertEqual((plain.returncode, traced.returncode), (0, 0))
        self.assertNotIn("·", plain.stdout)
        self.assertIn("· ", traced.stdout)
        self.assertIn("home", traced.stdout)

    def test_the_next_action_is_answered_by_hand(self):
        number = "20261118001"
        asked = f"查进度\n{number}{county.check_digit(number)}\n"
        good = '/action ok {"status": "ok", "state": "approved", "state_words": "审批通过"}'
        done = self.gateway.run("chat", "--channel", "sms", text=f"{asked}{good}\n123X\n")
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        self.assertIn("您查的申请现在是：审批通过。", done.stdout)
        failed = self.gateway.run("chat", "--channel", "sms", text=f"{asked}/action fail E_DOWN\n123X\n/why\n")
        self.assertIn("查询系统暂时连不上", failed.stdout)
        self.assertIn("failed_with verify_application E_DOWN", failed.stdout)
        # It is used up: the second try is answered by the register, which knows no such number.
        again = self.gateway.run("chat", "--channel", "sms", text=f"{asked}{good}\n123X\n{asked}123X\n")
        self.assertEqual(again.stdout.count("审批通过"), 1)
        self.assertIn("对不上", again.stdout)
        for wrong in ("ok [1]", "ok {", "fail", "perhaps", 'ok {"colour": "red"}', 'ok {"status": "good"}'):
            with self.subTest(wrong):
                said = self.gateway.run("chat", text=f"/action {wrong}\n").stdout
                self.assertRegex(said, "这样写|没有哪个动作")

    def test_what_may_be_a_danger_is_answered_with_a_word_about_110_and_120(self):
        said = self.gateway.run("chat", "--channel", "sms", text="邻居家老人好几天没见着了\n").stdout
        self.assertTrue(said.startswith("有危险先打110，急病打120。\n"), said)
        self.assertIn("(2 条短信", said)
        plain = self.gateway.run("chat", "--channel", "sms", text="低保一个月多少钱\n").stdout
        self.assertNotIn("110", plain)

    def test_what_is_typed_here_never_comes_to_the_countys_records(self):
        table = county.table(self.gateway, county.row(1))
        self.assertEqual(self.gateway.run("import", "applications", str(table)).returncode, 0)
        (receipt,) = county.receipts(self.gateway)
        done = self.gateway.run("chat", "--channel", "web", text=f"查进度\n{receipt}\n{county.id_number(1)[-4:]}\n")
        self.assertIn("县里审核中", done.stdout)
        self.assertEqual([count(self.gateway, table) for table in ("messages", "attempts", "conversations")], [0, 0, 0])


class Conversations(unittest.TestCase):
    def test_the_scripted_conversations_pass_and_coverage_is_printed(self):
        done = yimen("test", "tests/conversations")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertRegex(done.stdout, r"(?m)^main +steps +[\d.]+ %  branches +[\d.]+ %$")
        self.assertRegex(done.stdout, r"(?m)^\d+ conversations, \d+ steps, 0 failures$")

    def test_a_conversation_that_goes_otherwise_fails_with_its_place(self):
        with tempfile.TemporaryDirectory() as folder:
            text = (ROOT / "tests/conversations/welcome.test.yaml").read_text(encoding="utf-8")
            file = pathlib.Path(folder) / "wrong.test.yaml"
            file.write_text(text.replace("{said: main.home}", "{said: main.followup}", 1), encoding="utf-8")
            done = yimen("test", str(file))
            self.assertEqual(done.returncode, 1)
            self.assertRegex(done.stderr, r"wrong\.test\.yaml:\d+")
        self.assertEqual(yimen("test", "no/such/folder").returncode, 1)

    def test_a_golden_file_is_written_once_and_then_compared_with(self):
        with tempfile.TemporaryDirectory() as folder:
            text = (ROOT / "tests/conversations/welcome.test.yaml").read_text(encoding="utf-8").split("\n---")[0]
            file = pathlib.Path(folder) / "one.test.yaml"
            file.write_text(text + "\ngolden: true\n", encoding="utf-8")
            self.assertEqual(yimen("test", folder).returncode, 1)
            self.assertEqual(yimen("test", folder, "--update").returncode, 0)
            self.assertEqual(yimen("test", folder).returncode, 0)
            golden = pathlib.Path(folder) / "one.golden.json"
            golden.write_text(golden.read_text(encoding="utf-8").replace("main.home", "main.elsewhere"), encoding="utf-8")
            self.assertEqual(yimen("test", folder).returncode, 1)


class Accounts(unittest.TestCase):
    def test_an_account_is_made_once_and_well(self):
        gateway = Gateway()
        self.addCleanup(gateway.__exit__)

        def add(name, role="town", area="130224100", *more, text=""):
            return gateway.run("user", "add", name, "--role", role, "--area", area, *more, text=text)

        made = add("zhangsan")
        self.assertEqual(made.returncode, 0, made.stderr)
        self.assertRegex(made.stdout, r"^zhangsan \(town, 130224100\) password: \S{12,}\n$")
        given = add("lisi", "county", "130224", "--password-stdin", text="Correct-horse-2026\n")
        self.assertEqual((given.returncode, given.stdout), (0, "lisi (county, 130224)\n"))
        bad = [
            ("an area there is none of", ("a1", "town", "999999999"), {}),
            ("a town's role for a village", ("a2", "town", "130224100901"), {}),
            ("a village's role for a town", ("a3", "village", "130224100"), {}),
            ("a name that is none", ("a b",), {}),
            ("a short password", ("a4", "town", "130224100", "--password-stdin"), {"text": "short\n"}),
            ("no password", ("a5", "town", "130224100", "--password-stdin"), {}),
        ]  # fmt: skip
        for what, words, more in bad:
            with self.subTest(what):
                done = add(*words, **more)
                self.assertEqual((done.returncode, done.stdout), (1, ""))
                self.assertTrue(done.stderr.startswith("yimen: "))
        taken = add("zhangsan")
        self.assertEqual((taken.returncode, taken.stderr), (1, "yimen: the name zhangsan is taken: choose another\n"))
        self.assertEqual(count(gateway, "staff"), 2)


class Audit(unittest.TestCase):
    def setUp(self):
        self.gateway = Gateway()
        self.addCleanup(self.gateway.__exit__)
        self.file = self.gateway.folder / "var/yimen.db"

    def five_rows(self):
        """An account, and four logins at the running gateway; gives the head that is told of them."""
        self.gateway.start()
        self.gateway.add_clerk("zhang")
        for _ in range(4):
            Clerk(self.gateway, "zhang")
        beside = self.gateway.run("audit", "verify")
        self.assertEqual((beside.returncode, beside.stderr), (0, ""))
        self.assertEqual(self.gateway.stop(), 0)
        return beside.stdout.splitlines()[-1].removeprefix("head ")

    def tampered(self, statement):
        with contextlib.closing(sqlite3.connect(self.file)) as database, database:
            self.assertEqual(database.execute(statement).rowcount, 1)
        return self.gateway.run("audit", "verify")

    def test_a_whole_chain_is_whole_and_its_head_is_told(self):
        head = self.five_rows()
        self.assertEqual(rows(self.gateway, "SELECT hash FROM audit ORDER BY seq DESC LIMIT 1"), [(head,)])
        done = self.gateway.run("audit", "verify")
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        self.assertEqual(done.stdout, f"5 audit rows, each fits the one before\nhead {head}\n")
        self.gateway.add_clerk("li")
        self.assertEqual(self.gateway.run("audit", "verify", "--head", head).returncode, 0)

    def test_the_first_row_that_was_changed_or_follows_a_gap_is_named(self):
        self.five_rows()
        whole = self.file.read_bytes()
        cases = [
            ("changed", "UPDATE audit SET actor = 'clerk:9' WHERE seq = 3", 3),
            ("moved in time", "UPDATE audit SET at = at - 1 WHERE seq = 1", 1),
            ("taken out", "DELETE FROM audit WHERE seq = 3", 4),
            ("put before", "INSERT INTO audit SELECT 0, at, actor, action, object, detail, prev_hash, hash FROM audit WHERE seq = 1", 0),
        ]  # fmt: skip
        for what, statement, row in cases:
            with self.subTest(what):
                self.file.write_bytes(whole)
                done = self.tampered(statement)
                self.assertEqual((done.returncode, done.stdout), (1, ""))
                self.assertTrue(done.stderr.startswith(f"yimen: {self.file}: audit row {row} "), done.stderr)

    def test_an_end_taken_off_shows_by_a_head_kept_elsewhere(self):
        head = self.five_rows()
        self.assertEqual(self.tampered("DELETE FROM audit WHERE seq = 5").returncode, 0)
        done = self.gateway.run("audit", "verify", "--head", head)
        self.assertEqual((done.returncode, done.stdout), (1, ""))
        self.assertIn("missing", done.stderr)

    def test_where_there_is_no_database_or_another_file_that_is_said(self):
        for what in ("none", "another"):
            with self.subTest(what):
                done = self.gateway.run("audit", "verify")
                self.assertEqual((done.returncode, done.stdout), (1, ""))
                self.assertTrue(done.stderr.startswith(f"yimen: {self.file}: "), done.stderr)
                self.assertEqual(self.file.exists(), what == "another")
            self.file.parent.mkdir(exist_ok=True)
            self.file.write_text("no database\n" * 100, encoding="utf-8")


if __name__ == "__main__":
    unittest.main()
