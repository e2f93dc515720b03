"""WeChat's side of a message: signatures and the AES envelope, by way of OpenSSL's library.

    key = base64(EncodingAESKey + "="); iv = key[:16]
    plain = random(16) + be32(len(msg)) + msg + appid, padded to 32 with PKCS7
"""

import base64
import ctypes
import hashlib
import itertools
import re
import time

from tests.support import gateway as house

KEY = base64.b64decode(house.WECHAT_KEY + "=")
NONCES = itertools.count(1)


def signature(*parts):
    return hashlib.sha1("".join(sorted(parts)).encode()).hexdigest()


CRYPTO = ctypes.CDLL("libcrypto.so.3")
for name in ("EVP_CIPHER_CTX_new", "EVP_aes_256_cbc"):
    getattr(CRYPTO, name).restype = ctypes.c_void_p


def _aes(data, decrypt=False):
    context = ctypes.c_void_p(CRYPTO.EVP_CIPHER_CTX_new())
    cipher = ctypes.c_void_p(CRYPTO.EVP_aes_256_cbc())
    out, size = ctypes.create_string_buffer(len(data) + 32), ctypes.c_int()
    assert CRYPTO.EVP_CipherInit_ex(context, cipher, None, KEY, KEY[:16], int(not decrypt)) == 1
    CRYPTO.EVP_CIPHER_CTX_set_padding(context, 0)
    assert CRYPTO.EVP_CipherUpdate(context, out, ctypes.byref(size), data, len(data)) == 1
    CRYPTO.EVP_CIPHER_CTX_free(context)
    return out.raw[: size.value]


def encrypt(message, owner=house.WECHAT_APP):
    raw = message.encode(errors="surrogateescape")  # "\\udcff" is a byte that is no UTF-8
    plain = b"0123456789abcdef" + len(raw).to_bytes(4, "big") + raw + owner.encode()
    pad = 32 - len(plain) % 32
    return base64.b64encode(_aes(plain + bytes([pad]) * pad)).decode()


def decrypt(envelope):
    plain = _aes(base64.b64decode(envelope), decrypt=True)
    length = int.from_bytes(plain[16:20], "big")
    return plain[20 : 20 + length].decode()


def text_message(text, openid="o-wangqiang-0001", id="7001", at=None):
    return (
        f"<xml><ToUserName><![CDATA[{house.WECHAT_ACCOUNT}]]></ToUserName><FromUserName><![CDATA[{openid}]]></FromUserName>"
        f"<CreateTime>{at or int(time.time())}</CreateTime><MsgType><![CDATA[text]]></MsgType>"
        f"<Content><![CDATA[{text}]]></Content><MsgId>{id}</MsgId></xml>"
    )


def safe_call(message, nonce="n1", at=None):
    """(target, body) of a safe-mode POST"""
    stamp = str(at or int(time.time()))
    envelope = encrypt(message)
    query = (
        f"signature={signature(house.WECHAT_TOKEN, stamp, nonce)}&timestamp={stamp}&nonce={nonce}&encrypt_type=aes"
        f"&msg_signature={signature(house.WECHAT_TOKEN, stamp, nonce, envelope)}"
    )
    body = f"<xml><ToUserName><![CDATA[{house.WECHAT_ACCOUNT}]]></ToUserName><Encrypt><![CDATA[{envelope}]]></Encrypt></xml>"
    return f"/hooks/wechat?{query}", body


def field(xml, name):
    found = re.search(rf"<{name}>(?:<!\[CDATA\[(.*?)\]\]>|(.*?))</{name}>", xml, re.S)
    return None if not found else found.group(1) if found.group(1) is not None else found.group(2)


def reply_text(body):
    """The words of an encrypted passive reply, its signature checked."""
    envelope = field(body, "Encrypt")
    assert envelope, f"not an encrypted reply: {body[:200]}"
    signed = signature(house.WECHAT_TOKEN, field(body, "TimeStamp"), field(body, "Nonce"), envelope)
    assert signed == field(body, "MsgSignature")
    return field(decrypt(envelope), "Content")


def plain_call(message, nonce=None, at=None):
    """(target, body) of a POST in plain mode; a signature vouches for one body, so each has a nonce of its own"""
    stamp, nonce = str(at or int(time.time())), nonce or f"n{next(NONCES)}"
    return f"/hooks/wechat?signature={signature(house.WECHAT_TOKEN, stamp, nonce)}&timestamp={stamp}&nonce={nonce}", message


def of_kind(kind, fields, openid="o-wangqiang-0001", id="7001"):
    """A message that is no text; `fields` is the XML particular to it."""
    return (
        f"<xml><ToUserName><![CDATA[{house.WECHAT_ACCOUNT}]]></ToUserName><FromUserName><![CDATA[{openid}]]></FromUserName>"
        f"<CreateTime>{int(time.time())}</CreateTime><MsgType><![CDATA[{kind}]]></MsgType>{fields}"
        + (f"<MsgId>{id}</MsgId></xml>" if kind != "event" else "</xml>")
    )


def event(name, key="", openid="o-wangqiang-0001"):
    return of_kind("event", f"<Event><![CDATA[{name}]]></Event><EventKey><![CDATA[{key}]]></EventKey>", openid)


class Follower:
    """Somebody who writes to the account of a gateway in plain mode and reads its passive replies."""

    def __init__(self, gateway, openid="o-follower-0001"):
        self.gateway, self.openid, self.count = gateway, openid, 0

    def send(self, message):
        """The words of the answer, None where there are none."""
        target, body = plain_call(message)
        status, _, answer = self.gateway.request("POST", target, body.encode(), {"Content-Type": "text/xml"})
        assert status == 200, (status, answer)
        return None if answer == "success" else field(answer, "Content")

    def say(self, text, id=None):
        self.count += 1
        return self.send(text_message(text, self.openid, id or f"{self.openid}-{self.count}"))
