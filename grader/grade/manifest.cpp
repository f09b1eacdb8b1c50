#include "grade/manifest.hpp"

#include <fmt/format.h>

#include <bit>

#include "grade/manifest_parts.hpp"
#include "grade/toml_table.hpp"
#include "heaplab/heap.hpp"
#include "support/error.hpp"
#include "support/file.hpp"

namespace heaplab::grade {
namespace fs = std::filesystem;
namespace {

constexpr std::uint64_t most_bytes = std::uint64_t{1} << 40;

Points read_points(TomlTable table) {
  Points points;
  points.correctness = table.number("correctness", 0, 1000);
  points.throughput = table.number("throughput", 0, 1000);
  points.utilization = table.number("utilization", 0, 1000);
  table.finish();
  if (points.total() <= 0) {
    table.fail("correctness",
               "the points of all axes add up to 0; give one of them some");
  }
  return points;
}

ThroughputRule read_throughput(TomlTable table, const Manifest& lab) {
  ThroughputRule rule;
  rule.baseline =
      lab.exercises.empty() ? table.text("baseline") : baselines_of(lab);
  rule.ratio_none = table.number("ratio_none", 0.01, 100000);
  rule.ratio_full = table.number("ratio_full", 0.01, 100000);
  if (table.has("system_call_ns"))
    rule.system_call_ns = table.number("system_call_ns", 0, 1e6);
  if (table.has("page_ns")) rule.page_ns = table.number("page_ns", 0, 1e6);
  table.finish();
  if (rule.ratio_none <= rule.ratio_full) {
    table.fail("ratio_none",
               fmt::format("\"ratio_none\" must be more than \"ratio_full\" "
                           "({}), found {}; a lower ratio is faster",
                           rule.ratio_full, rule.ratio_none));
  }
  return rule;
}

UtilizationRule read_utilization(TomlTable table) {
  UtilizationRule rule;
  rule.layout.header_bytes = table.whole("header_bytes", 0, 4096);
  rule.layout.footer_bytes = table.whole("footer_bytes", 0, 4096);
  rule.layout.alignment_bytes = table.whole("alignment_bytes", 1, 4096);
  rule.layout.minimum_block_bytes = table.whole("minimum_block_bytes", 0, 4096);
  rule.layout.reuse = table.flag("reuse");
  if (table.has("quarantine_bytes"))
    rule.layout.quarantine_bytes =
        table.whole("quarantine_bytes", 0, std::uint64_t{1} << 40);
  rule.none = table.number("none", 0, 1);
  rule.full = table.number("full", 0, 1);
  if (table.has("average_weight"))
    rule.average_weight = table.number("average_weight", 0, 1);
  table.finish();
  if (!std::has_single_bit(rule.layout.alignment_bytes)) {
    table.fail("alignment_bytes",
               fmt::format("\"alignment_bytes\" must be a power of two, found "
                           "{}",
                           rule.layout.alignment_bytes));
  }
  if (rule.none >= rule.full) {
    table.fail("none", fmt::format("\"none\" must be less than \"full\" ({}), "
                                   "found {}",
                                   rule.full, rule.none));
  }
  return rule;
}

std::uint64_t read_mapped_bytes(TomlTable& table) {
  if (!table.has("mapped_bytes")) return 0;
  const std::uint64_t bytes = table.whole("mapped_bytes", 0, most_bytes);
  if (bytes % page_bytes == 0) return bytes;
  table.fail("mapped_bytes", fmt::format("\"mapped_bytes\" must be a multiple "
                                         "of {}, found {}",
                                         page_bytes, bytes));
}

judge::Limits read_limits(TomlTable table) {
  constexpr std::uint64_t ms = 1'000'000, s = 1'000'000'000;
  judge::Limits limits;
  limits.heap_bytes = table.whole("heap_bytes", 4096, most_bytes);
  limits.mapped_bytes = read_mapped_bytes(table);
  limits.operation_cpu_ns = table.whole("operation_cpu_ms", 1, 600'000) * ms;
  limits.operation_wall_ns = table.whole("operation_wall_ms", 1, 600'000) * ms;
  limits.trace_wall_ns = table.whole("trace_wall_s", 1, 600) * s;
  limits.output_bytes = table.whole("output_bytes", 0, 1u << 30);
  limits.global_bytes = table.whole("global_bytes", 0, most_bytes);
  table.finish();
  return limits;
}

std::string read_id(TomlTable& top, const fs::path& path) {
  const std::string id = top.text("id");
  const std::string folder = path.parent_path().filename().string();
  if (id != folder) {
    top.fail("id", fmt::format("\"id\" must be the name of the folder, "
                               "\"{}\", found \"{}\"; correct one of the two",
                               folder, id));
  }
  return id;
}

void require_file_name(const TomlTable& top, std::string_view key,
                       const std::string& file) {
  if (fs::path(file).filename() != fs::path(file) || file == "." ||
      file == "..") {
    top.fail(key, fmt::format("\"{}\" must be a file name without a "
                              "folder, found \"{}\"",
                              key, file));
  }
}

void read_file_names(TomlTable& top, Manifest& lab) {
  lab.file = top.text("file");
  require_file_name(top, "file", lab.file);
  if (!top.has("also")) return;
  lab.also = top.texts("also");
  for (const std::string& file : lab.also) {
    require_file_name(top, "also", file);
    if (file != lab.file) continue;
    top.fail("also", fmt::format("\"also\" names \"{}\", which \"file\" names "
                                 "already; leave it out",
                                 file));
  }
}

}  // namespace

double Points::of(Axis axis) const {
  switch (axis) {
    case Axis::correctness:
      return correctness;
    case Axis::throughput:
      return throughput;
    case Axis::utilization:
      return utilization;
    case Axis::bonus:
      return 0;
  }
  return 0;
}

Manifest read_manifest(const fs::path& path) {
  const toml::table document = parse_toml(read_file(path), path);
  TomlTable top(document, path, "the top level");
  Manifest lab;
  lab.path = fs::absolute(path).lexically_normal();
  lab.id = read_id(top, lab.path);
  lab.title = top.text("title");
  if (top.has("needs")) lab.needs = top.texts("needs");
  if (top.has("exercises")) {
    read_exercises(top, lab);
  } else {
    read_file_names(top, lab);
    lab.class_name = top.text("class");
  }
  lab.points = read_points(top.table("points"));
  if (top.has("throughput") || lab.points.throughput > 0) {
    lab.throughput = read_throughput(top.table("throughput"), lab);
  }
  if (top.has("utilization") || lab.points.utilization > 0) {
    lab.utilization = read_utilization(top.table("utilization"));
  }
  lab.limits = read_limits(top.table("limits"));
  lab.limits.reuse = lab.utilization.layout.reuse;
  if (top.has("tests")) {
    TomlTable tests = top.table("tests");
    lab.test_points = tests.number("points", 0, 1000);
    tests.finish();
  }
  read_traces(top, lab);
  read_programs(top, lab);
  read_checker(top, lab);
  read_bonuses(top, lab);
  top.finish();
  return lab;
}

}  // namespace heaplab::grade
