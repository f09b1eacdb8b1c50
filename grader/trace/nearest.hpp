// "Did you mean …?"
#pragma once

#include <string_view>
#include <vector>

namespace heaplab::trace {

// The known word with the fewest edits (insert, delete, replace: Levenshtein's
// distance) from `word`; empty when all are more than half of it away.
std::string_view nearest(std::string_view word,
                         const std::vector<std::string_view>& known);

}  // namespace heaplab::trace
