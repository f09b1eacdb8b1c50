-- Where things stand in the Markdown of this page. Pandoc forgets its lines, but
-- a filter meets the elements of a kind in the order of the text: the next
-- heading, the next `.output` block, the next link to a target.
local page = require("page")

local source = {}
local places = {}  -- key -> list of line numbers

local function note(key, line)
  places[key] = places[key] or {}
  table.insert(places[key], line)
end

local function note_classes(attributes, line)
  for class in attributes:gmatch("%.([%w-]+)") do note("." .. class, line) end
  for id in attributes:gmatch("#([%w_-]+)") do note("#" .. id, line) end
end

local function note_inline(text, line)
  for attributes in text:gmatch("%]{([^}]*)") do
    note_classes(attributes, line)
  end
  for target in text:gmatch("%]%(%s*<?([^)>%s]*)") do
    note("(" .. target, line)
  end
  local target = text:match("^%s*%[[^%]]+%]:%s*(%S+)")
  if target then note("(" .. target, line) end
end

-- The line that opens a heading, a div or a fence; or one of text.
local function note_line(text, line)
  if text:match("^#+%s") then note("heading", line) end
  local attributes = text:match("^#+%s.*{(.*)}") or
      text:match("^%s*:::+%s*{(.*)}") or text:match("^%s*```+%s*{(.*)}") or
      text:match("^%s*~~~+%s*{(.*)}")
  if attributes then note_classes(attributes, line) end
  note_inline(text, line)
end

local function scan(text)
  local fence = nil
  for line, content in ipairs(page.lines(text)) do
    local ticks = content:match("^%s*(```+)") or content:match("^%s*(~~~+)")
    if fence == nil then
      note_line(content, line)
      fence = ticks
    elseif ticks and #ticks >= #fence and ticks:sub(1, 1) == fence:sub(1, 1)
        and content:match("^%s*[`~]+%s*$") then
      fence = nil
    end
  end
end

scan(page.read(page.root .. "/" .. page.path) or "")

-- The line of the next element of a kind: "heading", ".quiz", "#id", "(target".
function source.next(key)
  local list = places[key]
  if list == nil then return nil end
  if #list == 1 then return list[1] end
  return table.remove(list, 1)
end

return source
