-- Cuts snippets out of compiled files, between `// [name` and `// name]`.
local page = require("page")
local places = require("places")

local snippets = {
  -- what the ending of a file says about its language
  compiled = { cpp = "cpp", hpp = "cpp", c = "c", h = "c", S = "asm",
               go = "go" },
}

local function mark_of(line)
  return line:match("^%s*[/#]+ %[([%w_-]+)%s*$"),
      line:match("^%s*[/#]+ ([%w_-]+)%]%s*$")
end

-- The lines between `// [name` and `// name]`, and all marks of the file.
local function cut(lines, name)
  local inside, found, marks, opened, closed = false, {}, {}, false, false
  for _, line in ipairs(lines) do
    local opens, closes = mark_of(line)
    if opens then marks[#marks + 1] = opens end
    if opens == name then
      inside, opened = true, true
    elseif closes == name then
      closed = inside
      inside = false
    elseif inside and not opens and not closes then
      found[#found + 1] = line
    end
  end
  return found, marks, opened, closed
end

local function without_indent(lines)
  local indent = nil
  for _, line in ipairs(lines) do
    local space = line:match("^( *)%S")
    if space and (indent == nil or #space < indent) then indent = #space end
  end
  local text = {}
  for k, line in ipairs(lines) do text[k] = line:sub((indent or 0) + 1) end
  return (table.concat(text, "\n"):gsub("^%s*\n", ""):gsub("%s+$", ""))
end

-- The file's path in the checkout, and its ending; or nil.
function snippets.path(line, file)
  local path = file:sub(1, 1) == "/" and file:sub(2) or
      places.join(page.folder, file)
  local ending = path and path:match("%.(%w+)$")
  if path == nil or path:match("^solutions/") or not snippets.compiled[ending] then
    page.complain(line, "a compiled file of the kit", file,
      "cut the snippet from a .cpp, .hpp, .c, .h, .S or .go file")
    return nil
  end
  if page.is_there(page.root .. "/" .. path) then return path, ending end
  page.complain(line, "a file " .. file, "none",
    'correct file="…", which is relative to the lecture, or from the ' ..
    "checkout's root with a leading /")
  return nil
end

-- What stands in the mark; nil when that is nothing.
function snippets.text(line, file, path, mark)
  local found, marks, opened, closed =
      cut(page.lines(page.read(page.root .. "/" .. path)), mark)
  local advice = string.format(
    "put `// [%s` and `// %s]` on lines of their own round the code",
    mark, mark)
  local text = without_indent(found)
  if not opened then
    page.complain(line, "a mark [" .. mark .. "] in " .. file,
      #marks == 0 and "no marks" or "marks " .. page.listed(marks), advice)
  elseif not closed then
    page.complain(line, "the end of mark [" .. mark .. "] in " .. file, "none",
      advice)
  elseif text == "" then
    page.complain(line, "code in mark [" .. mark .. "] of " .. file, "none",
      advice)
  else
    return text
  end
end

return snippets
