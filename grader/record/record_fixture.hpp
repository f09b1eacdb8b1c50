// A folder of its own for each test of `record`, and short ways to call it.
#pragma once

#include <gtest/gtest.h>
#include <stdlib.h>

#include <filesystem>
#include <string>
#include <vector>

#include "record/record.hpp"
#include "support/error.hpp"
#include "trace/read.hpp"
#include "trace/write.hpp"

namespace heaplab::record {

namespace fs = std::filesystem;
using Lines = std::vector<std::string>;

class Record : public testing::Test {
 protected:
  void SetUp() override {
    std::string name = testing::TempDir() + "record-test-XXXXXX";
    folder_ = ::mkdtemp(name.data());
    options_.output = folder_ / "out.trace";
    options_.library = HEAPLAB_RECORD_LIBRARY;
  }
  void TearDown() override { fs::remove_all(folder_); }

  RecordReport run(const std::string& program) {
    options_.command = {HEAPLAB_TEST_PROGRAMS "/" + program};
    return record(options_);
  }

  std::string error_of(const std::vector<std::string>& command) {
    options_.command = command;
    try {
      record(options_);
    } catch (const InputError& error) {
      return error.what();
    }
    return "no error";
  }

  std::vector<std::string> operations(const fs::path& path) {
    const trace::Trace trace = trace::read_trace(path);
    std::vector<std::string> lines;
    for (const trace::Operation& operation : trace.operations) {
      lines.push_back(trace::operation_text(trace, operation));
    }
    return lines;
  }

  std::vector<std::string> operations() { return operations(options_.output); }

  fs::path folder_;
  RecordOptions options_;
};

}  // namespace heaplab::record
