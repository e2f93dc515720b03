-- Plays prepared calls in their order, then from the beginning again until every one is surely answered, and tells what
-- came back. wrk -s barrage.lua URL -- FILE, a call a line: target, tab, headers ("name: value", parted by 0x1F), tab, body

local calls, sent, answered, told = {}, 0, 0, {}
local spare = 256  -- whatever was under way elsewhere is answered by then

function init(args)
  for line in io.lines(args[1]) do
    local target, fields, body = line:match("^(.-)\t(.-)\t(.*)$")
    local headers = {}
    for name, value in fields:gmatch("([^:\31]+): ([^\31]*)") do headers[name] = value end
    calls[#calls + 1] = wrk.format("POST", target, headers, body)
  end
end

function request()
  sent = sent + 1
  return calls[(sent - 1) % #calls + 1]
end

function response(status, _, body)
  local what = status .. (body:find("<Encrypt>", 1, true) and " sealed" or "")
  told[what] = (told[what] or 0) + 1
  answered = answered + 1
  if answered ~= #calls + spare then return end
  for kind, times in pairs(told) do io.write(string.format("answered %d %s\n", times, kind)) end
  io.write("delivered\n")
  io.flush()
end
