// The scripts of Stanford's CS 107: operations without a header. A carriage
// return at the end of a line is let pass.
#include <fmt/format.h>

#include "trace/formats.hpp"

namespace heaplab::trace {

void parse_script(Trace& trace, std::string_view text) {
  Body body(trace, Dialect::script);
  Lines lines(trace.path, text);
  for (Line line; lines.next(line);) {
    if (!content_of(line.text).empty()) body.add(line);
  }
}

}  // namespace heaplab::trace
