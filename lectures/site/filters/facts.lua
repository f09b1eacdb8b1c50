-- Reads the facts that all pages left: a folder of files NAME.facts, each one
-- page; and the list of topics.
local page = require("page")

local facts = { pages = {}, by_path = {} }

local function fields_of(line)
  local fields = {}
  for field in (line .. "\t"):gmatch("([^\t]*)\t") do
    fields[#fields + 1] = field
  end
  return fields
end

-- Each page: its path, and for each kind the list of its facts' fields.
function facts.load(list)
  for _, line in ipairs(page.lines(page.read(list))) do
    local path, file = line:match("^(%S+) (.+)$")
    local one = { path = path, lecture = path:match("^lectures/([^/]+)/"),
                  kinds = {} }
    for _, fact in ipairs(page.lines(page.read(file) or "")) do
      local fields = fields_of(fact)
      local kind = table.remove(fields, 1)
      one.kinds[kind] = one.kinds[kind] or {}
      table.insert(one.kinds[kind], fields)
    end
    facts.pages[#facts.pages + 1] = one
    facts.by_path[path] = one
  end
end

function facts.of(one, kind)
  return one.kinds[kind] or {}
end

-- The first field of the only fact of a kind.
function facts.text(one, kind)
  local first = facts.of(one, kind)[1]
  return first and first[1] or ""
end

function facts.lectures()
  local lectures = {}
  for _, one in ipairs(facts.pages) do
    if one.path:match("^lectures/[^/]+/lecture%.md$") then
      one.number = tonumber(one.lecture:match("^%d+"))
      lectures[#lectures + 1] = one
    end
  end
  return lectures
end

-- The topics, in order: id, lecture, kind, text, line.
function facts.topics()
  local topics = {}
  local text = page.read(page.root .. "/lectures/topics.txt") or ""
  for line, content in ipairs(page.lines(text)) do
    local id, lecture, kind, what =
        content:match("^%s*([%w-]+)%s*|%s*(%d+)%s*|%s*(%w+)%s*|%s*(.-)%s*$")
    if id then
      topics[#topics + 1] = { id = id, lecture = tonumber(lecture),
                              kind = kind, text = what, line = line }
    end
  end
  return topics
end

if os.getenv("SITE_FACT_FILES") then
  facts.load(os.getenv("SITE_FACT_FILES"))
end

return facts
