-- Parses and evaluates formulas, and keeps every tree that it has built.
local function tokens(text)
  local list = {}
  for number, sign in text:gmatch("%s*(%d*)%s*([-+*/()=]?)") do
    if number ~= "" then list[#list + 1] = { kind = "number", value = tonumber(number) } end
    if sign ~= "" then list[#list + 1] = { kind = sign } end
  end
  return list
end

local Parser = {}
Parser.__index = Parser

function Parser.new(text)
  return setmetatable({ list = tokens(text), at = 1 }, Parser)
end

function Parser:accept(kind)
  local token = self.list[self.at]
  if token and token.kind == kind then
    self.at = self.at + 1
    return token
  end
end

function Parser:factor()
  if self:accept("(") then
    local inner = self:sum()
    self:accept(")")
    return inner
  end
  if self:accept("-") then return { "-", { 0 }, self:factor() } end
  local number = self:accept("number")
  return { number and number.value or 1 }
end

function Parser:product()
  local left = self:factor()
  while true do
    local sign = self:accept("*") or self:accept("/")
    if not sign then return left end
    left = { sign.kind, left, self:factor() }
  end
end

function Parser:sum()
  local left = self:product()
  while true do
    local sign = self:accept("+") or self:accept("-")
    if not sign then return left end
    left = { sign.kind, left, self:product() }
  end
end

local function value(tree)
  if #tree == 1 then return tree[1] end
  local left, right = value(tree[2]), value(tree[3])
  if tree[1] == "+" then return left + right end
  if tree[1] == "-" then return left - right end
  if tree[1] == "*" then return left * right % 100003 end
  return right == 0 and 0 or left // right
end

local function show(tree)
  if #tree == 1 then return tostring(tree[1]) end
  return "(" .. show(tree[2]) .. tree[1] .. show(tree[3]) .. ")"
end

local state = 20240229
local function random(below)
  state = state * 16807 % 2147483647
  return state % below
end

local function formula(depth)
  if depth == 0 then return tostring(random(100)) end
  local sign = ("+-*/"):sub(random(4) + 1):sub(1, 1)
  local text = formula(depth - 1) .. " " .. sign .. " " .. formula(depth - 1 - random(2) % depth)
  return random(3) == 0 and "(" .. text .. ")" or text
end

local kept = {}
for i = 1, 120 do
  local text = formula(2 + i % 3)
  local tree = Parser.new(text):sum()
  kept[i % 40] = { text = text, tree = tree }
  print(i, show(tree), value(tree))
end
