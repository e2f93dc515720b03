"""Many prepared calls over many connections at once, by wrk."""

import pathlib
import re
import signal
import subprocess

CONNECTIONS = 64
AT_MOST_S = 240  # it ends as soon as all are answered
SCRIPT = pathlib.Path(__file__).with_suffix(".lua")


def barrage(gateway, calls):
    """Posts every (target, headers, body) at least once, in this order; gives how often which answer came: {"200 sealed": 10}"""
    file = gateway.folder / "calls"
    with open(file, "w", encoding="utf-8") as lines:
        for target, headers, body in calls:
            fields = "\x1f".join(f"{name}: {value}" for name, value in headers.items())
            lines.write(f"{target}\t{fields}\t{body}\n")
    words = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{AT_MOST_S}s", "--timeout", "30s", "-s", str(SCRIPT), gateway.base]
    with subprocess.Popen([*words, "--", str(file)], stdout=subprocess.PIPE, text=True) as load:
        told = []
        for line in load.stdout:
            told.append(line)
            if line == "delivered\n":
                load.send_signal(signal.SIGINT)
    told = "".join(told)
    if "delivered" not in told or "Socket errors" in told:
        raise AssertionError("not every call was answered:\n" + told)
    return {kind: int(times) for times, kind in re.findall(r"^answered (\d+) (.+)$", told, re.M)}
