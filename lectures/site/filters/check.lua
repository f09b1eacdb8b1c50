-- What no page can know alone: anchors of other pages, and whether every topic
-- is treated, in its lecture, a belief with a demo.
local page = require("page")
local facts = require("facts")

local topics, claimed, refuted = {}, {}, {}
local topics_file = "lectures/topics.txt"

local function place(one, line) return one.path .. ":" .. line end

local function ids_of(one)
  local ids, list = {}, {}
  for _, fact in ipairs(facts.of(one, "id")) do
    ids[fact[1]] = true
    list[#list + 1] = "#" .. fact[1]
  end
  return ids, list
end

local function check_link(one, fact)
  local line, path, anchor, target = fact[1], fact[2], fact[3], fact[4]
  if not facts.by_path[path] and not page.is_there(page.root .. "/" .. path)
  then
    page.complain_at(place(one, line), "a link to a file of the kit",
      target .. ", which is not there",
      "correct the path, which is relative to " .. one.path:match("^.*/"))
    return
  end
  if anchor == "" then return end
  local other = facts.by_path[path]
  local ids, list = {}, {}
  if other then ids, list = ids_of(other) end
  if ids[anchor] then return end
  page.complain_at(place(one, line), "an anchor #" .. anchor .. " in " .. path,
    page.listed(list, "no anchors"), "correct the link (" .. target .. ")")
end

local function check_claim(one, fact)
  local line, id, demo, form = fact[1], fact[2], fact[5], fact[6]
  local topic = topics[id]
  if topic == nil then
    page.complain_at(place(one, line), "a topic of " .. topics_file,
      id, "correct covers=\"…\", or add the topic there")
    return
  end
  claimed[id] = true
  if topic.lecture ~= one.number then
    page.complain_at(place(one, line), "the topic " .. id .. " in lecture " ..
      topic.lecture, "it in lecture " .. one.number,
      string.format("move the claim (%s:%d)", topics_file, topic.line))
  end
  local is_belief = topic.kind == "belief"
  if (is_belief or topic.kind == "fact") and not refuted[id] then
    page.complain_at(place(one, line), "the " .. topic.kind .. " " .. id ..
      " on a ::: {.belief}", "it on a " .. form, "put it in such a div")
  end
  if is_belief and form == "belief" and demo == "" then
    page.complain_at(place(one, line), "a demo that refutes " .. id, "none",
      'write demo="NAME" beside its covers="…"')
  end
end

-- The topics that a ::: {.belief} claims; a heading may claim them as well.
local function note_refuted(one)
  for _, fact in ipairs(facts.of(one, "claim")) do
    if fact[6] == "belief" then refuted[fact[2]] = true end
  end
end

local function check_demo(one, fact)
  local line, demo = fact[1], fact[5]
  if demo == "" then return end
  local path = "lectures/" .. one.lecture .. "/demos/" .. demo .. ".cpp"
  if page.is_there(page.root .. "/" .. path) then return end
  page.complain_at(place(one, line), "a demo " .. demo, "no file demos/" ..
    demo .. ".cpp", 'correct demo="…"')
end

local function check_unclaimed(topic, lectures)
  if claimed[topic.id] then return end
  local one = lectures[topic.lecture]
  if one == nil then return end
  page.complain_at(topics_file .. ":" .. topic.line,
    string.format("the %s %s treated in %s", topic.kind, topic.id, one.path),
    "no claim of it", string.format('write covers="%s" where it is %s',
      topic.id, topic.kind == "question" and "asked and answered" or
      "explained"))
end

local function check_missing_lectures(lectures)
  local said = {}
  for _, topic in ipairs(facts.topics()) do
    local number = topic.lecture
    if not lectures[number] and not said[number] then
      said[number] = true
      page.complain_at(topics_file .. ":" .. topic.line,
        string.format("lectures/%02d-NAME/lecture.md", number), "none",
        "write the lecture for its topics")
    end
  end
end

function Pandoc(document)
  local lectures = {}
  for _, topic in ipairs(facts.topics()) do topics[topic.id] = topic end
  for _, one in ipairs(facts.lectures()) do lectures[one.number] = one end
  for _, one in ipairs(facts.pages) do note_refuted(one) end
  for _, one in ipairs(facts.pages) do
    for _, fact in ipairs(facts.of(one, "link")) do check_link(one, fact) end
    for _, fact in ipairs(facts.of(one, "claim")) do
      check_claim(one, fact)
      check_demo(one, fact)
    end
  end
  for _, topic in ipairs(facts.topics()) do check_unclaimed(topic, lectures) end
  check_missing_lectures(lectures)
  return document
end
