// A small lab on disk and a judge that does what a test says.
#pragma once

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <map>
#include <string>

#include "grade/grade.hpp"
#include "sandbox/scratch_folder.hpp"
#include "support/error.hpp"
#include "support/file.hpp"

namespace heaplab::grade {

class GradeTest : public testing::Test {
 protected:
  GradeTest() {
    kit_.root = scratch_.path();
    kit_.bin = scratch_.path() / "bin";
    lab_.path = kit_.lab("04-list") / "lab.toml";
    lab_.id = "04-list";
    lab_.title = "A list";
    lab_.file = "allocator.cpp";
    lab_.points = {50, 25, 25};
    lab_.throughput = {"next-fit", 16, 1};
    lab_.utilization = {{8, 8, 16, 32, true}, 0, 1};
    write("starter/04-list/allocator.cpp", "");
    add_group("teaching", {Axis::correctness});
    add_group("programs",
              {Axis::correctness, Axis::throughput, Axis::utilization});
    lab_.traces[1].variants = true;
    write("labs/04-list/teaching/one.trace",
          "title: one block\npoints: 3\nhint: look at one\na 0 64\nf 0\n");
    write("labs/04-list/programs/perl.trace", long_trace("perl"));
    write("labs/04-list/programs/awk.trace", long_trace("awk"));
    use_judge();
  }

  void write(const std::string& path, const std::string& text) const {
    const std::filesystem::path file = kit_.root / path;
    std::filesystem::create_directories(file.parent_path());
    write_file(file, text);
  }

  static std::string long_trace(const std::string& title) {
    std::string text = fmt::format("title: {}\n", title);
    for (int id = 0; id < 20; ++id) text += fmt::format("a {} 48\n", id);
    for (int id = 0; id < 20; ++id) text += fmt::format("f {}\n", id);
    return text;
  }

  LabResult grade() { return grade_lab(kit_, lab_, options_, services_); }

  static const Check& check(const LabResult& result, const std::string& id) {
    for (const Check& check : result.checks) {
      if (check.id == id) return check;
    }
    throw std::out_of_range("no check " + id);
  }

  static std::string ids(const LabResult& result) {
    std::string text;
    for (const Check& check : result.checks) text += check.id + " ";
    return text;
  }

  std::string input_error() {
    try {
      grade();
    } catch (const InputError& error) {
      return error.what();
    }
    return "no error";
  }

  // A correct trace: all of the bound, twice the baseline's time.
  static judge::Replay correct_replay(const trace::Trace& trace) {
    judge::Replay replay;
    replay.correct = true;
    replay.operations = trace.operations.size();
    replay.peak_utilization = 0.6;  // 48 of blocks of 64: the bound is 0.75
    return replay;
  }
  static judge::Replay failed_replay(judge::FindingKind kind,
                                     std::uint64_t operations) {
    judge::Replay replay;
    replay.operations = operations;
    replay.finding.emplace();
    replay.finding->kind = kind;
    replay.finding->line = 7;
    replay.finding->actual = "it went wrong";
    return replay;
  }

  sandbox::ScratchFolder scratch_;
  Kit kit_;
  Manifest lab_;
  GradeOptions options_;
  Services services_;
  int replays_ = 0;
  int timings_ = 0;
  int shrinks_ = 0;
  // By the trace's name; correct where there is none.
  std::map<std::string, judge::Replay> replay_of_;
  std::map<std::string, judge::Timing> timing_of_;

 private:
  void add_group(const std::string& name, std::vector<Axis> axes) {
    TraceGroup group;
    group.group = name;
    group.folder = lab_.folder() / name;
    group.axes = std::move(axes);
    lab_.traces.push_back(group);
  }

  void use_judge() {
    services_.active_confinement = [] {
      return std::vector<std::string>{"rlimits"};
    };
    services_.run_confined = [](const auto& argv, const auto&, const auto&) {
      for (std::size_t at = 1; at < argv.size(); ++at) {
        if (argv[at - 1] == "-o") write_file(argv[at], "object");
      }
      return sandbox::CommandOutcome{false, 0, 0, ""};
    };
    services_.replay = [this](const trace::Trace& trace, const auto&,
                              const auto&) {
      ++replays_;
      const auto found = replay_of_.find(trace.name);
      return found == replay_of_.end() ? correct_replay(trace) : found->second;
    };
    services_.time_trace = [this](const trace::Trace& trace, const auto&,
                                  const auto&, const auto&, const auto&,
                                  const auto&) {
      ++timings_;
      judge::Timing timing;
      timing.ratio = 2;
      timing.ns_per_operation = 20;
      timing.baseline_ns_per_operation = 10;
      const auto found = timing_of_.find(trace.name);
      return found == timing_of_.end() ? timing : found->second;
    };
    services_.shrink = [this](const trace::Trace& trace, const auto&,
                              const auto&, auto, auto) {
      ++shrinks_;
      trace::Trace small = trace;
      small.operations.resize(2);
      return small;
    };
  }
};

}  // namespace heaplab::grade
