// Generators for the cases.
#pragma once

#include <cstddef>
#include <cstdint>

#include "abi/case.hpp"
#include "generator.hpp"

using GeneratorBody = void(Generator* self, void* argument);

HEAPLAB_STUDENT(Generator* generator_create(std::size_t stack_bytes,
                                            GeneratorBody* body,
                                            void* argument));
HEAPLAB_STUDENT(bool generator_next(Generator* generator,
                                    std::uint64_t* value));
HEAPLAB_STUDENT(void generator_yield(Generator* generator,
                                     std::uint64_t value));
HEAPLAB_STUDENT(void generator_destroy(Generator* generator));

inline constexpr const char* all_of_generators =
    "generator_create generator_next generator_yield generator_destroy "
    "ctx_make ctx_switch";
inline constexpr std::size_t stack_bytes = 65536;
inline constexpr std::size_t most_more_bytes = 65536;  // the contract's

// Ends the case when it is refused.
Generator* create(GeneratorBody* body, void* argument = nullptr,
                  std::size_t bytes = stack_bytes);

// A body that leaves the address of a local in place_in_stack, and gives ones.
void show_stack(Generator* self, void* argument);
extern volatile std::byte* place_in_stack;

// Whether anything is, readable or not.
bool is_mapped(std::uintptr_t address);
