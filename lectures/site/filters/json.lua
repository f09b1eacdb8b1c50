-- Reads the JSON that a demo writes. Older versions of pandoc have no reader.
local json = {}

local escapes = { b = "\b", f = "\f", n = "\n", r = "\r", t = "\t" }
local names = { ["true"] = true, ["false"] = false }
local value_at

local function skip(text, at)
  return text:find("%S", at) or #text + 1
end

local function string_at(text, at)
  local stop = at + 1
  while text:sub(stop, stop) ~= '"' do
    stop = stop + (text:sub(stop, stop) == "\\" and 2 or 1)
    if stop > #text then error("a string without its end") end
  end
  local raw = text:sub(at + 1, stop - 1)
  raw = raw:gsub("\\u(%x%x%x%x)", function(hex)
    return utf8.char(tonumber(hex, 16))
  end)
  return raw:gsub("\\(.)", function(c) return escapes[c] or c end), stop + 1
end

-- A list or an object, read by `one`, which is called at each element.
local function sequence_at(text, at, close, one)
  at = skip(text, at + 1)
  while text:sub(at, at) ~= close do
    at = skip(text, one(at))
    local mark = text:sub(at, at)
    if mark == "," then
      at = skip(text, at + 1)
    elseif mark ~= close then
      error("expected , or " .. close .. " at byte " .. at)
    end
  end
  return at + 1
end

local function list_at(text, at)
  local list = {}
  local stop = sequence_at(text, at, "]", function(from)
    local value, next_at = value_at(text, from)
    list[#list + 1] = value
    return next_at
  end)
  return list, stop
end

local function object_at(text, at)
  local object = {}
  local stop = sequence_at(text, at, "}", function(from)
    local key, colon = string_at(text, from)
    colon = skip(text, colon)
    local value, next_at = value_at(text, skip(text, colon + 1))
    object[key] = value
    return next_at
  end)
  return object, stop
end

function value_at(text, at)
  local first = text:sub(at, at)
  if first == '"' then return string_at(text, at) end
  if first == "[" then return list_at(text, at) end
  if first == "{" then return object_at(text, at) end
  local word = text:match("^[%w+.-]+", at) or error("no value at byte " .. at)
  local value = names[word]
  if value == nil then value = tonumber(word) end
  return value, at + #word
end

function json.decode(text)
  return (value_at(text, skip(text, 1)))
end

return json
