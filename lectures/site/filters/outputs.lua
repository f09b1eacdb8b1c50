-- What demos and commands printed: their captures, and claims about them.
local page = require("page")
local json = require("json")

local outputs = {}

-- The names of this lecture's demos, in order.
function outputs.demos()
  return page.words(os.getenv("SITE_DEMOS"))
end

local function lab_capture(command)
  return page.captures .. "/lab/" .. command:gsub("%s+", "-")
end

-- The capture of an exhibit, without its suffix: by demo="…" or lab="…".
function outputs.base(attributes)
  if attributes.lab then return lab_capture(attributes.lab) end
  return page.captures .. "/" .. (page.lecture or "") .. "/" ..
      (attributes.demo or "")
end

-- Is its demo there? Else says so.
function outputs.has_demo(line, attributes)
  if attributes.lab then return true end
  local demos = outputs.demos()
  for _, name in ipairs(demos) do
    if name == attributes.demo then return true end
  end
  page.complain(line,
    attributes.demo and "a demo " .. attributes.demo or 'demo="NAME"',
    page.listed(demos, "no demos"),
    "name one of the files in " .. page.folder .. "/demos/")
  return false
end

function outputs.table_cell(attributes)
  local text = page.read(outputs.base(attributes) .. ".json")
  local rows, columns = {}, {}
  for _, each in ipairs(text and json.decode(text).tables or {}) do
    local at = nil
    for k, column in ipairs(each.columns) do
      columns[#columns + 1] = column
      if column == attributes.column then at = k end
    end
    for _, row in ipairs(each.rows) do
      rows[#rows + 1] = row[1].text
      if at and row[1].text == attributes.row then return row[at].text end
    end
  end
  return nil, rows, columns
end

-- `~1750 ns   x` -> `~ x`: measured cells alike, and single spaces. A measured
-- cell ends at two spaces, a lone `~` of a claim at once.
function outputs.plain(line)
  line = (" " .. line .. "  "):gsub("~%S.-  ", "~  ")
  return (line:gsub("%s+", " "))
end

-- In a command's output `~` stands for any word, and a claim may end in one.
local function pattern_of(claim)
  claim = claim:gsub("^ ", ""):gsub(" $", "")
  local pattern = claim:gsub("[%^%$%(%)%%%.%[%]%*%+%-%?]", "%%%0")
  return (pattern:gsub("~", "%%S+"))
end

function outputs.matches(claim, line, is_command)
  claim, line = outputs.plain(claim), outputs.plain(line)
  if is_command then return line:find(pattern_of(claim)) ~= nil end
  return line:find(claim, 1, true) ~= nil
end

-- The line that begins most like the claim, for the message.
function outputs.nearest(claim, lines)
  local best, best_length = nil, 1
  local wanted = outputs.plain(claim)
  for _, line in ipairs(lines) do
    local found, length = outputs.plain(line), 0
    while length < #wanted and
        wanted:sub(length + 1, length + 1) == found:sub(length + 1, length + 1) do
      length = length + 1
    end
    if length > best_length then best, best_length = line, length end
  end
  return best
end

return outputs
