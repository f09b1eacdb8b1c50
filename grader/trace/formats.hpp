// The formats that parse_trace tells apart. Each parser fills a trace whose
// name and path are set; each throws InputError.
#pragma once

#include <string_view>

#include "trace/body.hpp"
#include "trace/trace.hpp"

namespace heaplab::trace {

// By the content: a lone number first is CS:APP's header; a first line of `a`,
// `r` or `f` and nothing in the file that only the kit knows (a header, other
// operations) is a CS 107 script; everything else is meant to be the kit's.
Dialect detect_format(std::string_view path, std::string_view text);

void parse_kit(Trace& trace, std::string_view text);
void parse_rep(Trace& trace, std::string_view text);
void parse_script(Trace& trace, std::string_view text);

}  // namespace heaplab::trace
