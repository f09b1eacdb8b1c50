#include "abi/x86-64/decode.hpp"

#include <cstring>

#include "abi/memory.hpp"
#include "abi/symbols.hpp"

namespace heaplab::abi {
namespace {

class Decoder {
 public:
  Decoder(std::uint64_t address, const std::uint64_t* general)
      : next_(reinterpret_cast<const std::uint8_t*>(address)),
        general_(general) {}

  Instruction decode() {
    const std::uint8_t opcode = after_prefixes();
    if (opcode == 0xc2 || opcode == 0xc3) {
      result_.kind = Instruction::Kind::ret;
    } else if (opcode == 0xc9) {
      result_.kind = Instruction::Kind::leave;
    } else if (opcode == 0xff) {
      indirect();
    } else if (opcode == 0x0f) {
      vector();
    } else if (has_operand(opcode)) {
      operand();
    }
    return result_;
  }

 private:
  std::uint8_t after_prefixes() {
    std::uint8_t byte = *next_++;
    while (byte == 0x66 || byte == 0xf2 || byte == 0xf3) byte = *next_++;
    if ((byte & 0xf0) == 0x40) {
      rex_ = byte;
      byte = *next_++;
    }
    return byte;
  }

  // Of the one-byte opcodes with a ModRM byte, those that programs use.
  static bool has_operand(std::uint8_t opcode) {
    if (opcode < 0x40) return (opcode & 7) < 4;
    return opcode == 0x63 || opcode == 0x69 || opcode == 0x6b ||
           (opcode >= 0x80 && opcode <= 0x8f) ||
           (opcode >= 0xc0 && opcode <= 0xc1) ||
           (opcode >= 0xc6 && opcode <= 0xc7) ||
           (opcode >= 0xd0 && opcode <= 0xdf && opcode != 0xd7) ||
           opcode == 0xf6 || opcode == 0xf7 || opcode == 0xfe;
  }

  void vector() {
    const std::uint8_t opcode = *next_++;
    if (opcode == 0x38 || opcode == 0x3a) ++next_;
    operand();
    result_.is_vector = opcode != 0xb6 && opcode != 0xb7 && opcode != 0xbe &&
                        opcode != 0xbf && opcode != 0xaf;
  }

  void indirect() {
    const int group = (*next_ >> 3) & 7;
    const bool in_register = *next_ >= 0xc0;
    const std::uint64_t held = general_[(*next_ & 7) | ((rex_ & 1) << 3)];
    operand();
    result_.target = held;
    if (!in_register) read_word(result_.address, result_.target);
    if (group == 2) result_.kind = Instruction::Kind::call;
    if (group == 4) result_.kind = Instruction::Kind::jump;
  }

  void operand() {
    const std::uint8_t modrm = *next_++;
    const int mode = modrm >> 6;
    if (mode == 3) return;
    result_.has_memory = true;
    std::uint64_t address = base_and_index(modrm, mode);
    if (mode == 1) address += displacement<std::int8_t>();
    if (mode == 2) address += displacement<std::int32_t>();
    result_.address = address;
  }

  std::uint64_t base_and_index(std::uint8_t modrm, int mode) {
    int base = modrm & 7;
    std::uint64_t index = 0;
    if (base == 4) {
      const std::uint8_t sib = *next_++;
      const int number = ((sib >> 3) & 7) | ((rex_ & 2) << 2);
      if (number != 4) index = general_[number] << (sib >> 6);
      base = sib & 7;
    } else if (base == 5 && mode == 0) {
      // Relative to rip; an immediate operand behind it is not counted.
      const std::uint64_t distance = displacement<std::int32_t>();
      return reinterpret_cast<std::uint64_t>(next_) + distance;
    }
    if (base == 5 && mode == 0) {
      return index + displacement<std::int32_t>();
    }
    result_.base = general_[base | ((rex_ & 1) << 3)];
    return result_.base + index;
  }

  template <typename Number>
  std::uint64_t displacement() {
    Number number;
    std::memcpy(&number, next_, sizeof number);
    next_ += sizeof number;
    return static_cast<std::uint64_t>(static_cast<std::int64_t>(number));
  }

  const std::uint8_t* next_;
  const std::uint64_t* general_;
  std::uint8_t rex_ = 0;
  Instruction result_;
};

}  // namespace

Instruction decode(std::uint64_t address, const std::uint64_t* general) {
  if (!is_code(address)) return {};
  return Decoder(address, general).decode();
}

}  // namespace heaplab::abi
