-- Where a file of the kit stands in the site, and how a page links to it.
local page = require("page")

local places = {}

-- Joins and shortens a path; nil when it leads out of the checkout.
function places.join(folder, target)
  local parts = {}
  for part in (folder .. "/" .. target):gmatch("[^/]+") do
    if part == ".." then
      if #parts == 0 then return nil end
      table.remove(parts)
    elseif part ~= "." then
      parts[#parts + 1] = part
    end
  end
  return table.concat(parts, "/")
end

-- A file of the kit -> its page in the site, and whether that shows its source.
function places.of(path)
  local lecture = path:match("^lectures/([^/]+)/lecture%.md$")
  if lecture then return "lectures/" .. lecture .. ".html", false end
  local lab = path:match("^labs/([^/]+)/README%.md$")
  if lab then return "labs/" .. lab .. ".html", false end
  if path == "lectures/teaching.md" then return "teaching.html", false end
  local own = path:match("^lectures/site/(%w+)%.md$")
  if own then return own .. ".html", false end
  if page.is_folder(page.root .. "/" .. path) then
    return "files/" .. path .. "/index.html", true
  end
  return "files/" .. path .. ".html", true
end

-- "../" for a page one folder deep
function places.up(from)
  return (from:gsub("[^/]+/", "../"):gsub("[^/]*$", ""))
end

function places.here()
  if os.getenv("SITE_SLIDES") then return "slides/x.html" end
  return (places.of(page.path))
end

-- The address of a page of the site, seen from this one.
function places.relative(site_path)
  return places.up(places.here()) .. site_path
end

-- A link to a file of the kit which this page shows.
function places.link_to(path, text)
  local site_path, is_source = places.of(path)
  if is_source then page.fact("file", path) end
  return pandoc.Link({ pandoc.Code(text) }, places.relative(site_path), "",
    pandoc.Attr("", { "made" }))
end

return places
