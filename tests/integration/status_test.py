"""How an application stands: told to who proves his right, and to nobody who guesses."""

import contextlib
import json
import os
import pty
import sqlite3
import subprocess
import unittest

from tests.support import county, wechat
from tests.support.gateway import PATIENCE_S, ROOT, Gateway, Provider, until
from tests.support.wire import count, rows

LOCKED = "今天不能再查了"


def ask_status(say, receipt, digits):
    """The answer to the digits."""
    say("菜单")
    say("查进度")
    say(receipt)
    return say(digits)


def guess(say, receipt, digits, times):
    """Wrong digits one after another, each time by way of 重新输入; all the answers."""
    answers = [ask_status(say, receipt, digits)]
    for _ in range(times - 1):
        say("1")
        say(receipt)
        answers.append(say(digits))
    return answers


class Import(unittest.TestCase):
    def test_a_dry_run_looks_at_everything_and_keeps_nothing(self):
        with Gateway() as gateway:
            table = county.table(gateway, county.row(1), county.row(2, stage="nonsense"))
            done = gateway.run("import", "applications", str(table), "--dry-run")
            self.assertEqual((done.returncode, done.stderr), (0, ""))
            self.assertIn("(dry run) 1 added, 0 replaced, 1 bad", done.stdout)
            self.assertEqual(count(gateway, "applications"), 0)

    def test_bad_rows_go_to_a_file_with_reasons_and_good_ones_in(self):
        with Gateway() as gateway:
            bad = [
                county.row(2, id_no="130224190001010011"),
                county.row(3, stage="nonsense"),
                county.row(4, updated_on="2026-13-40"),
                county.row(5, area="99"),
                county.row(6, receipt="120260000001"),
                county.row(7, stage="supplement"),
                county.row(8, item=""),
            ]
            table = county.table(gateway, county.row(1), *bad)
            done = gateway.run("import", "applications", str(table))
            self.assertEqual(done.returncode, 0, done.stderr)
            self.assertIn("1 added, 0 replaced, 7 bad", done.stdout)
            errors = (gateway.folder / "applications.csv.errors.csv").read_text(encoding="utf-8-sig").splitlines()
            self.assertEqual(len(errors), 8)
            self.assertIn("reason", errors[0])
            self.assertEqual((gateway.folder / "applications.csv.errors.csv").stat().st_mode & 0o077, 0)
            for secret in (county.id_number(1), county.id_number(3), "演示甲"):
                self.assertNotIn(secret, done.stdout + done.stderr)

            table = county.table(gateway, *bad)
            done = gateway.run("import", "applications", str(table))
            self.assertEqual((done.returncode, done.stdout), (1, ""))
            self.assertIn("none of the 7 rows can be taken", done.stderr)
            county.table(gateway, county.row(1))
            self.assertEqual(gateway.run("import", "applications", str(table)).returncode, 0)
            self.assertFalse((gateway.folder / "applications.csv.errors.csv").exists(), "what was mended is still asked for")

    def test_the_same_file_taken_again_changes_nothing(self):
        with Gateway() as gateway:
            table = county.table(gateway, county.row(1), county.row(2, name="演示乙"))
            gateway.run("import", "applications", str(table))
            before = rows(gateway, "SELECT receipt_no, stage, external_no FROM applications ORDER BY id")
            done = gateway.run("import", "applications", str(table))
            self.assertIn("0 added, 2 replaced, 0 bad", done.stdout)
            self.assertEqual(rows(gateway, "SELECT receipt_no, stage, external_no FROM applications ORDER BY id"), before)
            for number, _, _ in before:
                self.assertEqual(county.check_digit(number[:11]), number[11])

    def test_the_bar_is_drawn_on_a_terminal_only(self):
        with Gateway() as gateway:
            table = county.table(gateway, *[county.row(serial) for serial in range(1, 30)])
            command = [gateway.binary, "import", "applications", str(table), "--config", str(gateway.config)]
            self.assertNotIn("%", gateway.run("import", "applications", str(table)).stderr)
            ours, theirs = pty.openpty()
            done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=theirs, timeout=PATIENCE_S)
            os.close(theirs)
            self.assertEqual(done.returncode, 0)
            self.assertIn(b"100%", os.read(ours, 4096))
            os.close(ours)

    def test_a_file_that_is_no_table_is_refused(self):
        with Gateway() as gateway:
            for text in ("", "a,b,c\n1,2,3\n", county.HEADER + ",extra\n"):
                table = gateway.folder / "bad.csv"
                table.write_text(text, encoding="utf-8")
                done = gateway.run("import", "applications", str(table))
                self.assertEqual(done.returncode, 1, text)
                self.assertIn("bad.csv", done.stderr)
            self.assertEqual(gateway.run("import", "applications", str(gateway.folder / "none.csv")).returncode, 1)


    def test_what_may_pass_is_a_temporary_failure(self):
        with Gateway() as gateway:
            table = county.table(gateway, county.row(1), county.row(2, stage="nonsense"))
            with contextlib.closing(sqlite3.connect(gateway.folder / "var/yimen.db", isolation_level=None)) as other:
                other.execute("BEGIN IMMEDIATE")
                done = gateway.run("import", "applications", str(table))
            self.assertEqual((done.returncode, done.stdout), (75, ""), done.stderr)
            (gateway.folder / "applications.csv.errors.csv").mkdir()
            done = gateway.run("import", "applications", str(table))
            self.assertEqual((done.returncode, done.stdout), (75, ""), done.stderr)
            self.assertIn("the error file cannot be written", done.stderr)


class LookUp(unittest.TestCase):
    def setUp(self):
        self.gateway = Gateway(wechat_mode="plain").__enter__()
        self.addCleanup(self.gateway.__exit__)
        self.id_no = county.with_x()
        table = county.table(
            self.gateway,
            county.row(1, id_no=self.id_no),
            county.row(2, name="演示乙", stage="supplement", text="需补材料", supplement="户口本复印件"),
        )
        taken = self.gateway.run("import", "applications", str(table))
        self.assertIn("2 added", taken.stdout, taken.stderr)
        self.receipt, self.other_receipt = county.receipts(self.gateway)
        self.right, self.wrong = self.id_no[-4:], "9999"

    def follower(self, name):
        return wechat.Follower(self.gateway, name).say

    def test_who_has_number_and_digits_hears_the_stage(self):
        shown = ask_status(self.follower("o-right"), self.receipt, self.right)
        self.assertIn("县里审核中", shown)
        self.assertIn("高龄津贴", shown)
        self.assertNotIn("演示甲", shown)
        missing = ask_status(self.follower("o-other"), self.other_receipt, county.id_number(2)[-4:])
        self.assertIn("户口本复印件", missing)

    def test_full_width_digits_and_spaces_are_read(self):
        say = self.follower("o-wide")
        wide = "".join(chr(ord(digit) + 0xFEE0) for digit in self.receipt)
        self.assertIn("县里审核中", ask_status(say, f"{wide[:4]} {wide[4:8]} {wide[8:]}", self.right.lower()))

    def test_an_unknown_number_and_wrong_digits_get_one_answer(self):
        unknown = "12026999999"
        unknown += county.check_digit(unknown)
        mismatch = ask_status(self.follower("o-mismatch"), self.receipt, self.wrong)
        self.assertEqual(ask_status(self.follower("o-unknown"), unknown, self.right), mismatch)
        self.assertIn("对不上", mismatch)

    def test_a_mistyped_number_costs_no_attempt(self):
        say = self.follower("o-typo")
        say("查进度")
        last = "0" if self.receipt[-1] != "0" else "1"
        self.assertIn("编号不对", say(self.receipt[:-1] + last))
        self.assertEqual(count(self.gateway, "attempts"), 0)
        self.assertIn("最后4位", say(self.receipt))

    def test_three_wrong_ones_lock_and_neither_a_new_start_nor_a_restart_opens(self):
        say = self.follower("o-guesser")
        answers = guess(say, self.receipt, self.wrong, 3)
        self.assertTrue(all("对不上" in answer for answer in answers), answers)
        say("1")
        say(self.receipt)
        self.assertIn(LOCKED, say(self.right))
        self.gateway.stop()
        self.gateway.start()
        self.assertIn(LOCKED, ask_status(say, self.other_receipt, county.id_number(2)[-4:]))
        self.assertIn("县里审核中", ask_status(self.follower("o-family"), self.receipt, self.right))

    def test_a_message_delivered_twice_is_one_attempt(self):
        say = wechat.Follower(self.gateway, "o-twice").say
        say("查进度")
        say(self.receipt)
        first, second = say(self.wrong, id="same"), say(self.wrong, id="same")
        self.assertEqual(first, second)
        self.assertEqual(rows(self.gateway, "SELECT outcome FROM attempts"), [("mismatch",)])

    def test_digits_and_numbers_are_nowhere_to_be_read(self):
        say = self.follower("o-canary")
        ask_status(say, self.receipt, self.right)
        ask_status(say, self.receipt, self.id_no)
        disk = b"".join(file.read_bytes() for file in (self.gateway.folder / "var").glob("yimen.db*"))
        for secret in (self.right, self.id_no, self.id_no[:17], "演示甲", "13800000001"):
            self.assertNotIn(secret.encode(), disk, secret)
            self.assertNotIn(secret, self.gateway.said())
            self.assertNotIn(secret, self.gateway.admin("/metrics")[2])
        kept = [text for (text,) in rows(self.gateway, "SELECT text FROM messages WHERE author = 'resident'")]
        self.assertIn("查进度", kept)
        self.assertNotIn(self.receipt, self.gateway.said())


class BySms(unittest.TestCase):
    def test_an_sms_tells_the_stage_and_neither_item_nor_name(self):
        with Provider() as provider, Gateway(provider) as gateway:
            telling = county.row(3, name="演示丙", stage="rejected", text="低保金已停发：演示丙家庭收入超标")
            table = county.table(gateway, county.row(1), county.row(2, name="演示乙", stage="supplement", text="需补材料", supplement="户口本复印件"), telling)
            gateway.run("import", "applications", str(table))
            for serial, (receipt, stage) in enumerate(zip(county.receipts(gateway), ("县里确认中", "需补材料", "未通过")), 1):
                sender = f"1380000001{serial}"
                for i, text in enumerate(["查进度", receipt, county.id_number(serial)[-4:]], 1):
                    self.assertEqual(gateway.sms(text, sender=sender, id=f"s{serial}-{i}")[0], 200)
                    until(lambda: len(provider.texts(sender)) >= i, "an SMS")
                told = until(lambda: [t for t in provider.texts(sender) if stage in t], "the stage")
                for words in ("高龄津贴", "演示", "户口本", "低保", "停发"):
                    self.assertNotIn(words, "".join(provider.texts(sender)))
                self.assertTrue(told)
                self.assertNotIn(sender, gateway.said())


if __name__ == "__main__":
    unittest.main()
