-- Files and folders of the kit to which a page links, as pages. Each begins with
-- a line `<!--page PATH-->`, at which build.sh parts them.
local page = require("page")

local languages = { cpp = "cpp", hpp = "cpp", h = "cpp", cc = "cpp", c = "c",
  go = "go", lua = "lua", sh = "bash", py = "python", json = "json",
  md = "markdown", toml = "toml", cmake = "cmake" }

local function html(text) return pandoc.RawBlock("html", text) end

local function head(path)
  return html(string.format('\n<!--page %s-->\n<main id="main" class="file">' ..
    '<h1><code>%s</code></h1>', path, page.escape(path)))
end

local function language_of(path)
  local language = languages[path:match("%.(%w+)$") or ""]
  return language and { language } or {}
end

local function file_page(path)
  local text = page.read(page.root .. "/" .. path) or ""
  return { head(path), pandoc.CodeBlock(text:gsub("%s+$", ""),
    pandoc.Attr("", language_of(path))), html("</main>") }
end

-- `entries`: names, each with its address or without one.
local function folder_page(path, entries)
  local items = {}
  for name, link in entries:gmatch("(%S+)=(%S*)") do
    items[#items + 1] = link == "" and
        "<li><code>" .. page.escape(name) .. "</code></li>" or
        string.format('<li><a href="%s"><code>%s</code></a></li>', link,
          page.escape(name))
  end
  return { head(path), html('<ul class="folder">' ..
    table.concat(items, "\n") .. "</ul></main>") }
end

function Pandoc(document)
  local blocks = {}
  for _, line in ipairs(page.lines(page.read(os.getenv("SITE_FILES")))) do
    local kind, path, entries = line:match("^(%S+) (%S+)%s?(.*)$")
    local made = kind == "file" and file_page(path) or
        kind == "folder" and folder_page(path, entries) or {}
    for _, block in ipairs(made) do blocks[#blocks + 1] = block end
  end
  return pandoc.Pandoc(blocks, document.meta)
end
