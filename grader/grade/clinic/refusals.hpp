// What a repaired file may not do, told before anything of it runs.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "grade/clinic/program.hpp"
#include "grade/object_symbols.hpp"
#include "judge/finding.hpp"

namespace heaplab::grade::clinic {

// Words and headers by which a program would talk to the tools that look at it,
// and assembly. `source` is the text of the file.
std::optional<judge::Finding> source_refusal(const Program& program,
                                             std::string_view source);

// Functions that it may not call, and names that it may not define.
std::optional<judge::Finding> symbol_refusal(const Program& program,
                                             std::string_view source,
                                             const ObjectSymbols& symbols);

// The instructions of a client request of Valgrind in an object's bytes.
std::optional<judge::Finding> request_refusal(const Program& program,
                                              std::string_view object);

}  // namespace heaplab::grade::clinic
