"""Every command: what it prints, where, and how it ends."""

import json
import os
import subprocess
import tempfile
import pathlib
import unittest

from tests.support import county
from tests.support.gateway import PATIENCE_S, ROOT, Gateway

COMMANDS = ("serve", "check", "chat", "ask", "parse", "test", "scripts", "scripts publish", "scripts replay", "scripts graph", "import", "user", "user add")


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
            ("import", "applications"), ("import", "people", "f.csv", "--config", "x"), ("user",), ("user", "add", "a"),
            ("user", "add", "a", "--role", "king", "--area", "1", "--config", "x"), ("chat", "--channel", "fax", "--config", "x"),
        ]  # fmt: skip
        for words in wrong:
            with self.subTest(words=words):
                done = yimen(*words)
                self.assertEqual((done.returncode, done.stdout), (2, ""))
                self.assertTrue(done.stderr.strip())

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
        self.assertEqual(set(answer), {"q", "outcome", "answers"})
        self.assertEqual(answer["q"], question)
        self.assertIn(answer["outcome"], ("answer", "clarify", "none", "emergency"))
        self.assertLessEqual(len(answer["answers"]), 5)
        for one in answer["answers"]:
            self.assertEqual(set(one), {"topic", "score"})
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

    def test_a_trace_shows_the_steps(self):
        plain = self.gateway.run("chat", text="菜单\n")
        traced = self.gateway.run("chat", "--trace", text="菜单\n")
        self.assertEqual((plain.returncode, traced.returncode), (0, 0))
        self.assertNotIn("·", plain.stdout)
        self.assertIn("· ", traced.stdout)
        self.assertIn("home", traced.stdout)

    def test_what_is_typed_here_never_comes_to_the_countys_records(self):
        table = county.table(self.gateway, county.row(1))
        self.assertEqual(self.gateway.run("import", "applications", str(table)).returncode, 0)
        (receipt,) = county.receipts(self.gateway)
        done = self.gateway.run("chat", "--channel", "web", text=f"查进度\n{receipt}\n{county.id_number(1)[-4:]}\n")
        self.assertIn("县里审核中", done.stdout)
        from tests.support.wire import count

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
            ("a name taken", ("zhangsan",), {}),
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
        from tests.support.wire import count

        self.assertEqual(count(gateway, "staff"), 2)


if __name__ == "__main__":
    unittest.main()
