-- Questions that need no server and no script: a choice is a group of radio
-- buttons whose reasons the style sheet shows, an open question a <details>.
-- On paper the answers stand at the end of their section.
local page = require("page")
local source = require("source")

local question_number = 0

local function html(text) return pandoc.RawBlock("html", text) end

local function extend(list, more)
  for _, each in ipairs(more) do list[#list + 1] = each end
end

-- Copies for paper must not repeat an id.
local function without_ids(block)
  local function clear(element)
    element.identifier = ""
    return element
  end
  return pandoc.walk_block(pandoc.Div({ block }),
    { Div = clear, Span = clear, CodeBlock = clear, Header = clear,
      Link = clear }).content
end

local boxes = { ["☐"] = "wrong", ["☒"] = "right" }

-- An item of the list -> its verdict, what it says and why.
local function option_of(item)
  local first = item[1]
  if first == nil or (first.t ~= "Plain" and first.t ~= "Para") then
    return nil
  end
  local verdict = first.content[1] and boxes[first.content[1].text]
  if verdict == nil then return nil end
  local label, reason = {}, {}
  for k = 3, #first.content do label[#label + 1] = first.content[k] end
  for k = 2, #item do reason[#reason + 1] = item[k] end
  return { verdict = verdict, label = label, reason = reason }
end

-- The list with boxes -> options, and the blocks before it.
local function parts_of(quiz)
  local question, options = {}, {}
  for _, block in ipairs(quiz.content) do
    if block.t == "BulletList" and option_of(block.content[1]) then
      for _, item in ipairs(block.content) do
        options[#options + 1] = option_of(item)
      end
    else
      question[#question + 1] = block
    end
  end
  return question, options
end

local function check_quiz(line, quiz, options)
  local right = 0
  local name = "the question #" .. quiz.identifier
  for _, option in ipairs(options) do
    if option.verdict == "right" then right = right + 1 end
    if #option.reason == 0 then
      page.complain(line, "a reason with each option of " .. name,
        'none with "' .. pandoc.utils.stringify(option.label) .. '"',
        "write it as a second paragraph of the option")
    end
  end
  if quiz.identifier == "" then
    page.complain(line, "an id on this question", "none",
      "write ::: {.quiz #q-some-id}")
  end
  if right ~= 1 then
    page.complain(line, "one right option [x] in " .. name,
      right == 0 and "none" or tostring(right),
      "mark the others with [ ]")
  end
end

local function words_of(verdict)
  return verdict == "right" and "Right." or "No."
end

local function reason_blocks(option)
  local reason, blocks = option.reason, {}
  extend(blocks, reason)
  local first = reason[1]
  if first and (first.t == "Para" or first.t == "Plain") then
    local content = { pandoc.Strong({ pandoc.Str(words_of(option.verdict)) }),
                      pandoc.Space() }
    extend(content, first.content)
    blocks[1] = pandoc.Para(content)
  end
  return blocks
end

local function option_html(quiz, k, option)
  local id = quiz.identifier .. "-" .. k
  local inlines = { pandoc.RawInline("html", string.format(
    '<input type="radio" name="%s" id="%s"><label for="%s">',
    quiz.identifier, id, id)) }
  extend(inlines, option.label)
  inlines[#inlines + 1] = pandoc.RawInline("html", "</label>")
  return { html(string.format('<li class="%s">', option.verdict)),
           pandoc.Plain(inlines),
           pandoc.Div(reason_blocks(option), pandoc.Attr("", { "reason" })),
           html("</li>") }
end

local function quiz_html(quiz, number, question, options)
  local blocks = { html(string.format(
    '<fieldset class="quiz" id="%s"><legend>Question %d</legend>',
    quiz.identifier, number)) }
  blocks[2] = pandoc.Div(question, pandoc.Attr("", { "question" }))
  blocks[3] = html('<ul class="options">')
  for k, option in ipairs(options) do
    extend(blocks, option_html(quiz, k, option))
  end
  blocks[#blocks + 1] = html("</ul></fieldset>")
  return blocks
end

local function paper_answer(number, blocks)
  local answer = { pandoc.Para({ pandoc.Strong({
    pandoc.Str("Question " .. number .. ".") }) }) }
  for _, block in ipairs(blocks) do extend(answer, without_ids(block)) end
  return answer
end

local function right_answer(options)
  for _, option in ipairs(options) do
    if option.verdict == "right" then
      local blocks = { pandoc.Para(option.label) }
      extend(blocks, option.reason)
      return blocks
    end
  end
  return {}
end

local function fill_quiz(quiz, section)
  local line = source.next(".quiz")
  local question, options = parts_of(quiz)
  check_quiz(line, quiz, options)
  question_number = question_number + 1
  section.quizzes = section.quizzes + 1
  extend(section.answers, paper_answer(question_number, right_answer(options)))
  return quiz_html(quiz, question_number, question, options)
end

local function fill_open(open, section)
  local line = source.next(".open")
  local question, answer = {}, nil
  for _, block in ipairs(open.content) do
    if block.t == "Div" and page.has_class(block, "answer") then
      answer = block.content
    else
      question[#question + 1] = block
    end
  end
  if answer == nil then
    page.complain(line, "an answer in this question", "none",
      "write ::: {.answer} inside of ::: {.open}")
    return { open }
  end
  question_number = question_number + 1
  extend(section.answers, paper_answer(question_number, answer))
  local blocks = { html(string.format('<div class="open"%s>' ..
    '<p class="label">Question %d</p>', open.identifier == "" and "" or
    ' id="' .. open.identifier .. '"', question_number)) }
  extend(blocks, question)
  blocks[#blocks + 1] = html("<details><summary>Answer</summary>")
  extend(blocks, answer)
  blocks[#blocks + 1] = html("</details></div>")
  return blocks
end

local function close(section, blocks)
  if #section.answers > 0 then
    blocks[#blocks + 1] = pandoc.Div(section.answers,
      pandoc.Attr("", { "on-paper" }))
  end
  if section.is_form then
    blocks[#blocks + 1] = html(string.format('<p class="score">' ..
      '<span class="right-count"></span> of %d right ' ..
      '<button type="reset">Clear the answers</button></p></form>',
      section.quizzes))
  end
end

-- Does a choice stand among these blocks, before the next section?
local function has_quiz(blocks, from)
  for k = from, #blocks do
    local block = blocks[k]
    if block.t == "Header" and block.level == 2 then return false end
    if block.t == "Div" and (page.has_class(block, "quiz") or
        has_quiz(block.content, 1)) then
      return true
    end
  end
  return false
end

-- The blocks of a list, with the questions in it filled, also inside of divs.
local function fill(blocks, section)
  local filled = {}
  for _, block in ipairs(blocks) do
    if block.t == "Div" and page.has_class(block, "quiz") then
      extend(filled, fill_quiz(block, section))
    elseif block.t == "Div" and page.has_class(block, "open") then
      extend(filled, fill_open(block, section))
    elseif block.t == "Div" then
      block.content = fill(block.content, section)
      filled[#filled + 1] = block
    else
      filled[#filled + 1] = block
    end
  end
  return filled
end

local function fill_all(document)
  local blocks, section = {}, { answers = {}, quizzes = 0 }
  for k, block in ipairs(document.blocks) do
    if block.t == "Header" and block.level == 2 then
      close(section, blocks)
      section = { answers = {}, quizzes = 0 }
      blocks[#blocks + 1] = block
      section.is_form = has_quiz(document.blocks, k + 1)
      if section.is_form then
        blocks[#blocks + 1] = html('<form class="quizzes" autocomplete="off">')
      end
      question_number = 0
    else
      extend(blocks, fill({ block }, section))
    end
  end
  close(section, blocks)
  return pandoc.Pandoc(blocks, document.meta)
end

return { { Pandoc = fill_all } }
