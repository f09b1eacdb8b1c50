// Files that a command writes when its work is done.
#pragma once

#include <string>

namespace heaplab::cli {

// Found out before the work is done, not after it. Throws InputError when
// `file`, the value of `option`, cannot be written; "-" and "" always can.
void require_writable(const std::string& file, const std::string& option);

}  // namespace heaplab::cli
