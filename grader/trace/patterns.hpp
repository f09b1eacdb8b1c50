// The patterns that generate() knows, each a function that adds operations
// until the builder has no room for more.
#pragma once

#include "trace/builder.hpp"

namespace heaplab::trace {

void random_uniform(Builder& builder);
void random_powers(Builder& builder);
void coalescing_stairs(Builder& builder);
void realloc_growth(Builder& builder);
void producer_consumer(Builder& builder);
void stack_like(Builder& builder);
void fragmentation_bomb(Builder& builder);
void peak_and_idle(Builder& builder);
void large_blocks(Builder& builder);
void mark_release(Builder& builder);

}  // namespace heaplab::trace
