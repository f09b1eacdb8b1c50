-- A question bank: each question is about a topic of its lecture and has an
-- answer, which the page shows on demand. Form of a question:
--   ## Q3 (topic-id, 3 points)
local facts = require("facts")
local page = require("page")
local source = require("source")

local bank = page.path:match("([^/]+)%.md$")
local number = tonumber(bank:match("^%d+"))
local topics = {}
for _, topic in ipairs(facts.topics()) do topics[topic.id] = topic end

local function html(text) return pandoc.RawBlock("html", text) end

local function check_topic(line, id)
  local topic = topics[id]
  if topic == nil then
    page.complain(line, "a topic of lectures/topics.txt", id,
      "correct it, or add the topic there")
  elseif topic.lecture ~= number then
    page.complain(line, "a topic of lecture " .. number,
      id .. ", which is of lecture " .. topic.lecture,
      "move the question to that bank")
  end
end

-- Its points; the heading gets an id that no other bank has.
local function begin_question(header, line)
  local text = pandoc.utils.stringify(header.content)
  local question, id, points = text:match("^Q(%d+) %(([%w-]+), (%d+) points?%)$")
  if question == nil then
    page.complain(line, "a heading ## Qn (topic-id, n points)", text,
      "write it in this form")
    return 0
  end
  check_topic(line, id)
  header.identifier = bank .. "-q" .. question
  return tonumber(points)
end

local function is_answer(block)
  local first = block.t == "Para" and block.content[1]
  return first and first.t == "Strong" and
      pandoc.utils.stringify(first.content) == "Answer."
end

local function check_sum(blocks, sum)
  for _, block in ipairs(blocks) do
    local text = block.t == "Para" and pandoc.utils.stringify(block.content) or ""
    local said = text:match("(%d+) points in all")
    if said then
      if tonumber(said) ~= sum then
        page.complain(1, sum .. " points in all, the sum of its questions",
          said, "correct one of them")
      end
      return
    end
  end
  page.complain(1, '"' .. sum .. ' points in all" in its first paragraph',
    "no sum", "write it there")
end

function Pandoc(document)
  local blocks, sum, question, answered = {}, 0, nil, true
  local function end_question()
    if question and not answered then
      page.complain(question, "an answer, which begins with **Answer.**", "none",
        "write it below the question")
    end
    if question and answered then blocks[#blocks + 1] = html("</details></div>") end
  end
  for _, block in ipairs(document.blocks) do
    local line = block.t == "Header" and source.next("heading")
    if block.t == "Header" and block.level == 2 then
      end_question()
      sum = sum + begin_question(block, line)
      question, answered = line, false
      blocks[#blocks + 1] = block
    elseif question and not answered and is_answer(block) then
      answered = true
      blocks[#blocks + 1] = html('<div class="open"><details>' ..
        "<summary>Answer</summary>")
      blocks[#blocks + 1] = block
    else
      if block.t == "Header" then block.identifier = bank end
      blocks[#blocks + 1] = block
    end
  end
  end_question()
  check_sum(document.blocks, sum)
  return pandoc.Pandoc(blocks, document.meta)
end
