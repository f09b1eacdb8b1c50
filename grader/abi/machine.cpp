#include "abi/machine.hpp"

namespace heaplab::abi {

CallState heaplab_abi_state;
CallState heaplab_abi_callback_state;

std::uint64_t& word_at(Registers& registers, const Place& place,
                       std::size_t index) {
  auto* words = reinterpret_cast<std::uint64_t*>(&registers);
  return words[place.offset / 8 + index];
}

std::uint64_t word_at(const Registers& registers, const Place& place,
                      std::size_t index) {
  return word_at(const_cast<Registers&>(registers), place, index);
}

std::uint64_t call_at_chain_end(std::uint64_t (*function)(void* argument),
                                void* argument) {
  return heaplab_abi_chain_end(function, argument);
}

}  // namespace heaplab::abi
