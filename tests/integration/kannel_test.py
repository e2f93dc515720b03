"""SMS through Debian's own Kannel: a telephone's words in, our answers, segments and receipts out."""

import re
import signal
import unittest

from tests.support.gateway import ROOT, Gateway, until
from tests.support.kannel import Kannel, told_lines
from tests.support.smpp import UCS2, SmsCentre
from tests.support.wire import rows

QUESTION = "低保需要啥材料"
UNITS_OF_A_LINKED_SMS = 67


def heard(gateway):
    """What residents wrote, as it was kept, with the number they wrote from."""
    return rows(
        gateway,
        "SELECT c.sender, m.text FROM messages m JOIN conversations v ON v.id = m.conversation_id "
        "JOIN contacts c ON c.id = v.contact_id WHERE m.author = 'resident' ORDER BY m.id",
    )


def states(gateway):
    return [state for (state,) in rows(gateway, "SELECT state FROM outbox ORDER BY id")]


def units(text):
    return len(text.encode("utf-16-be")) // 2


class ThroughKannel(unittest.TestCase):
    def setUp(self):
        self.centre = self.enterContext(SmsCentre())
        self.kannel = self.enterContext(Kannel(self.centre))
        self.gateway = self.enterContext(Gateway(self.kannel))
        self.kannel.start(self.gateway)

    def ask(self, number, text=QUESTION):
        """Writes and waits for the answer; gives it as the telephone shows it."""
        before = len(self.centre.texts(number))
        self.centre.write(number, text)
        return until(lambda: self.centre.texts(number)[before:], f"an answer to {text}")[0]

    def wait_for_states(self, *wanted):
        until(lambda: states(self.gateway) == list(wanted), f"parts to be {wanted}")


class In(ThroughKannel):
    def test_what_was_written_is_what_is_kept(self):
        written = [
            ("13800000001", "八十岁老人有补贴吗？😀"),
            ("8613800000001", "a  b & c=1 + 50% #"),
            ("+8613800000002", "第一行\n第二行"),
        ]
        for number, text in written:
            self.centre.write(number, text)
        self.centre.write_gsm("13800000003", b"dibao \x1b\x65 5, \x00 home")
        expected = [("+8613800000001", written[0][1]), ("+8613800000001", written[1][1]), ("+8613800000002", written[2][1])]
        expected.append(("+8613800000003", "dibao € 5, @ home"))
        until(lambda: len(heard(self.gateway)) == len(expected), "four messages")
        self.assertCountEqual(heard(self.gateway), expected)

    def test_a_long_message_is_one_turn(self):
        text = "我想问一下，家里老人今年八十二了，" * 12 + "有补贴吗"
        self.centre.write("13800000001", text)
        until(lambda: heard(self.gateway), "the message")
        self.assertEqual(heard(self.gateway), [("+8613800000001", text)])
        until(lambda: self.centre.texts("13800000001"), "the answer")
        self.assertEqual(len(rows(self.gateway, "SELECT 1 FROM inbox")), 1)

    def test_who_calls_while_the_gateway_is_away_is_heard_once_it_is_back(self):
        self.gateway.stop()
        for i in range(5):
            self.centre.write(f"1380000000{i}", "菜单")
        self.gateway.start()
        until(lambda: len(heard(self.gateway)) == 5, "what was written meanwhile")
        until(lambda: len(self.centre.shorts) == 5, "five answers")
        self.assertEqual(len({number for number, _ in heard(self.gateway)}), 5)
        self.assertEqual([len(self.centre.texts(f"1380000000{i}")) for i in range(5)], [1] * 5)


class Out(ThroughKannel):
    def test_an_answer_costs_what_the_terminal_says_and_is_whole(self):
        told = self.gateway.run("chat", "--channel", "sms", text=QUESTION + "\n菜单\n").stdout
        costs = [int(number) for number in re.findall(r"\((\d+) 条短信", told)]
        sent = 0
        for text, cost in zip((QUESTION, "菜单"), costs, strict=True):
            shown = self.ask("13800000001", text)
            shorts = self.centre.shorts[sent:]
            sent += len(shorts)
            self.assertEqual(len(shorts), cost)
            self.assertTrue(shown.startswith("【滦南民政】"))
            self.assertEqual([short.coding for short in shorts], [UCS2] * cost)
            self.assertEqual([short.header[1:] for short in shorts if short.header], [(cost, at) for at in range(1, cost + 1)] if cost > 1 else [])
            self.assertLessEqual(max(units(short.text) for short in shorts), UNITS_OF_A_LINKED_SMS)
        kept = [text for (text,) in rows(self.gateway, "SELECT text FROM outbox ORDER BY id")]
        self.assertEqual(self.centre.texts("13800000001"), kept)
        self.assertEqual(set(costs), {1, 2})

    def test_after_an_answer_its_source_is_told_to_whoever_asks(self):
        self.assertTrue(self.ask("13800000001").endswith("0人工\n据2026年《社会救助法》"))
        before = len(self.centre.shorts)
        told = self.ask("13800000001", "依据")
        self.assertIn("依据：《中华人民共和国社会救助法》第四十条、第六十二条，全国人大常委会2026年4月30日通过。", told)
        self.assertLessEqual(len(self.centre.shorts) - before, 2)
        # Of what was answered last, in other words and by somebody who was told something else.
        self.ask("13800000002", "离婚冷静期多少天")
        self.assertIn("依据：《婚姻登记条例》第十三条至第十七条，国务院令第804号", self.ask("13800000002", "这是哪条规定的？"))

    def test_receipts_come_in_order_late_and_for_failures(self):
        for number in ("13800000001", "13800000002", "13800000003"):
            self.ask(number, "菜单")
        first, second, third = self.centre.shorts
        self.assertTrue(all(short.wants_receipt for short in (first, second, third)))
        self.wait_for_states("sent", "sent", "sent")
        self.centre.tell(first, "DELIVRD")
        self.centre.tell(second, "UNDELIV")
        self.wait_for_states("delivered", "failed", "sent")
        # The last one comes while nobody is there to hear it.
        self.gateway.stop()
        self.centre.tell(third, "DELIVRD")
        self.gateway.start()
        self.wait_for_states("delivered", "failed", "delivered")

    def test_an_answer_in_parts_is_delivered_when_kannel_says_so(self):
        self.ask("13800000001")
        first, second = self.centre.shorts
        # Kannel wants a receipt for the first part only.
        self.assertEqual((first.wants_receipt, second.wants_receipt), (True, False))
        self.centre.tell(first, "DELIVRD")
        self.wait_for_states("delivered")

    def test_a_number_that_no_operator_takes_keeps_nobody_else_waiting(self):
        self.centre.write("+85291234567", "菜单")
        self.wait_for_states("failed")
        # Kannel says so twice: in its answer and by a receipt.
        self.assertIn(rows(self.gateway, "SELECT code FROM outbox")[0][0], ("not routable", "16"))
        self.ask("13800000001", "菜单")
        self.wait_for_states("failed", "sent")

    def test_kannel_keeps_what_it_took_while_its_line_is_down(self):
        self.ask("13800000001", "菜单")
        with self.centre.closed():
            self.gateway.sms("菜单", sender="13800000002", id="direct")
            self.wait_for_states("sent", "sent")
            self.assertEqual(self.centre.texts("13800000002"), [])
        until(lambda: self.centre.texts("13800000002"), "what Kannel had kept")
        self.ask("13800000003", "菜单")
        self.assertEqual(len(self.centre.shorts), 3)


class SmsboxAway(ThroughKannel):
    def test_stopped_and_started_nothing_is_lost_and_nothing_comes_twice(self):
        self.ask("13800000001", "菜单")
        (short,) = self.centre.shorts
        self.kannel.stop_smsbox()
        for i in range(2, 7):
            self.centre.write(f"1380000000{i}", "菜单")
        self.centre.tell(short, "DELIVRD")
        self.gateway.sms("菜单", sender="13800000009", id="direct")
        until(lambda: rows(self.gateway, "SELECT 1 FROM outbox WHERE code = 'unreachable'"), "a try in vain")
        self.assertEqual(len(heard(self.gateway)), 2)
        self.kannel.start_smsbox()
        until(lambda: sorted(states(self.gateway)) == ["delivered"] + ["sent"] * 6, "all of them")
        until(lambda: len(self.centre.shorts) == 7, "seven answers")
        self.assertEqual(len(heard(self.gateway)), 7)
        for number in (1, 2, 3, 4, 5, 6, 9):
            self.assertEqual(len(self.centre.texts(f"1380000000{number}")), 1, number)

    def test_killed_while_it_is_called_nobody_knows_and_nothing_is_sent_again(self):
        self.kannel.smsbox.send_signal(signal.SIGSTOP)
        self.gateway.sms("菜单", id="1")
        # On disk it is `sending` before the call: a smsbox killed between the two was never asked.
        until(self.kannel.is_called, "the call")
        self.kannel.stop_smsbox(signal.SIGKILL)
        self.wait_for_states("unknown")
        self.kannel.start_smsbox()
        self.ask("13800000002", "菜单")
        self.wait_for_states("unknown", "sent")
        self.assertEqual(self.centre.texts("13800000001"), [])

    def test_a_late_receipt_tells_what_nobody_knew(self):
        self.kannel.bearerbox.send_signal(signal.SIGSTOP)
        self.gateway.sms("菜单", id="1")
        until(self.kannel.is_passed_on, "the smsbox to pass it on")
        self.kannel.smsbox.kill()
        self.kannel.smsbox.wait()
        self.wait_for_states("unknown")
        self.kannel.bearerbox.send_signal(signal.SIGCONT)
        (short,) = until(lambda: list(self.centre.shorts), "what was sent after all")
        self.kannel.start_smsbox()
        self.centre.tell(short, "DELIVRD")
        self.wait_for_states("delivered")
        self.assertEqual(len(self.centre.shorts), 1)


class Documentation(unittest.TestCase):
    def test_the_readme_says_what_check_prints(self):
        told = (ROOT / "gateway/channels/README.md").read_text(encoding="utf-8")
        with Gateway() as gateway:
            printed = told_lines(gateway).replace(gateway.base + "/hooks/sms", "{public_url}/hooks/{name}")
        self.assertIn(f"```\n{printed.replace('username = yimen', 'username = {username}')}```\n", told)


if __name__ == "__main__":
    unittest.main()
