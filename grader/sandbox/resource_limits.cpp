#include "sandbox/resource_limits.hpp"

#include <sys/resource.h>

#include <algorithm>

namespace heaplab::sandbox {
namespace {

bool lower(decltype(RLIMIT_CPU) resource, std::uint64_t value) {
  rlimit limit{};
  if (::getrlimit(resource, &limit) != 0) return false;
  const rlim_t wanted = std::min<rlim_t>(value, limit.rlim_max);
  limit.rlim_cur = limit.rlim_max = wanted;
  return ::setrlimit(resource, &limit) == 0;
}

}  // namespace

bool lower_limits(const ResourceLimits& limits) {
  return lower(RLIMIT_CORE, 0) && lower(RLIMIT_CPU, limits.cpu_s) &&
         (limits.address_space_bytes == 0 ||
          lower(RLIMIT_AS, limits.address_space_bytes)) &&
         (limits.data_bytes == 0 || lower(RLIMIT_DATA, limits.data_bytes)) &&
         lower(RLIMIT_FSIZE, limits.file_bytes) &&
         lower(RLIMIT_STACK, limits.stack_bytes) &&
         lower(RLIMIT_NOFILE, limits.open_files);
}

}  // namespace heaplab::sandbox
