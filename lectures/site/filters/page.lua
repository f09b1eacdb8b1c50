-- What the filters share: which page this is, its errors, and the facts that it
-- leaves for the checks over all pages. build.sh sets the environment:
--   SITE_ROOT      the checkout
--   SITE_PAGE      the page, relative to it: lectures/02-paging/lecture.md
--   SITE_CAPTURES  folder of the captures: NN-name/DEMO.txt
--   SITE_ERRORS    file for the errors, one a line
--   SITE_FACTS     file for the facts, one a line, fields parted by tabs
local page = {
  root = os.getenv("SITE_ROOT") or ".",
  path = os.getenv("SITE_PAGE") or "index.md",
  captures = os.getenv("SITE_CAPTURES") or "",
}
page.folder = page.path:match("^(.*)/[^/]*$") or ""
-- "02-paging" of a lecture, else nil
page.lecture = page.path:match("^lectures/([^/]+)/lecture%.md$")

local function append(file, text)
  local stream = assert(io.open(file, "a"))
  stream:write(text, "\n")
  stream:close()
end

-- One error: what was expected, what was found, and what to do next.
function page.complain_at(place, expected, found, next_step)
  append(os.getenv("SITE_ERRORS") or "/dev/stderr",
    string.format("%s: expected %s, found %s; %s", place, expected, found,
      next_step))
end

function page.complain(line, expected, found, next_step)
  page.complain_at(page.path .. ":" .. (line or 1), expected, found, next_step)
end

-- A fact about this page: a kind, and its fields.
function page.fact(kind, ...)
  local file = os.getenv("SITE_FACTS")
  if file == nil then return end
  local fields = { kind }
  for k = 1, select("#", ...) do
    fields[k + 1] = tostring(select(k, ...) or ""):gsub("[\t\n]", " ")
  end
  append(file, table.concat(fields, "\t"))
end

-- The text of a file, or nil: not there, or a folder.
function page.read(path)
  local stream = io.open(path, "r")
  if stream == nil then return nil end
  local text = stream:read("a")
  stream:close()
  return text
end

function page.is_there(path)
  local stream = io.open(path, "r")
  if stream == nil then return false end
  stream:close()
  return true
end

function page.is_folder(path)
  return page.is_there(path) and page.read(path) == nil
end

function page.has_class(element, wanted)
  for _, class in ipairs(element.classes) do
    if class == wanted then return true end
  end
  return false
end

function page.words(text)
  local words = {}
  for word in (text or ""):gmatch("%S+") do words[#words + 1] = word end
  return words
end

-- "a, b", or `none` for an empty list
function page.listed(list, none)
  if #list == 0 then return none end
  return table.concat(list, ", ")
end

-- The lines of a text, without a last empty one.
function page.lines(text)
  local lines = {}
  for line in (text:gsub("\n$", "") .. "\n"):gmatch("([^\n]*)\n") do
    lines[#lines + 1] = line
  end
  return lines
end

function page.escape(text)
  return (text:gsub("[&<>\"]",
    { ["&"] = "&amp;", ["<"] = "&lt;", [">"] = "&gt;", ['"'] = "&quot;" }))
end

-- A list in the metadata; a single text is a list of one.
function page.meta_list(value)
  if value == nil then return {} end
  local first = type(value) == "table" and value[1] or nil
  local tag = type(first) == "table" and first.t or nil
  if type(first) == "table" and (tag == nil or tag:match("^Meta")) then
    return value
  end
  local text = pandoc.utils.stringify(value)
  return text == "" and {} or { value }
end

function page.meta_text(value)
  return value == nil and "" or pandoc.utils.stringify(value)
end

return page
