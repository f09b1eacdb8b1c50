// Independent pieces of work in two processes.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

namespace heaplab::cli::dev {

// What `work` says of each of `count` pieces, in their order; each is done
// once, by one of two processes that are copies of this one. A piece that
// throws, or that ends its process, says that.
std::vector<std::string> in_two_processes(
    std::size_t count, const std::function<std::string(std::size_t)>& work);

}  // namespace heaplab::cli::dev
