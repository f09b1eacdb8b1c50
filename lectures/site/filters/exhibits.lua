-- Fills the exhibits of a page: snippets of compiled files, captured outputs,
-- pictures that a program drew, and single values of a run.
local page = require("page")
local source = require("source")
local places = require("places")
local outputs = require("outputs")
local snippets = require("snippets")

local shown = {}  -- demo -> true

local function show_demo(name)
  if name then shown[name] = true end
end

-- A figure: what it shows, and below it where that comes from.
local function exhibit(kind, text, language, caption, title)
  local lines, columns = page.lines(text), 0
  for _, line in ipairs(lines) do
    columns = math.max(columns, utf8.len(line) or #line)
  end
  local code = pandoc.CodeBlock(text,
    pandoc.Attr("", language and { language } or {}))
  local figure = pandoc.Attr("", { "exhibit", kind },
    { role = "figure", ["aria-label"] = title, lines = tostring(#lines),
      columns = tostring(columns) })
  return pandoc.Div({ code, pandoc.Div({ pandoc.Plain(caption) },
    pandoc.Attr("", { "caption" })) }, figure)
end

local function caption_of(before, path, name, text)
  local caption = { pandoc.Str(before), places.link_to(path, name) }
  if text then
    table.insert(caption, 1, pandoc.Span({ pandoc.Str(text) },
      pandoc.Attr("", { "about" })))
    table.insert(caption, 2, pandoc.Space())
  end
  return caption
end

-- The caption of what a demo printed.
local function run_caption(before, attributes)
  local name = "demos/" .. attributes.demo .. ".cpp"
  return caption_of(before, page.folder .. "/" .. name, name,
    attributes.caption)
end

-- Snippets, outputs and pictures ----------------------------------------

local function fill_snippet(block, line)
  local file, mark = block.attributes.file, block.attributes.mark
  if not file or not mark then
    page.complain(line, 'file="…" and mark="…"',
      file and "no mark" or "no file", "name the code that is to be shown")
    return block
  end
  show_demo(file:match("^demos/([%w_]+)%.%w+$"))
  local path, ending = snippets.path(line, file)
  if path then page.fact("uses", path) end
  local text = path and snippets.text(line, file, path, mark)
  if not text then return block end
  local name = file:gsub("^/", "")
  return exhibit("snippet", text, snippets.compiled[ending],
    caption_of("From ", path, name, block.attributes.caption), "Code")
end

local function lost_claim(line, claim, lines, from, name)
  local near, where = outputs.nearest(claim, lines), ""
  for k = 1, from - 1 do
    if outputs.matches(claim, lines[k]) then
      near, where = lines[k], " further up"
    end
  end
  local like = near and '"' .. near:gsub("^%s+", "") .. '"' .. where or
      "no line like it"
  page.complain(line,
    '"' .. claim:gsub("^%s+", ""):gsub("%s+$", "") .. '" in the output of ' ..
    name, like, "correct the claim, or the program")
end

local function check_claims(block, line, text, name)
  local lines, from, claims = page.lines(text), 1, 0
  for offset, claim in ipairs(page.lines(block.text)) do
    if claim:match("%S") then
      claims = claims + 1
      local at = from
      while lines[at] and not outputs.matches(claim, lines[at]) do
        at = at + 1
      end
      if lines[at] then
        from = at + 1
      else
        lost_claim(line + offset, claim, lines, from, name)
      end
    end
  end
  if claims == 0 then
    page.complain(line, "a claim in this block", "none",
      "write in it a line of the output that the text relies on")
  end
end

local function run_name(attributes)
  return "demos/" .. attributes.demo .. ".cpp"
end

local function fill_output(block, line)
  if not outputs.has_demo(line, block.attributes) then return block end
  show_demo(block.attributes.demo)
  local text = page.read(outputs.base(block.attributes) .. ".txt")
  if text == nil then return block end  -- its run failed, and was reported
  check_claims(block, line, text, run_name(block.attributes))
  return exhibit("output", text:gsub("%s+$", ""), nil,
    run_caption("Output of ", block.attributes), "Output")
end

local function pictures_of(attributes)
  local names = {}
  for _, name in ipairs(page.words(os.getenv("SITE_PICTURES"))) do
    local demo, picture = name:match("^([^.]+)%.(.+)$")
    if demo == attributes.demo then names[#names + 1] = picture end
  end
  return names
end

local function fill_picture(block, line)
  local attributes = block.attributes
  if not outputs.has_demo(line, attributes) then return block end
  show_demo(attributes.demo)
  local name = attributes.name or ""
  local base = outputs.base(attributes)
  local text = page.read(base .. "." .. name .. ".txt")
  if text == nil then
    if page.is_there(base .. ".txt") then
      page.complain(line,
        'a picture "' .. name .. '" of ' .. run_name(attributes),
        page.listed(pictures_of(attributes), "no pictures"),
        "call demo.picture() in it, or correct the name")
    end
    return block
  end
  return exhibit("picture", text:gsub("%s+$", ""), nil,
    run_caption("Drawn by ", attributes), attributes.caption or "Picture")
end

local fillers = { snippet = fill_snippet, output = fill_output,
                  picture = fill_picture }

local function fill_block(block)
  for kind, fill in pairs(fillers) do
    if page.has_class(block, kind) then
      local line = source.next("." .. kind)
      local filled = fill(block, line or 1)
      if block.identifier ~= "" and filled ~= block then
        filled.identifier = block.identifier
      end
      return filled
    end
  end
end

-- Values -----------------------------------------------------------------

local function fill_value(span)
  if not page.has_class(span, "value") then return nil end
  local line = source.next(".value")
  if not outputs.has_demo(line, span.attributes) then return nil end
  show_demo(span.attributes.demo)
  local text, rows, columns = outputs.table_cell(span.attributes)
  if text == nil and rows and #rows > 0 then
    page.complain(line, string.format(
        'a row "%s" with a column "%s" in the tables of demos/%s.cpp',
        span.attributes.row or "", span.attributes.column or "",
        span.attributes.demo),
      "rows " .. page.listed(rows) .. " and columns " .. page.listed(columns),
      "correct row or column")
  end
  if text == nil then return nil end
  local shown_text = text == "~-" and "(not measured here)" or
      text:gsub("^~", "")
  return pandoc.Span({ pandoc.Str(shown_text) },
    pandoc.Attr("", { "live" }, { title = "measured by demos/" ..
      span.attributes.demo .. ".cpp when this page was built" }))
end

local function all_shown(document)
  for _, name in ipairs(outputs.demos()) do
    if not shown[name] then
      page.complain_at(page.folder .. "/demos/" .. name .. ".cpp:1",
        "an exhibit of this demo in " .. page.path, "none",
        "show its code, output or picture there, or remove it")
    end
  end
  return document
end

return { { CodeBlock = fill_block }, { Span = fill_value },
         { Pandoc = all_shown } }
