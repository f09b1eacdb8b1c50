#include "demo/demo.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

namespace heaplab::demo {
namespace {

nlohmann::json json_of(const Cell& cell) {
  nlohmann::json json = {{"text", cell.text()},
                         {"measured", cell.is_measured()},
                         {"value", nullptr}};
  if (!cell.unit().empty()) json["unit"] = cell.unit();
  if (const auto* text = std::get_if<std::string>(&cell.value()))
    json["value"] = *text;
  if (const auto* whole = std::get_if<std::int64_t>(&cell.value()))
    json["value"] = *whole;
  if (const auto* number = std::get_if<double>(&cell.value()))
    json["value"] = *number;
  return json;
}

nlohmann::json json_of(const Table& table) {
  nlohmann::json rows = nlohmann::json::array();
  for (const auto& row : table.rows()) {
    nlohmann::json cells = nlohmann::json::array();
    for (const Cell& cell : row) cells.push_back(json_of(cell));
    rows.push_back(std::move(cells));
  }
  return {{"title", table.title()},
          {"columns", table.columns()},
          {"rows", std::move(rows)}};
}

}  // namespace

Demo::Demo(std::string name, std::string question)
    : name_(std::move(name)), question_(std::move(question)) {}

Table& Demo::table(std::string_view title,
                   std::initializer_list<std::string_view> columns) {
  return table(title, std::vector<std::string>(columns.begin(), columns.end()));
}

Table& Demo::table(std::string_view title, std::vector<std::string> columns) {
  return tables_.emplace_back(title, std::move(columns));
}

void Demo::expect(std::string_view invariant, bool holds) {
  add_invariant(invariant, holds, "", "");
}

void Demo::add_invariant(std::string_view text, bool holds,
                         std::string expected, std::string found) {
  invariants_.push_back(
      {std::string(text), holds, std::move(expected), std::move(found)});
}

void Demo::not_measured(std::string_view what, std::string_view why) {
  missing_.push_back({std::string(what), std::string(why)});
}

void Demo::picture(std::string_view name, std::string text) {
  pictures_.push_back({std::string(name), std::move(text)});
}

bool Demo::holds() const {
  return std::all_of(invariants_.begin(), invariants_.end(),
                     [](const Invariant& each) { return each.holds; });
}

std::string Demo::text() const {
  std::string text = fmt::format("{}: {}\n", name_, question_);
  for (const Table& table : tables_) text += "\n" + table.text();
  if (!invariants_.empty() || !missing_.empty()) text += "\n";
  for (const Invariant& each : invariants_)
    text +=
        fmt::format("{}  {}\n", each.holds ? "holds " : "BROKEN", each.text);
  for (const Missing& each : missing_)
    text += fmt::format("not measured  {}: {}\n", each.what, each.why);
  return text;
}

std::string Demo::json() const {
  nlohmann::json json = {{"demo", name_},
                         {"question", question_},
                         {"tables", nlohmann::json::array()},
                         {"invariants", nlohmann::json::array()},
                         {"not_measured", nlohmann::json::array()},
                         {"pictures", nlohmann::json::array()}};
  for (const Table& table : tables_) json["tables"].push_back(json_of(table));
  for (const Invariant& each : invariants_)
    json["invariants"].push_back({{"text", each.text}, {"holds", each.holds}});
  for (const Missing& each : missing_)
    json["not_measured"].push_back({{"what", each.what}, {"why", each.why}});
  for (const Picture& each : pictures_)
    json["pictures"].push_back({{"name", each.name}, {"text", each.text}});
  return json.dump(2, ' ', false, nlohmann::json::error_handler_t::replace);
}

}  // namespace heaplab::demo
