-- The form of a lecture: its metadata, its eight sections with their minutes,
-- an id on each heading below them, and the topics that it claims to treat.
local page = require("page")
local source = require("source")

local sections = { "question", "picture", "demo", "invariant", "predict",
                   "real", "check", "lab" }
local order = "the eight sections in order are " .. table.concat(sections, ", ")
local least_minutes, most_minutes = 60, 90

local next_section, minutes, broken_order = 1, 0, false
local here = { id = "", title = "" }  -- the heading above

local function check_order(line, id)
  local wanted = sections[next_section]
  next_section = next_section + 1
  if id == wanted or broken_order then return end
  broken_order = true
  page.complain(line,
    wanted and "the section {#" .. wanted .. "} here" or
      "no further section", id == "" and "one without an id" or "{#" .. id .. "}",
    order)
end

local function check_minutes(line, header)
  local given = tonumber(header.attributes.minutes or "")
  if given == nil then
    page.complain(line, "minutes in the section {#" .. header.identifier .. "}",
      header.attributes.minutes or "none", "write {#" .. header.identifier ..
      " minutes=10}")
    return
  end
  minutes = minutes + given
  page.fact("section", header.identifier, given)
end

local function claim(element, kind)
  local line = element.line
  for _, topic in ipairs(page.words(element.attributes.covers)) do
    page.fact("claim", line, topic, element.anchor, here.title,
      element.attributes.demo, kind)
  end
end

local function header_form(header)
  local line = source.next("heading")
  if header.level == 2 then
    check_order(line, header.identifier)
    check_minutes(line, header)
  elseif header.level == 1 then
    page.complain(line, "sections (##) and subsections (###) alone",
      "a heading of level 1", "the title stands in the metadata")
  elseif header.identifier == "" then
    page.complain(line, "an id on this heading", "none",
      "write ### … {#some-id}")
  end
  here = { id = header.identifier,
           title = pandoc.utils.stringify(header.content) }
  claim({ attributes = header.attributes, line = line, anchor = here.id },
    "heading")
end

local function line_of(block, class)
  if block.identifier ~= "" then return source.next("#" .. block.identifier) end
  return class and source.next("." .. class)
end

local function block_form(block)
  if block.t == "Header" then return header_form(block) end
  if block.t ~= "Div" and block.t ~= "CodeBlock" then return end
  local line = line_of(block, block.classes[1])
  if block.attributes.covers then
    local anchor = block.identifier ~= "" and block.identifier or here.id
    claim({ attributes = block.attributes, line = line, anchor = anchor },
      page.has_class(block, "belief") and "belief" or "block")
  end
  if block.t == "Div" then
    for _, inner in ipairs(block.content) do block_form(inner) end
  end
end

local function check_minutes_sum()
  if minutes >= least_minutes and minutes <= most_minutes then return end
  page.complain(1, string.format("%d to %d minutes in all", least_minutes,
    most_minutes), tostring(minutes), "change the minutes of the sections")
end

local function check_text(meta, key, what, advice)
  local text = page.meta_text(meta[key])
  if text == "" then
    page.complain(1, what .. " in the metadata", "none", advice)
  end
  return text
end

local function check_labs(meta)
  check_text(meta, "lab", "the lab that the lecture prepares",
    "write lab: 01-stack-frames")
  for _, lab in ipairs(page.meta_list(meta.lab)) do
    lab = pandoc.utils.stringify(lab)
    page.fact("lab", lab)
    if not page.is_there(page.root .. "/labs/" .. lab .. "/README.md") then
      page.complain(1, "a lab in the metadata", lab,
        "name a folder of labs/")
    end
  end
end

local function check_outcomes(meta)
  local outcomes = page.meta_list(meta.outcomes)
  if #outcomes == 0 then
    page.complain(1, "outcomes in the metadata", "none",
      "write outcomes: a list of `can:` with `checks:`")
  end
  for _, outcome in ipairs(outcomes) do
    local can = type(outcome) == "table" and outcome.can or nil
    local checks = {}
    for k, check in ipairs(can and page.meta_list(outcome.checks) or {}) do
      checks[k] = pandoc.utils.stringify(check)
    end
    if can == nil then
      page.complain(1, "`can:` in each outcome", "one without it",
        "write what the student can do afterwards")
    else
      page.fact("outcome", page.meta_text(can), table.concat(checks, " "))
    end
  end
end

local function document_form(document)
  local meta = document.meta
  page.fact("title", check_text(meta, "title", "a title",
    "write title: Process anatomy"))
  page.fact("question", check_text(meta, "question", "the lecture's question",
    "write question: What is …?"))
  check_labs(meta)
  check_outcomes(meta)
  for _, block in ipairs(document.blocks) do block_form(block) end
  if next_section <= #sections and not broken_order then
    page.complain(1, "a section {#" .. sections[next_section] .. "}", "none",
      order)
  end
  check_minutes_sum()
end

return { { Pandoc = document_form } }
