// Heaps and bytes drawn in text, at most 80 columns.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "judge/mapping_model.hpp"
#include "judge/payloads.hpp"
#include "player/protocol.hpp"
#include "trace/trace.hpp"

namespace heaplab::judge {

struct HeapView {
  const std::byte* heap;       // its first byte
  std::uint64_t base;          // that byte's address in the player
  std::uint64_t heap_bytes;    // in use
  std::uint64_t object_bytes;  // of the allocator object, at the start
  std::uint64_t arena = 0;     // address that places in mappings count from
  std::vector<MappedRange> mappings = {};  // by address
  std::uint64_t stack_top = 0;  // of a call stack: places count from there
};

// The live payloads around `focus` (an address), and the bytes between them.
std::string draw_payloads(const HeapView& view, const Payloads& payloads,
                          const trace::Trace& trace, std::uint64_t focus);

// The blocks that walk() showed, around `focus`.
std::string draw_blocks(const HeapView& view,
                        const std::vector<player::BlockRecord>& blocks,
                        std::uint64_t focus);

// Sixteen bytes around payload[k]: as they should be and as they are.
std::string draw_bytes(const HeapView& view, const Payload& payload,
                       std::uint64_t k);

// "heap+0x40", "mapped+0x40", on a call stack "top-0x40"
std::string place(const HeapView& view, std::uint64_t address);

}  // namespace heaplab::judge
