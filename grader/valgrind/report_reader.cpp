#include "valgrind/report_reader.hpp"

#include <fmt/format.h>

#include <array>
#include <fstream>
#include <map>
#include <pugixml.hpp>
#include <string>
#include <utility>

#include "trace/printable.hpp"
#include "valgrind/part_cutter.hpp"
#include "valgrind/read_part.hpp"
#include "valgrind/verdict.hpp"

namespace heaplab::valgrind {
namespace {

constexpr std::uint64_t most_bytes = 256u << 20;

}  // namespace

class ReportReader::State {
 public:
  void add(std::string_view bytes);
  Report finish(const Ending& ending);
  const Report& so_far() const { return report_; }

 private:
  void take(std::string_view part);
  void take(std::string_view name, const pugi::xml_node& node);
  void take_first(std::string_view name, const pugi::xml_node& node);
  void take_counts(const pugi::xml_node& node);
  void take_suppressed(const pugi::xml_node& node);
  void take_command(const pugi::xml_node& node);
  void take_status(const pugi::xml_node& node);

  Report report_;
  Signs signs_;
  std::map<std::uint64_t, std::uint64_t> counts_;  // by Error::unique
  std::uint64_t bytes_ = 0;
  PartCutter parts_{[this](std::string_view part) { take(part); }};
};

void ReportReader::State::add(std::string_view bytes) {
  const std::string_view read = bytes.substr(0, most_bytes - bytes_);
  if (read.size() < bytes.size()) signs_.too_long = true;
  bytes_ += read.size();
  parts_.add(read);
}

void ReportReader::State::take(std::string_view part) {
  if (!signs_.fault.empty()) return;
  pugi::xml_document document;
  const pugi::xml_parse_result parsed = document.load_buffer(
      part.data(), part.size(), pugi::parse_default, pugi::encoding_utf8);
  if (!parsed) {
    signs_.fault = fmt::format("its part <{}> is no XML",
                               trace::printable(tag_name(part).substr(0, 40)));
    return;
  }
  const pugi::xml_node node = document.document_element();
  const std::string_view name = node.name();
  if (report_.protocol == 0) return take_first(name, node);
  take(name, node);
}

// Every report since protocol 1 begins with its version.
void ReportReader::State::take_first(std::string_view name,
                                     const pugi::xml_node& node) {
  const std::string text = trace::printable(node.text().get());
  const int protocol = node.text().as_int();
  if (name != "protocolversion" || protocol <= 0) {
    signs_.fault =
        fmt::format("expected <protocolversion>, found <{}>{}",
                    trace::printable(name.substr(0, 40)), text.substr(0, 40));
    return;
  }
  report_.protocol = protocol;
}

void ReportReader::State::take(std::string_view name,
                               const pugi::xml_node& node) {
  if (name == "protocoltool")
    report_.tool =
        trace::printable(std::string_view(node.text().get()).substr(0, 40));
  if (name == "pid") {
    ++signs_.begun;
    report_.process = node.text().as_llong();
  }
  if (name == "args") take_command(node);
  if (name == "status") take_status(node);
  if (name == "error") report_.events.emplace_back(read_error(node));
  if (name == "clientmsg") report_.events.emplace_back(read_message(node));
  if (name == "fatal_signal") report_.fatal_signal = read_fatal_signal(node);
  if (name == "errorcounts") take_counts(node);
  if (name == "suppcounts") take_suppressed(node);
}

void ReportReader::State::take_status(const pugi::xml_node& node) {
  if (text_of(node, "state") != "FINISHED") return;
  if (signs_.finished++ == 0) report_.final_events = report_.events.size();
}

void ReportReader::State::take_counts(const pugi::xml_node& node) {
  for (const pugi::xml_node& pair : node.children("pair")) {
    const auto unique = number_of(pair, "unique");
    const auto count = number_of(pair, "count");
    if (unique && count) counts_[*unique] = *count;
  }
}

void ReportReader::State::take_suppressed(const pugi::xml_node& node) {
  for (const pugi::xml_node& pair : node.children("pair")) {
    report_.suppressed.push_back(
        {text_of(pair, "name"), number_of(pair, "count").value_or(0)});
  }
}

void ReportReader::State::take_command(const pugi::xml_node& node) {
  for (const pugi::xml_node& word : node.child("argv").children()) {
    report_.command.push_back(trace::printable(word.text().get()));
  }
}

Report ReportReader::State::finish(const Ending& ending) {
  parts_.finish();
  if (signs_.finished == 0) report_.final_events = report_.events.size();
  for (Event& event : report_.events) {
    auto* const error = std::get_if<Error>(&event);
    if (error == nullptr) continue;
    const auto count = counts_.find(error->unique);
    if (count != counts_.end()) error->count = count->second;
  }
  for (const auto& [unique, count] : counts_) signs_.counted.insert(unique);
  decide(report_, signs_, parts_, ending);
  return std::move(report_);
}

ReportReader::ReportReader() : state_(std::make_unique<State>()) {}
ReportReader::ReportReader(ReportReader&&) noexcept = default;
ReportReader& ReportReader::operator=(ReportReader&&) noexcept = default;
ReportReader::~ReportReader() = default;

void ReportReader::add(std::string_view bytes) { state_->add(bytes); }

const Report& ReportReader::so_far() const { return state_->so_far(); }

Report ReportReader::finish(const Ending& ending) {
  return state_->finish(ending);
}

Report read_report_text(std::string_view bytes, const Ending& ending) {
  ReportReader reader;
  reader.add(bytes);
  return reader.finish(ending);
}

Report read_report(const std::filesystem::path& path, const Ending& ending) {
  std::ifstream file(path, std::ios::binary);
  ReportReader reader;
  std::array<char, 65536> piece{};
  while (file.read(piece.data(), piece.size()), file.gcount() > 0) {
    reader.add({piece.data(), static_cast<std::size_t>(file.gcount())});
  }
  return reader.finish(ending);
}

}  // namespace heaplab::valgrind
