#include "abi/running.hpp"

namespace heaplab::abi {

Running& running() {
  static Running one;
  return one;
}

}  // namespace heaplab::abi
