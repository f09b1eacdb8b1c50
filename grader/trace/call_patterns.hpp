// The patterns of call traces that generate() knows, each a function that adds
// operations until the builder has no room for more.
#pragma once

#include "trace/call_builder.hpp"

namespace heaplab::trace {

void deep_recursion(CallBuilder& builder);
void wide_tree(CallBuilder& builder);
void alloca_loops(CallBuilder& builder);
void unwind_frames(CallBuilder& builder);
void call_mix(CallBuilder& builder);
void coroutines(CallBuilder& builder);
void value_generators(CallBuilder& builder);

}  // namespace heaplab::trace
