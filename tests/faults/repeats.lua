-- Fifty thousand people's messages, each delivered one to five times: some repeats at once, on another connection, some
-- long after. wrk -s repeats.lua URL -- COUNT TOKEN, from the repository's root

local address = dofile("tests/support/signed.lua")
local order, sent, answered, token, stamp = {}, 0, 0, "", ""

local function body_of(id)
  return string.format(
    "<xml><ToUserName><![CDATA[gh_0123456789ab]]></ToUserName><FromUserName><![CDATA[o-resident-%06d]]></FromUserName>"
      .. "<CreateTime>1795320000</CreateTime><MsgType><![CDATA[text]]></MsgType><Content><![CDATA[低保需要啥材料]]></Content>"
      .. "<MsgId>%d</MsgId></xml>",
    id, id)
end

function init(args)
  wrk.method = "POST"
  wrk.headers["Content-Type"] = "text/xml"
  math.randomseed(20261122)
  local count = tonumber(args[1])
  token, stamp = args[2], tostring(os.time())
  for id = 1, count do
    order[#order + 1] = { id = id, at = id }
    for _ = 1, id * 7919 % 5 do
      local later = math.random() < 0.5 and math.random() * 4 or math.random() * count / 4
      order[#order + 1] = { id = id, at = id + later }
    end
  end
  table.sort(order, function(one, other) return one.at < other.at end)
end

-- What is asked for after the last one are repeats as well.
function request()
  sent = sent + 1
  local id = order[(sent - 1) % #order + 1].id
  return wrk.format(nil, address(token, stamp, tostring(id)), nil, body_of(id))
end

-- Says when it is done, and not before whatever was under way elsewhere has been answered too; wrk itself knows only time.
function response()
  answered = answered + 1
  if answered == #order + 1000 then
    io.write("delivered\n")
    io.flush()
  end
end
