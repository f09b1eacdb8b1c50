#include "judge/one_core.hpp"

#include <sched.h>

namespace heaplab::judge {

OneCore::OneCore() : before_(sizeof(cpu_set_t)) {
  auto* before = reinterpret_cast<cpu_set_t*>(before_.data());
  if (::sched_getaffinity(0, sizeof(cpu_set_t), before) != 0) return;
  core_ = ::sched_getcpu();
  if (core_ < 0) return;
  cpu_set_t one;
  CPU_ZERO(&one);
  CPU_SET(static_cast<std::size_t>(core_), &one);
  if (::sched_setaffinity(0, sizeof one, &one) != 0) core_ = -1;
}

OneCore::~OneCore() {
  if (core_ < 0) return;
  ::sched_setaffinity(0, sizeof(cpu_set_t),
                      reinterpret_cast<cpu_set_t*>(before_.data()));
}

}  // namespace heaplab::judge
