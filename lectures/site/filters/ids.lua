-- Every identifier of a page once, and each as a fact for the check of links.
local page = require("page")
local source = require("source")

local seen = {}

local function note(element)
  local id = element.identifier
  if id == "" then return nil end
  local line = source.next("#" .. id)
  if seen[id] then
    page.complain(line, "an id that stands once on this page",
      "#" .. id .. " a second time (line " .. seen[id] .. ")",
      "give one of them another id")
  end
  seen[id] = line or 1
  page.fact("id", id)
end

return { { Header = note, Div = note, CodeBlock = note, Span = note,
           Link = note } }
