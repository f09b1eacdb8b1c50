#include "grade/diagnosis/classes.hpp"

#include <algorithm>

#include "trace/nearest.hpp"

namespace heaplab::grade::diagnosis {

const std::vector<ErrorClass>& error_classes() {
  static const std::vector<ErrorClass> classes = {
      {"heap-overflow", "an access behind the end of a block of the heap",
       "Invalid (read|write).* bytes after a block of size",
       "heap-buffer-overflow(.|\n)*(right of|after) "},
      {"heap-underflow", "an access before the beginning of such a block",
       "Invalid (read|write).* bytes before a block of size",
       "heap-buffer-overflow(.|\n)*(left of|before) "},
      {"use-after-free", "an access to a block that was freed",
       "Invalid (read|write).* inside a block of size [0-9,]+ free'd",
       "heap-use-after-free"},
      {"double-free", "a block is freed that was freed",
       "Invalid free.* 0 bytes inside a block of size [0-9,]+ free'd",
       "attempting double-free"},
      {"bad-free", "an address is freed at which no block begins",
       "Invalid free.* ([1-9][0-9]* bytes inside a block of size [0-9,]+ "
       "alloc'd|on thread)",
       "attempting free on address which was not malloc"},
      {"mismatched-free", "freed by another family than allocated",
       "Mismatched free", "alloc-dealloc-mismatch"},
      {"leak", "a block is never freed, and nothing points to it",
       "definitely lost in loss record", "LeakSanitizer: detected"},
      {"uninitialised-value", "a decision depends on a value never written",
       "Conditional jump or move depends on uninitialised", ""},
      {"uninitialised-output", "bytes never written go to a system call",
       "Syscall param .* points to uninitialised", ""},
      {"stack-buffer-overflow", "an access behind the end of a local array", "",
       "ERROR: AddressSanitizer: stack-buffer-overflow"},
      {"global-overflow", "an access behind the end of a global array", "",
       "global-buffer-overflow"},
      {"stack-overflow", "the stack is used up", "",
       "ERROR: AddressSanitizer: stack-overflow"},
      {"use-after-return", "an access to a local of a function that is over",
       "", "stack-use-after-return"},
      {"use-after-scope", "an access to a local of a block that is over", "",
       "stack-use-after-scope"},
      {"overlapping-copy", "memcpy where source and destination overlap",
       "Source and destination overlap", "memcpy-param-overlap"},
      {"null-pointer", "an access through a pointer that is null",
       "Address 0x0 is not stack'd", "SEGV on unknown address 0x0000"},
  };
  return classes;
}

const ErrorClass* find_class(std::string_view word) {
  const auto& all = error_classes();
  const auto found =
      std::find_if(all.begin(), all.end(),
                   [word](const ErrorClass& one) { return one.word == word; });
  return found == all.end() ? nullptr : &*found;
}

std::string_view nearest_class(std::string_view word) {
  std::vector<std::string_view> words;
  for (const ErrorClass& one : error_classes()) words.push_back(one.word);
  return trace::nearest(word, words);
}

}  // namespace heaplab::grade::diagnosis
