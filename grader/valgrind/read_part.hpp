// One element of a report, parsed, to the structures of report.hpp.
#pragma once

#include <cstdint>
#include <optional>
#include <pugixml.hpp>
#include <string>

#include "valgrind/report.hpp"

namespace heaplab::valgrind {

// What <name> in `node` holds, made safe for a terminal; empty without it.
std::string text_of(const pugi::xml_node& node, const char* name);
// "17" or "0x1F"; none where it is no number.
std::optional<std::uint64_t> number_of(const pugi::xml_node& node,
                                       const char* name);

Error read_error(const pugi::xml_node& node);
Message read_message(const pugi::xml_node& node);
FatalSignal read_fatal_signal(const pugi::xml_node& node);

}  // namespace heaplab::valgrind
