-- Every request is a new message; ten thousand people write in turn, each walking through the menu.
-- wrk -s load.lua URL -- FIRST_ID TOKEN, from the repository's root

local address = dofile("tests/support/signed.lua")
local people = 10000
local words = { "菜单", "1", "低保需要啥材料" }
local count, first, token, stamp = 0, 0, "", ""

function init(args)
  first = tonumber(args[1])
  token = args[2]
  stamp = tostring(os.time())
  wrk.method = "POST"
  wrk.headers["Content-Type"] = "text/xml"
end

function request()
  count = count + 1
  local person = (count * 7919) % people
  -- A person's n-th message is the n-th word.
  local word = words[math.floor(count / people) % #words + 1]
  local body = string.format(
    "<xml><ToUserName><![CDATA[gh_0123456789ab]]></ToUserName><FromUserName><![CDATA[o-resident-%05d]]></FromUserName>"
      .. "<CreateTime>1795320000</CreateTime><MsgType><![CDATA[text]]></MsgType><Content><![CDATA[%s]]></Content>"
      .. "<MsgId>%.0f</MsgId></xml>",
    person, word, first + count)
  return wrk.format(nil, address(token, stamp, string.format("%.0f", first + count)), nil, body)
end
