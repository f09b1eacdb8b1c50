// heaplab-shim-probe OBJECT: which operations the submission in OBJECT lacks to
// be the malloc of a program, one a line. Exit code 1 when it cannot say.
#include <dlfcn.h>

#include <cstdio>

#include "heaplab/submission.hpp"

namespace {

void require(bool present, const char* operation) {
  if (!present) std::puts(operation);
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 2) return 1;
  void* const object = ::dlopen(arguments[1], RTLD_NOW | RTLD_LOCAL);
  if (object == nullptr) {
    std::puts(::dlerror());
    return 1;
  }
  const auto* const table = static_cast<const heaplab::SubmissionTable*>(
      ::dlsym(object, heaplab::submission_symbol));
  if (table == nullptr || table->version != heaplab::submission_version) {
    std::puts("no HEAPLAB_SUBMISSION of this version");
    return 1;
  }
  require(table->reallocate != nullptr, "reallocate");
  require(table->allocate_zeroed != nullptr, "allocate_zeroed");
  require(table->allocate_aligned != nullptr, "allocate_aligned");
  require(table->usable_bytes != nullptr, "usable_bytes");
  return 0;
}
