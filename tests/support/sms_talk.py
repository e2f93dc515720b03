"""A resident who writes by SMS to a gateway whose offices are open, and reads what comes back."""

import unittest

from tests.support import county
from tests.support.gateway import Gateway, Provider, until

RESIDENT = "+8613800000001"


class SmsTalk(unittest.TestCase):
    def setUp(self):
        self.provider = Provider()
        self.provider.__enter__()
        self.addCleanup(self.provider.__exit__)
        self.gateway = county.hours(Gateway(self.provider), are_open=True)
        self.addCleanup(self.gateway.__exit__)
        self.gateway.__enter__()
        self.told = 0

    def texts(self, sender=RESIDENT):
        return self.provider.texts(sender.removeprefix("+86"))

    def tell(self, *texts, sender=RESIDENT):
        """One after the other, each when the one before is answered."""
        for text in texts:
            self.told += 1
            before = len(self.texts(sender))
            status, _, body = self.gateway.sms(text, sender, id=str(self.told))
            self.assertEqual(status, 200, body)
            until(lambda: len(self.texts(sender)) > before, f"an answer to {text}")
        return self.texts(sender)[-1]
