-- Points every link to a page of the site: those of the kit's files too, whose
-- source the site shows. check.lua looks whether they and their anchors are there.
local page = require("page")
local source = require("source")
local places = require("places")

local function refuse(line, target, found, advice)
  page.complain(line, "a link to a file of the kit", found or target, advice)
  return nil
end

local function outside(target)
  return target:match("^%a[%w+.-]*:") or target:match("^//")
end

local function is_shown(path)
  return not path:match("^solutions") and not path:match("^build")
      and not path:match("^%.")
end

local function resolve(line, target)
  local file, anchor = target:match("^([^#]*)#?(.*)$")
  local path = file == "" and page.path or places.join(page.folder, file)
  if path == "lectures/coverage.md" then path = "lectures/site/coverage.md" end
  if path == nil or not is_shown(path) then
    return refuse(line, target, target .. ", which no student has",
      "link to something that is public")
  end
  return path, anchor
end

function Link(link)
  if page.has_class(link, "made") then return nil end
  local line = source.next("(" .. link.target)
  if outside(link.target) then
    if not page.lecture then return nil end
    return refuse(line, link.target, nil,
      "name the document in words: the site works without a network")
  end
  local path, anchor = resolve(line, link.target)
  if path == nil then return nil end
  page.fact("link", line or 1, path, anchor, link.target)
  local site_path, is_source = places.of(path)
  if is_source then page.fact("file", path) end
  local suffix = anchor == "" and "" or "#" .. anchor
  local is_here = path == page.path and suffix ~= "" and
      not os.getenv("SITE_SLIDES")
  link.target = is_here and suffix or places.relative(site_path) .. suffix
  return link
end
