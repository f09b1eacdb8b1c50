// For tests: submissions that are compiled and run for real.
#pragma once

#include <filesystem>
#include <string>

#include "grade/grade.hpp"
#include "grade/run.hpp"
#include "sandbox/scratch_folder.hpp"
#include "support/file.hpp"

namespace heaplab::grade {

// A right malloc that never reuses anything. `first` is code that runs at the
// start of allocate(), where `calls` counts from 1.
inline std::string malloc_source(const std::string& first) {
  return R"(
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <csignal>
#include <sys/syscall.h>
#include <unistd.h>
#include "heaplab/submission.hpp"
class Bump {
 public:
  explicit Bump(heaplab::Heap& heap) : heap_(heap) {}
  void* allocate(std::size_t bytes) {
    static unsigned long calls = 0;
    ++calls;
    )" + first +
         R"(
    return allocate_aligned(16, bytes);
  }
  void* allocate_aligned(std::size_t alignment, std::size_t bytes) {
    if (alignment < 16) alignment = 16;
    const auto end = reinterpret_cast<std::size_t>(heap_.end()) + 16;
    const std::size_t gap = (0 - end) & (alignment - 1);
    void* place = heap_.grow((16 + gap + bytes + 15) / 16 * 16);
    if (place == nullptr) return nullptr;
    char* payload = static_cast<char*>(place) + 16 + gap;
    std::memcpy(payload - 16, &bytes, sizeof bytes);
    return payload;
  }
  void* allocate_zeroed(std::size_t bytes) {
    void* payload = allocate(bytes);
    return payload ? std::memset(payload, 0, bytes) : nullptr;
  }
  void deallocate(void*) {}
  void* reallocate(void* payload, std::size_t bytes) {
    void* fresh = allocate(bytes);
    if (fresh == nullptr || payload == nullptr) return fresh;
    const std::size_t old = usable_bytes(payload);
    return std::memcpy(fresh, payload, old < bytes ? old : bytes);
  }
  std::size_t usable_bytes(const void* payload) const {
    std::size_t bytes = 0;
    std::memcpy(&bytes, static_cast<const char*>(payload) - 16, sizeof bytes);
    return bytes;
  }
 private:
  heaplab::Heap& heap_;
};
)";
}
inline std::string malloc_submission(const std::string& first) {
  return malloc_source(first) + "HEAPLAB_SUBMISSION(Bump)\n";
}

// A lab with programs and a bonus for threads, and a submission for it.
class RealSubmission {
 public:
  RealSubmission() {
    kit_.root = HEAPLAB_SOURCE;
    kit_.bin = HEAPLAB_BIN;
    lab_.path = scratch_.path() / "labs" / "06-real" / "lab.toml";
    lab_.id = "06-real";
    lab_.file = "allocator.cpp";
    lab_.also = {"threads.cpp"};
    lab_.programs = {lab_.folder() / "programs", 2};
    lab_.bonuses = {{"threads", "Threads", 6, "threads.cpp", 0, 0}};
    options_.submission = scratch_.path() / "sub";
    std::filesystem::create_directories(options_.submission);
    std::filesystem::create_directories(lab_.programs.folder);
  }

  void program(const std::string& name, const std::string& toml) const {
    write_file(lab_.programs.folder / (name + ".toml"), toml);
  }
  void submit(const std::string& source,
              const std::string& file = "allocator.cpp") const {
    write_file(options_.submission / file, source);
  }

  // The steps that grading has before it comes to the programs are left out.
  Run this_run() const {
    return {kit_,
            lab_,
            options_,
            real_services(),
            {"", options_.submission.string()},
            {}};
  }

  Kit kit_;
  Manifest lab_;
  GradeOptions options_;

 private:
  sandbox::ScratchFolder scratch_;
};

}  // namespace heaplab::grade
