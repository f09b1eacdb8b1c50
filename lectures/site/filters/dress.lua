-- The rest of a page: its head, its contents, the minutes of its sections, and
-- what a style sheet needs round beliefs, points and tables.
local page = require("page")
local places = require("places")

local contents, total_minutes = {}, 0

local function html(text) return pandoc.RawBlock("html", text) end

local function text_of(inlines)
  return page.escape(pandoc.utils.stringify(inlines))
end

local function dress_header(header)
  local minutes = header.attributes.minutes
  if header.identifier ~= "" and (header.level == 2 or header.level == 3) then
    contents[#contents + 1] = string.format(
      '<li class="level-%d"><a href="#%s">%s</a></li>', header.level,
      header.identifier, text_of(header.content))
  end
  local content = header.content
  if minutes then
    total_minutes = total_minutes + (tonumber(minutes) or 0)
    content[#content + 1] = pandoc.RawInline("html",
      '<span class="minutes">' .. page.escape(minutes) .. " min</span>")
  end
  return pandoc.Header(header.level, content,
    pandoc.Attr(header.identifier, header.classes))
end

-- The first paragraph is what is said; it is struck out.
local function dress_belief(div)
  local blocks = { html('<p class="label">Often said</p>') }
  for k, block in ipairs(div.content) do
    if k == 1 and block.t == "Para" then
      blocks[2] = html('<p class="said"><s>')
      blocks[3] = pandoc.Plain(block.content)
      blocks[4] = html("</s></p>")
    else
      blocks[#blocks + 1] = block
    end
  end
  return pandoc.Div(blocks, pandoc.Attr(div.identifier, { "belief" },
    { role = "note" }))
end

-- Lines and columns are for slides alone.
local function dress_div(div)
  if page.has_class(div, "belief") then return dress_belief(div) end
  local keep = {}
  if page.has_class(div, "exhibit") then
    keep.role = div.attributes.role
    keep["aria-label"] = div.attributes["aria-label"]
  end
  return pandoc.Div(div.content,
    pandoc.Attr(div.identifier, div.classes, keep))
end

-- A wide table scrolls by itself.
local function dress_table(element)
  return pandoc.Div({ element }, pandoc.Attr("", { "scroll" }))
end

local function outcomes_html(meta)
  local items = {}
  for _, outcome in ipairs(page.meta_list(meta.outcomes)) do
    items[#items + 1] = "<li>" .. text_of(outcome.can or "") .. "</li>"
  end
  return '<div class="outcomes"><p>Afterwards you can</p><ul>' ..
      table.concat(items) .. "</ul></div>"
end

local function labs_html(meta)
  local labs = {}
  for _, lab in ipairs(page.meta_list(meta.lab)) do
    local name = pandoc.utils.stringify(lab)
    labs[#labs + 1] = string.format('<a href="%s">%s</a>',
      places.relative("labs/" .. name .. ".html"), name)
  end
  return table.concat(labs, ", ")
end

local function lecture_head(meta)
  local facts = string.format("%d minutes · prepares %s", total_minutes,
    labs_html(meta))
  if (os.getenv("SITE_HAS_SLIDES") or "") ~= "" then
    facts = facts .. string.format(' · <a href="%s">slides</a>',
      places.relative("slides/" .. page.lecture .. ".html"))
  end
  return string.format('<header class="title"><p class="kicker">Lecture %d' ..
    '</p><h1>%s</h1><p class="lede">%s</p><p class="facts">%s</p></header>%s',
    tonumber(page.lecture:match("^%d+")), text_of(meta.title or ""),
    text_of(meta.question or ""), facts, outcomes_html(meta))
end

local function contents_html()
  if #contents < 3 then return "" end
  return '<nav class="contents" aria-label="Contents of this page">' ..
      "<p>On this page</p><ol>" .. table.concat(contents) .. "</ol></nav>"
end

-- Of a page that is no lecture; and whether it is a heading of its text.
local function title_of(document)
  for _, block in ipairs(document.blocks) do
    if block.t == "Header" and block.level == 1 then
      return pandoc.utils.stringify(block.content), true
    end
  end
  return page.meta_text(document.meta.title), false
end

local function dress_page(document)
  local blocks = { html(contents_html()) }
  blocks[2] = html('<main id="main">')
  if page.lecture then
    blocks[3] = html(lecture_head(document.meta))
  else
    local title, is_heading = title_of(document)
    page.fact("title", title)
    if not is_heading then
      blocks[3] = html("<h1>" .. page.escape(title) .. "</h1>")
    end
  end
  for _, block in ipairs(document.blocks) do blocks[#blocks + 1] = block end
  blocks[#blocks + 1] = html("</main>")
  return pandoc.Pandoc(blocks, document.meta)
end

return { { Header = dress_header }, { Div = dress_div },
         { Table = dress_table }, { Pandoc = dress_page } }
