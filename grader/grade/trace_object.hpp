// The object that one trace is replayed on: of the lab's file, or of the
// exercise that the trace belongs to.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>

#include "grade/kit.hpp"
#include "grade/manifest.hpp"
#include "grade/services.hpp"
#include "sandbox/scratch_folder.hpp"
#include "trace/trace.hpp"

namespace heaplab::grade {

// Owns the folder that the object lies in.
struct TraceObject {
  std::unique_ptr<sandbox::ScratchFolder> folder;
  judge::Submission submission;           // valid unless there is a finding
  std::optional<judge::Finding> finding;  // why it was not built
};

// Builds it from the files in `submission`; `debugging`: without optimization.
// Throws InputError for a folder that lacks them, and for a trace that no
// exercise of the lab is for.
TraceObject build_for_trace(const Kit& kit, const Manifest& lab,
                            const trace::Trace& trace,
                            const std::filesystem::path& submission,
                            const Services& services, bool debugging = false);

}  // namespace heaplab::grade
