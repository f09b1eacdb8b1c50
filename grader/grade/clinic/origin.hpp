// Where what grows with each round comes from: asked of Memcheck once more,
// where a test is known to leave something behind.
#pragma once

#include <filesystem>
#include <string>

#include "grade/clinic/build.hpp"
#include "grade/memory_error.hpp"

namespace heaplab::grade::clinic {

// The places of the most bytes that `test` adds with each round, innermost
// first: "lru_cache.cpp:110 in lru::Cache::set_page". Empty where Memcheck does
// not tell.
std::string origin_of_bytes(const BuildTask& task, const Built& built,
                            const std::filesystem::path& valgrind,
                            const Test& test);

// The same for descriptors that it leaves open.
std::string origin_of_descriptors(const BuildTask& task, const Built& built,
                                  const std::filesystem::path& valgrind,
                                  const Test& test);

// From what Memcheck prints with --track-fds=yes: the frames in `file` of the
// first descriptor that is still open and was opened there.
std::string open_descriptor_place(const std::string& log,
                                  const std::string& file);

}  // namespace heaplab::grade::clinic
