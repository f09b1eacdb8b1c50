// Evans: A Scalable Concurrent malloc(3) Implementation for FreeBSD, 2006.
#include "library.hpp"

namespace {

constexpr heaplab::peers::Names names{"libjemalloc.so.2", "malloc", "free",
                                      "realloc",          "calloc", "memalign"};

}  // namespace

HEAPLAB_SUBMISSION(heaplab::peers::Library<names>)
