-- Slides for a lecture hall from the same text: one for each heading, with the
-- points below it, and one for each exhibit, table, belief and question. What
-- is said beside them becomes notes, which only paper shows.
local page = require("page")
local places = require("places")

local slides, headings = {}, { {}, {} }

local function html(text) return pandoc.RawBlock("html", text) end

local function extend(list, more)
  for _, each in ipairs(more) do list[#list + 1] = each end
end

-- Lines that a text takes on a slide, roughly.
local function rows_of(blocks)
  local rows = 0
  local function count(element)
    local length = utf8.len(pandoc.utils.stringify(element.content)) or 0
    rows = rows + math.ceil(length / 62) + 0.35
  end
  pandoc.walk_block(pandoc.Div(blocks), { Para = count, Plain = count })
  return rows
end

local slide_columns = 70

-- The cells of a table as lengths, row by row, the head first.
local function cell_lengths(element)
  local simple = element.rows and element or
      pandoc.utils.to_simple_table(element)
  local rows = {}
  local function add_row(cells)
    local lengths = {}
    for k, cell in ipairs(cells) do
      lengths[k] = utf8.len(pandoc.utils.stringify(pandoc.Div(cell))) or 0
    end
    rows[#rows + 1] = lengths
  end
  add_row(simple.headers)
  for _, cells in ipairs(simple.rows) do add_row(cells) end
  return rows
end

-- Lines that a table takes, when columns are as wide as what they hold.
local function table_rows(element)
  local rows, widest, sum = cell_lengths(element), {}, 0
  for _, lengths in ipairs(rows) do
    for k, length in ipairs(lengths) do
      widest[k] = math.max(widest[k] or 1, length)
    end
  end
  for _, length in ipairs(widest) do sum = sum + length + 2 end
  local narrow, total = math.min(1, slide_columns / sum), 0
  for _, lengths in ipairs(rows) do
    local lines = 1
    for k, length in ipairs(lengths) do
      lines = math.max(lines, math.ceil(length / (widest[k] * narrow)))
    end
    total = total + 0.9 * lines + 0.3
  end
  return total
end

local function add(kind, body, rows, style)
  local slide = { kind = kind, body = body, notes = {},
                  section = headings[1], title = headings[2],
                  style = style or string.format("--rows:%.1f",
                    math.max(rows or 1, 4)) }
  slides[#slides + 1] = slide
  return slide
end

local function add_note(blocks)
  extend(slides[#slides].notes, blocks)
end

local function points_below(blocks, from)
  local points = {}
  for k = from, #blocks do
    local block = blocks[k]
    if block.t == "Header" then break end
    if block.t == "Div" and page.has_class(block, "point") then
      points[#points + 1] = block
    elseif block.t == "Div" then
      extend(points, points_below(block.content, 1))
    end
  end
  return points
end

local function add_heading(header, blocks, k)
  if header.level == 2 then
    headings = { header.content, {} }
  else
    headings = { headings[1], header.content }
  end
  local points = points_below(blocks, k + 1)
  local kind = header.level == 2 and "section" or "claim"
  local slide = add(kind, points, rows_of(points))
  slide.minutes = header.attributes.minutes
end

local function add_exhibit(div)
  add("exhibit-slide", { div }, nil, string.format("--lines:%s;--columns:%s",
    div.attributes.lines, math.max(tonumber(div.attributes.columns), 20)))
end

local function add_belief(div)
  local said = { html('<p class="label">Often said</p><p class="said"><s>'),
                 pandoc.Plain(div.content[1].content), html("</s></p>") }
  local notes = {}
  for k = 2, #div.content do notes[#notes + 1] = div.content[k] end
  add("belief-slide", { pandoc.Div(said, pandoc.Attr("", { "belief" })) },
    rows_of({ div.content[1] }))
  return notes
end

-- The question and its options, without verdicts; and what is left for notes.
local function add_question(div)
  local question, notes = {}, {}
  for _, block in ipairs(div.content) do
    if block.t == "BulletList" then
      local options = {}
      for k, item in ipairs(block.content) do
        local label = {}
        for n = 3, #item[1].content do label[#label + 1] = item[1].content[n] end
        options[k] = { pandoc.Plain(label) }
      end
      question[#question + 1] = pandoc.OrderedList(options,
        pandoc.ListAttributes(1, "UpperAlpha", "OneParen"))
      notes[#notes + 1] = block
    elseif block.t == "Div" and page.has_class(block, "answer") then
      extend(notes, block.content)
    else
      question[#question + 1] = block
    end
  end
  local exhibit = nil
  for _, block in ipairs(question) do
    if block.t == "CodeBlock" then exhibit = #page.lines(block.text) end
  end
  add("question-slide", question, rows_of(question) + (exhibit or 0))
  add_note(notes)
end

local take

local function take_div(div)
  if page.has_class(div, "point") then return end  -- with its heading
  if page.has_class(div, "exhibit") then return add_exhibit(div) end
  if page.has_class(div, "belief") then return take(add_belief(div)) end
  if page.has_class(div, "quiz") or page.has_class(div, "open") then
    return add_question(div)
  end
  take(div.content)
end

function take(blocks)
  for k, block in ipairs(blocks) do
    if block.t == "Header" then
      add_heading(block, blocks, k)
    elseif block.t == "Table" then
      add("table-slide", { block }, table_rows(block))
    elseif block.t == "Div" then
      take_div(block)
    else
      add_note({ block })
    end
  end
end

local function heading_html(slide)
  local kicker = #slide.title > 0 and slide.section or {}
  local title = #slide.title > 0 and slide.title or slide.section
  local minutes = slide.minutes and '<span class="minutes">' ..
      page.escape(slide.minutes) .. " min</span>" or ""
  return { html('<p class="kicker">' ..
    page.escape(pandoc.utils.stringify(kicker)) .. "</p>"),
    html("<h2>"), pandoc.Plain(title), html(minutes .. "</h2>") }
end

local function is_long(slide)
  return utf8.len(pandoc.utils.stringify(slide.title)) > 46
end

local function slide_html(k, slide)
  local kind = slide.kind .. (is_long(slide) and " long" or "")
  local blocks = { html(string.format('<section class="slide %s" id="s%d" ' ..
    'style="%s"><div class="face">', kind, k, slide.style)) }
  if slide.kind ~= "title-slide" then extend(blocks, heading_html(slide)) end
  blocks[#blocks + 1] = html('<div class="body">')
  extend(blocks, slide.body)
  blocks[#blocks + 1] = html(string.format('</div><p class="number">' ..
    '<a href="%s">%s</a> · %d of %d</p></div>',
    places.relative("lectures/" .. page.lecture .. ".html"), page.lecture, k,
    #slides))
  if #slide.notes > 0 then
    blocks[#blocks + 1] = pandoc.Div(slide.notes,
      pandoc.Attr("", { "notes" }))
  end
  blocks[#blocks + 1] = html("</section>")
  return blocks
end

local function title_slide(meta)
  local outcomes = {}
  for k, outcome in ipairs(page.meta_list(meta.outcomes)) do
    outcomes[k] = "<li>" .. page.escape(page.meta_text(outcome.can)) .. "</li>"
  end
  add("title-slide", { html(string.format(
    '<p class="kicker">Lecture %d</p><h1>%s</h1><p class="lede">%s</p>' ..
    "<p>Afterwards you can</p><ul>%s</ul>",
    tonumber(page.lecture:match("^%d+")),
    page.escape(page.meta_text(meta.title)),
    page.escape(page.meta_text(meta.question)), table.concat(outcomes))) }, 12)
end

-- Ids of the text are of no use here, and would repeat.
local function clear(element)
  element.identifier = ""
  return element
end

local function make_slides(document)
  title_slide(document.meta)
  take(document.blocks)
  local blocks = { html('<main id="main">') }
  for k, slide in ipairs(slides) do extend(blocks, slide_html(k, slide)) end
  blocks[#blocks + 1] = html("</main>")
  return pandoc.Pandoc(blocks, document.meta)
end

return { { Div = clear, Span = clear, CodeBlock = clear },
         { Pandoc = make_slides } }
