// Leijen, Zorn, de Moura: Mimalloc: Free List Sharding in Action, 2019.
#include "library.hpp"

namespace {

constexpr heaplab::peers::Names names{"libmimalloc.so.2", "mi_malloc",
                                      "mi_free",          "mi_realloc",
                                      "mi_calloc",        "mi_memalign"};

}  // namespace

HEAPLAB_SUBMISSION(heaplab::peers::Library<names>)
