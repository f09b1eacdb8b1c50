-- What demos printed: their captures, and claims about them.
local page = require("page")

local outputs = {}

-- The names of this lecture's demos, in order.
function outputs.demos()
  return page.words(os.getenv("SITE_DEMOS"))
end

-- The capture of an exhibit, without its suffix.
function outputs.base(attributes)
  return page.captures .. "/" .. (page.lecture or "") .. "/" ..
      (attributes.demo or "")
end

-- Is its demo there? Else says so.
function outputs.has_demo(line, attributes)
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

local function add_once(list, text)
  for _, each in ipairs(list) do if each == text then return end end
  list[#list + 1] = text
end

-- The text of a cell; or nil, with the rows and columns that there are. A line
-- of DEMO.cells is a row's first cell, a column and the text of their cell.
function outputs.table_cell(attributes)
  local text = page.read(outputs.base(attributes) .. ".cells")
  local rows, columns = {}, {}
  for _, line in ipairs(page.lines(text or "")) do
    local row, column, cell = line:match("^([^\t]*)\t([^\t]*)\t(.*)$")
    if row == attributes.row and column == attributes.column then return cell end
    if row then
      add_once(rows, row)
      add_once(columns, column)
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

function outputs.matches(claim, line)
  return outputs.plain(line):find(outputs.plain(claim), 1, true) ~= nil
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
