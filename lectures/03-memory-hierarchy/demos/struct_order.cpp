// The same six members in two orders: two sizes.
// break it: `std::int64_t total;  // by` -> `std::int64_t total[2];  // by`
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "demo/demo.hpp"

using heaplab::demo::Demo;

namespace {

// [orders
struct AsTheyCame {
  bool paid;
  double weight;
  std::int16_t country;
  std::int64_t total;
  char grade;
  std::int32_t number;
};

struct BySize {
  double weight;       // the largest alignment first
  std::int64_t total;  // by alignment, not by meaning
  std::int32_t number;
  std::int16_t country;
  bool paid;
  char grade;
};
// orders]

struct Member {
  const char* name;
  std::size_t offset, bytes;
};

#define HEAPLAB_MEMBER(type, name) \
  Member { #name, offsetof(type, name), sizeof(type::name) }

// Rows with the padding behind each member; returns all padding.
std::size_t list(Demo& demo, const char* title,
                 const std::vector<Member>& members, std::size_t bytes) {
  auto& table =
      demo.table(title, {"member", "offset", "bytes", "padding behind it"});
  std::size_t padding = 0;
  for (std::size_t k = 0; k < members.size(); ++k) {
    const std::size_t end = members[k].offset + members[k].bytes;
    const std::size_t next =
        k + 1 < members.size() ? members[k + 1].offset : bytes;
    table.row(
        {members[k].name, members[k].offset, members[k].bytes, next - end});
    padding += next - end;
  }
  table.row({"in sum", "", bytes - padding, padding});
  return padding;
}

void compare(Demo& demo) {
  const std::size_t came = list(
      demo, "As they came",
      {HEAPLAB_MEMBER(AsTheyCame, paid), HEAPLAB_MEMBER(AsTheyCame, weight),
       HEAPLAB_MEMBER(AsTheyCame, country), HEAPLAB_MEMBER(AsTheyCame, total),
       HEAPLAB_MEMBER(AsTheyCame, grade), HEAPLAB_MEMBER(AsTheyCame, number)},
      sizeof(AsTheyCame));
  const std::size_t by_size =
      list(demo, "By size",
           {HEAPLAB_MEMBER(BySize, weight), HEAPLAB_MEMBER(BySize, total),
            HEAPLAB_MEMBER(BySize, number), HEAPLAB_MEMBER(BySize, country),
            HEAPLAB_MEMBER(BySize, paid), HEAPLAB_MEMBER(BySize, grade)},
           sizeof(BySize));
  auto& table = demo.table("A million of them",
                           {"order", "bytes of one", "padding", "lines of 64"});
  table.row({"as they came", sizeof(AsTheyCame), came,
             sizeof(AsTheyCame) * 1'000'000 / 64});
  table.row(
      {"by size", sizeof(BySize), by_size, sizeof(BySize) * 1'000'000 / 64});
  demo.expect_equal("both orders hold the same bytes of members",
                    sizeof(BySize) - by_size, sizeof(AsTheyCame) - came);
  demo.expect("the order alone decides about the padding", by_size < came);
  demo.expect_equal("a size is a multiple of the alignment",
                    sizeof(BySize) % alignof(BySize), std::size_t{0});
}

}  // namespace

int main(int argc, char** argv) {
  return heaplab::demo::run(argc, argv, "struct_order",
                            "Does the order of members matter?", compare);
}
