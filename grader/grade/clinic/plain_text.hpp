// C++ source without what is no code.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace heaplab::grade::clinic {

// The source with a blank for each character of a comment, of a string and of a
// character literal, so that places stay what they are.
std::string plain_text(std::string_view source);

// The line of the character at `place`, from 1.
std::size_t line_at(std::string_view text, std::size_t place);

}  // namespace heaplab::grade::clinic
