-- The tables that are made from all pages: `::: {.minutes}` and the like stand
-- for them in index.md, coverage.md and lectures/teaching.md.
local page = require("page")
local facts = require("facts")
local places = require("places")

local escape = page.escape

local function link(site_path, text)
  return string.format('<a href="%s">%s</a>', places.relative(site_path),
    escape(text))
end

local function page_link(one, text, anchor)
  return link(places.of(one.path) .. (anchor and "#" .. anchor or ""), text)
end

-- Cells are HTML; a column whose head begins with # is one of numbers.
local function html_table(heads, rows, class)
  local lines = { '<div class="scroll"><table class="' .. class ..
    '"><thead><tr>' }
  for _, head in ipairs(heads) do
    lines[#lines + 1] = head:match("^#") and
        '<th scope="col" class="number">' .. head:sub(2) .. "</th>" or
        '<th scope="col">' .. head .. "</th>"
  end
  lines[#lines + 1] = "</tr></thead><tbody>"
  for _, row in ipairs(rows) do
    lines[#lines + 1] = row.class and '<tr class="' .. row.class .. '">' or
        "<tr>"
    for k, cell in ipairs(row) do
      lines[#lines + 1] = (heads[k] or ""):match("^#") and
          '<td class="number">' .. cell .. "</td>" or "<td>" .. cell .. "</td>"
    end
    lines[#lines + 1] = "</tr>"
  end
  lines[#lines + 1] = "</tbody></table></div>"
  return pandoc.RawBlock("html", table.concat(lines, "\n"))
end

local function minutes_of(one)
  local sum, by_section = 0, {}
  for _, fact in ipairs(facts.of(one, "section")) do
    by_section[fact[1]] = tonumber(fact[2])
    sum = sum + tonumber(fact[2])
  end
  return sum, by_section
end

local function labs_of(one)
  local labs = {}
  for _, fact in ipairs(facts.of(one, "lab")) do
    labs[#labs + 1] = link("labs/" .. fact[1] .. ".html", fact[1])
  end
  return table.concat(labs, ", ")
end

local makers = {}

function makers.lectures()
  local items = {}
  for _, one in ipairs(facts.lectures()) do
    local minutes = minutes_of(one)
    items[#items + 1] = string.format('<li><h3>%s</h3><p>%s</p>' ..
      '<p class="facts">%d minutes · prepares %s</p></li>',
      page_link(one, facts.text(one, "title")),
      escape(facts.text(one, "question")), minutes, labs_of(one))
  end
  return pandoc.RawBlock("html",
    '<ol class="lectures">' .. table.concat(items, "\n") .. "</ol>")
end

function makers.handouts()
  local items = {}
  for _, one in ipairs(facts.pages) do
    if one.path:match("^labs/") then
      items[#items + 1] = "<li>" .. page_link(one, facts.text(one, "title")) ..
          "</li>"
    end
  end
  return pandoc.RawBlock("html",
    '<ul class="handouts">' .. table.concat(items, "\n") .. "</ul>")
end

local sections = { "question", "picture", "demo", "invariant", "predict",
                   "real", "check", "lab" }

function makers.minutes()
  local heads, rows, sums = { "lecture" }, {}, {}
  for _, section in ipairs(sections) do heads[#heads + 1] = "#" .. section end
  heads[#heads + 1] = "#sum"
  for _, one in ipairs(facts.lectures()) do
    local sum, by_section = minutes_of(one)
    local row = { page_link(one, one.number .. " " ..
      facts.text(one, "title")) }
    for k, section in ipairs(sections) do
      local minutes = by_section[section] or 0
      sums[k] = (sums[k] or 0) + minutes
      row[#row + 1] = tostring(minutes)
    end
    row[#row + 1] = tostring(sum)
    sums[#sections + 1] = (sums[#sections + 1] or 0) + sum
    rows[#rows + 1] = row
  end
  local last = { "all", class = "sum" }
  for _, sum in ipairs(sums) do last[#last + 1] = tostring(sum) end
  rows[#rows + 1] = last
  return html_table(heads, rows, "minutes")
end

function makers.outcomes()
  local rows = {}
  for _, one in ipairs(facts.lectures()) do
    for k, fact in ipairs(facts.of(one, "outcome")) do
      local checks = {}
      for _, check in ipairs(page.words(fact[2])) do
        checks[#checks + 1] = "<code>" .. escape(check) .. "</code>"
      end
      rows[#rows + 1] = { k == 1 and page_link(one, one.number .. " " ..
        facts.text(one, "title")) or "", escape(fact[1]),
        k == 1 and labs_of(one) or "",
        #checks == 0 and "in the lecture alone" or
          table.concat(checks, "<br>") }
    end
  end
  return html_table({ "lecture", "the student can", "lab", "checks" }, rows,
    "outcomes")
end

-- Where a lecture treats a topic, and with which demo.
local function coverage_row(one, topic)
  for _, fact in ipairs(facts.of(one, "claim")) do
    if fact[2] == topic.id then
      local demo = fact[5] ~= "" and link("files/lectures/" .. one.lecture ..
        "/demos/" .. fact[5] .. ".cpp.html", fact[5]) or ""
      return { escape(topic.text), topic.kind,
               page_link(one, fact[4], fact[3] ~= "" and fact[3] or nil),
               demo }
    end
  end
end

function makers.coverage()
  local blocks = {}
  for _, one in ipairs(facts.lectures()) do
    local rows = {}
    for _, topic in ipairs(facts.topics()) do
      if topic.lecture == one.number then
        rows[#rows + 1] = coverage_row(one, topic)
      end
    end
    blocks[#blocks + 1] = pandoc.Header(2, { pandoc.Str(one.number .. ". " ..
      facts.text(one, "title")) }, pandoc.Attr("lecture-" .. one.number))
    blocks[#blocks + 1] = html_table({ "topic", "kind", "where", "demo" },
      rows, "coverage")
  end
  return blocks
end

return { { Div = function(div)
  for _, class in ipairs(div.classes) do
    if makers[class] then return makers[class]() end
  end
end } }
