"""Signed calls that somebody has captured and plays again: ten thousand times each provider's, in time and too late.

    python3 -m tests.faults.replayed --binary .build/release/gateway/yimen

What is played again in time is answered as before and makes no second turn; what is too old is refused, and nothing of
it is kept. Two providers sign no time: Twilio's calls never grow old, and customer service's carry no message.
"""

import argparse
import base64
import hashlib
import hmac
import json
import sys
import time
import urllib.parse

from tests.support import wechat
from tests.support.barrage import barrage
from tests.support.simulated import Everything
from tests.support.wire import count

CAPTURED, TIMES = 2000, 5
TOKEN, SECRET, CORPORATION = "simulated-token", "simulated-secret", "ww0123456789abcdef"
HOTLINE = base64.b64decode("c2ltdWxhdGVkLXNlY3JldC1vZi10aGUtaG90bGluZQ==")
XML, JSON, FORM = ({"Content-Type": type} for type in ("text/xml", "application/json", "application/x-www-form-urlencoded"))


def digest(secret, text, how):
    return base64.b64encode(hmac.new(secret, text.encode(), how).digest()).decode()


def sealed(channel, message, owner, to, at):
    envelope = wechat.encrypt(message, owner)
    query = {
        "signature": wechat.signature(TOKEN, str(at), "n1"), "msg_signature": wechat.signature(TOKEN, str(at), "n1", envelope),
        "timestamp": at, "nonce": "n1", "encrypt_type": "aes",
    }  # fmt: skip
    body = f"<xml><ToUserName><![CDATA[{to}]]></ToUserName><Encrypt><![CDATA[{envelope}]]></Encrypt></xml>"
    return f"/hooks/{channel}?{urllib.parse.urlencode(query)}", XML, body


def official_account(base, number, at):
    message = wechat.text_message("菜单", f"o-captured-{number:05}", str(number), at)
    return sealed("wechat", message, "wx0123456789abcdef", "gh_0123456789ab", at)


def corporation(base, number, at):
    message = (
        f"<xml><ToUserName>{CORPORATION}</ToUserName><FromUserName>member{number:05}</FromUserName><CreateTime>{at}</CreateTime>"
        f"<MsgType>text</MsgType><Content><![CDATA[菜单]]></Content><MsgId>{number}</MsgId><AgentID>1000002</AgentID></xml>"
    )
    return sealed("wecom", message, CORPORATION, CORPORATION, at)


def customer_service(base, number, at):
    message = (
        f"<xml><ToUserName>{CORPORATION}</ToUserName><CreateTime>{at}</CreateTime><MsgType>event</MsgType>"
        f"<Event>kf_msg_or_event</Event><Token>t{number}</Token><OpenKfId>wk0123456789abcdef</OpenKfId></xml>"
    )
    return sealed("kf", message, CORPORATION, CORPORATION, at)


def hotline(base, number, at):
    message = {"id": f"msg_{number}", "from": {"scheme": "tel", "path": f"+86137{number:08}"}, "text": "菜单"}
    body = json.dumps(message, ensure_ascii=False)
    signed = "v1," + digest(HOTLINE, f"msg_{number}.{at}.{body}", hashlib.sha256)
    return "/hooks/hotline", JSON | {"webhook-id": f"msg_{number}", "webhook-timestamp": str(at), "webhook-signature": signed}, body


def robot(base, number, at):
    stamp = str(at * 1000 + number)  # one vouches for one body
    message = {
        "msgtype": "text", "text": {"content": "菜单"}, "msgId": f"m{number}", "createAt": at * 1000, "conversationType": "1",
        "senderId": f"$:x{number}", "senderStaffId": f"staff{number:05}", "robotCode": "dingsimulated",
    }  # fmt: skip
    signed = digest(SECRET.encode(), f"{stamp}\n{SECRET}", hashlib.sha256)
    return "/hooks/ding", JSON | {"timestamp": stamp, "sign": signed}, json.dumps(message, ensure_ascii=False)


def twilio(base, number, at):
    fields = {
        "AccountSid": "AC00000000000000000000000000000001", "MessageSid": f"SM{number:032}", "From": f"+86136{number:08}",
        "To": "+8610690000", "Body": "菜单", "NumMedia": "0",
    }  # fmt: skip
    signed = digest(SECRET.encode(), base + "/hooks/twilio" + "".join(k + fields[k] for k in sorted(fields)), hashlib.sha1)
    return "/hooks/twilio", FORM | {"X-Twilio-Signature": signed}, urllib.parse.urlencode(fields)


# How to capture a call, how many turns each makes, how old it may grow and what is said then.
PROVIDERS = [
    ("wechat", official_account, 1, 300, "401"),
    ("wecom", corporation, 1, 300, "401"),
    ("wechat_kf", customer_service, 0, 300, "401"),
    ("webhook", hotline, 1, 300, "401"),
    ("dingtalk", robot, 1, 3600, "401"),
    ("twilio", twilio, 1, None, None),
]


def replay(gateway, capture, turns, patience, refused):
    """What went wrong, as words."""
    now, before = int(time.time()), count(gateway, "inbox")
    calls = [capture(gateway.base, number, now) for number in range(1, CAPTURED + 1)]
    told = barrage(gateway, calls)
    kept = count(gateway, "inbox") - before
    told_again = barrage(gateway, calls * TIMES)
    wrong = []
    if kept != turns * CAPTURED or {kind[:3] for kind in told | told_again} != {"200"}:
        wrong.append(f"{kept} turns; told {told} and then {told_again}")
    if count(gateway, "inbox") - before != kept or count(gateway, "messages WHERE author = 'resident'") != count(gateway, "inbox"):
        wrong.append(f"{count(gateway, 'inbox') - before - kept} turns by calls played again")
    if patience:
        late = [capture(gateway.base, number, now - patience - 60) for number in range(CAPTURED + 1, CAPTURED * (1 + TIMES) + 1)]
        told_late = barrage(gateway, late)
        if set(told_late) != {refused} or count(gateway, "inbox") - before != kept:
            wrong.append(f"calls that are too old are told {told_late}")
    return wrong


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--binary", required=True)
    given = options.parse_args()
    failed = False
    with Everything("none", given.binary) as gateway:
        for name, *provider in PROVIDERS:
            started = time.monotonic()
            wrong = replay(gateway, *provider)
            print(f"{name}: {CAPTURED * TIMES} played again, {wrong or 'none taken twice'}, {time.monotonic() - started:.0f} s", flush=True)
            failed = failed or wrong
    if failed:
        sys.exit("FAILED")


if __name__ == "__main__":
    main()
