-- Recursion of many kinds: queens on a board, a parser that gives up with an
-- error in the middle of a formula, coroutines, sorting with a comparison.
local function queens(row, size, columns, found)
  if row > size then
    found[#found + 1] = table.concat(columns, " ")
    return
  end
  for column = 1, size do
    local free = true
    for above = 1, row - 1 do
      local other = columns[above]
      if other == column or math.abs(other - column) == row - above then
        free = false
        break
      end
    end
    if free then
      columns[row] = column
      queens(row + 1, size, columns, found)
      columns[row] = nil
    end
  end
end

local function value(text, at)
  if text:sub(at, at) == "(" then
    local left, right
    left, at = value(text, at + 1)
    while text:sub(at, at) == "+" do
      right, at = value(text, at + 1)
      left = left + right
    end
    if text:sub(at, at) ~= ")" then error("no end at " .. at) end
    return left, at + 1
  end
  local digit = text:match("^%d", at)
  if not digit then error("no digit at " .. at) end
  return tonumber(digit), at + 1
end

local function nested(depth, inner)
  if depth == 0 then return inner end
  return "(" .. depth % 10 .. "+" .. nested(depth - 1, inner) .. ")"
end

local found = {}
queens(1, 5, {}, found)
for depth = 4, 40, 6 do
  local formula = nested(depth, depth % 4 == 0 and "x" or "7")
  local well, result = pcall(value, formula, 1)
  print(well, result)
end
table.sort(found, function(a, b) return a:sub(3) < b:sub(3) end)
local walk
walk = coroutine.wrap(function(list)
  for i, text in ipairs(list) do coroutine.yield(i .. ": " .. text:gsub("%d", "%0.")) end
end)
for _ = 1, 5 do print((walk(found))) end
local parts = setmetatable({}, { __index = function(_, key) return key .. "?" end })
print(parts.a, #found, string.format("%5.2f %q", 3.14159, parts.b))
