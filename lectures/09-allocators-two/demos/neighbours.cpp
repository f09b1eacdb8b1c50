// What it costs to find the block before: a walk, a footer, or one sweep later.
// break it: `words_[block - 1]` -> `words_[block]`
#include <cstdint>
#include <random>
#include <utility>
#include <vector>

#include "demo/demo.hpp"

namespace {

using Word = std::uint32_t;

// A row of blocks in an array of words. The first and the last word of a block
// say how many words it has (the boundary tags); what lies between is payload.
class Row {
 public:
  Row(std::size_t blocks, std::mt19937_64& random) {
    for (std::size_t k = 0; k < blocks; ++k) {
      const auto length = static_cast<Word>(4 + random() % 16);
      starts_.push_back(words_.size());
      words_.resize(words_.size() + length);
      words_[starts_.back()] = words_.back() = length;
    }
  }

  // [before
  // Without footers: from the first block on, until `block` comes next.
  std::size_t before_by_walk(std::size_t block) {
    std::size_t at = 0;
    while (at + read(words_[at]) != block) at += words_[at];
    return at;
  }
  // With them: the word in front of `block` is a footer.
  std::size_t before_by_footer(std::size_t block) {
    return block - read(words_[block - 1]);
  }
  // before]
  // All blocks once, as a sweep does that joins later.
  std::size_t sweep() {
    std::size_t blocks = 0;
    for (std::size_t at = 0; at < words_.size(); at += read(words_[at]))
      ++blocks;
    return blocks;
  }

  const std::vector<std::size_t>& starts() const { return starts_; }
  std::uint64_t take_reads() { return std::exchange(reads_, 0); }

 private:
  Word read(Word word) {
    ++reads_;
    return word;
  }

  std::vector<Word> words_;
  std::vector<std::size_t> starts_;
  std::uint64_t reads_ = 0;
};

struct Reads {
  std::uint64_t walk, footer, sweep;
  bool same = true;
};

// Each block but the first is freed once, and looks for the block before it.
Reads free_all(std::size_t blocks) {
  std::mt19937_64 random(9);
  Row row(blocks, random);
  const auto& starts = row.starts();
  Reads reads{};
  for (std::size_t k = 1; k < blocks; ++k)
    reads.same = reads.same && row.before_by_walk(starts[k]) == starts[k - 1];
  reads.walk = row.take_reads();
  for (std::size_t k = 1; k < blocks; ++k)
    reads.same = reads.same && row.before_by_footer(starts[k]) == starts[k - 1];
  reads.footer = row.take_reads();
  reads.same = reads.same && row.sweep() == blocks;
  reads.sweep = row.take_reads();
  return reads;
}

void show(heaplab::demo::Demo& demo) {
  auto& table = demo.table(
      "lengths that are read to join each freed block with the one before",
      {"blocks", "walk from the start", "boundary tags", "one sweep for all"});
  bool same = true;
  for (const std::size_t blocks : {10, 100, 1000, 10000}) {
    const Reads reads = free_all(blocks);
    table.row({blocks, reads.walk, reads.footer, reads.sweep});
    same = same && reads.same;
  }
  demo.expect("walk and footer name the same block", same);
}

}  // namespace

int main(int argc, char** argv) {
  return heaplab::demo::run(argc, argv, "neighbours",
                            "How does a block find the one before it?", show);
}
