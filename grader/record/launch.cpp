#include "record/launch.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <cstdlib>

#include "record/log_format.hpp"

namespace heaplab::record {
namespace {

void set_environment(const Launch& launch) {
  const std::string settings =
      fmt::format("{}:{:d}:{}:{}", ::getpid(), launch.children,
                  launch.max_events, launch.folder.string());
  ::setenv(settings_variable, settings.c_str(), 1);
  std::string preload = launch.library.string();
  if (const char* others = ::getenv("LD_PRELOAD")) {
    preload += fmt::format(":{}", others);
  }
  ::setenv("LD_PRELOAD", preload.c_str(), 1);
}

}  // namespace

Ended run_recorded(const Launch& launch) {
  return run_in_foreground(launch.command,
                           [&launch] { set_environment(launch); });
}

}  // namespace heaplab::record
