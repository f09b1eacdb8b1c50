// Ghemawat, Menage: TCMalloc, in gperftools.
#include "library.hpp"

namespace {

constexpr heaplab::peers::Names names{"libtcmalloc_minimal.so.4",
                                      "tc_malloc",
                                      "tc_free",
                                      "tc_realloc",
                                      "tc_calloc",
                                      "tc_memalign"};

}  // namespace

HEAPLAB_SUBMISSION(heaplab::peers::Library<names>)
