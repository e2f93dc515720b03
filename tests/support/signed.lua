-- Addresses of an official account's hook in plain mode, each signed over a nonce of its own, as WeChat signs every call:
-- a signature vouches for one body only. dofile() gives the function that makes them.

local ffi = require("ffi")
ffi.cdef("unsigned char *SHA1(const unsigned char *data, size_t size, unsigned char *digest);")
local crypto = ffi.load("libcrypto.so.3")
local digest = ffi.new("unsigned char[20]")

local function sha1(text)
  crypto.SHA1(text, #text, digest)
  local hex = {}
  for at = 0, 19 do hex[at + 1] = string.format("%02x", digest[at]) end
  return table.concat(hex)
end

-- `stamp` is the time of signing; no two calls may have the same nonce and different bodies.
return function(token, stamp, nonce)
  local parts = { token, stamp, nonce }
  table.sort(parts)
  return string.format("/hooks/wechat?signature=%s&timestamp=%s&nonce=%s", sha1(table.concat(parts)), stamp, nonce)
end
