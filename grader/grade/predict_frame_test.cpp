// The sheet of predict is true: its listing, assembled and run, leaves exactly
// the dump that the sheet shows.
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstring>
#include <set>

#include "grade/command.hpp"
#include "grade/predict_sheet.hpp"
#include "sandbox/scratch_folder.hpp"
#include "support/file.hpp"

namespace heaplab::grade {
namespace {

constexpr std::size_t words_below = 64;

std::string joined(const std::vector<std::string>& lines) {
  std::string text;
  for (const std::string& line : lines) text += line + "\n";
  return text;
}

std::string load_x86(const char* name, std::uint64_t value) {
  return fmt::format("movabs $0x{:x},%{}\n", value, name);
}

std::string load_arm(const std::string& name, std::uint64_t value) {
  return fmt::format("ldr {}, =0x{:x}\n", name, value);
}

// The registers that the caller of the sheet passes its arguments in.
std::string load_arguments(const PredictSheet& sheet) {
  constexpr const char* x86[] = {"rdi", "rsi", "rdx", "rcx", "r8", "r9"};
  const bool on_x86 = sheet.isa == Isa::x86_64;
  std::string text;
  std::size_t integers = 0;
  for (const Variable& parameter : sheet.variant.parameters) {
    if (parameter.type == "double") {
      text += on_x86 ? load_x86("rax", parameter.value) + "movq %rax,%xmm0\n"
                     : load_arm("d0", parameter.value);
    } else if (integers < (on_x86 ? 6 : 8)) {
      text += on_x86 ? load_x86(x86[integers], parameter.value)
                     : load_arm(fmt::format("x{}", integers), parameter.value);
      ++integers;
    }
  }
  return text;
}

// Writes where the stack, the return address and the stack pointer were, then
// the stack itself, to stdout.
constexpr const char* look_x86 = R"(
look:   lea 8(%rsp),%rax
        mov %rax,out+16(%rip)
        mov $1,%eax
        mov $1,%edi
        lea out(%rip),%rsi
        mov $out_bytes,%edx
        syscall
        mov $60,%eax
        xor %edi,%edi
        syscall
)";
constexpr const char* look_arm = R"(
look:   adrp x1, out
        add x1, x1, :lo12:out
        mov x2, sp
        str x2, [x1, #16]
        mov x0, #1
        mov x2, #out_bytes
        mov x8, #64
        svc #0
        mov x0, #0
        mov x8, #93
        svc #0
)";

std::string start_x86(const PredictSheet& sheet) {
  const PredictVariant& variant = sheet.variant;
  return "_start: mov $158,%eax\nmov $0x1002,%edi\n"  // arch_prctl, ARCH_SET_FS
         "lea thread(%rip),%rsi\nsyscall\n" +
         fmt::format("lea stack+{}(%rip),%rsp\n", sheet.frame.end) +
         load_x86("rbp", sheet.frame.words[sheet.frame.frame_pointer / 8]) +
         load_x86("rbx", variant.saved_registers[0]) +
         load_x86("r12", variant.saved_registers[1]) + load_arguments(sheet) +
         fmt::format("call {}\nback: hlt\n", variant.function);
}

std::string start_arm(const PredictSheet& sheet) {
  const PredictVariant& variant = sheet.variant;
  return fmt::format("_start: ldr x9, =stack+{}\nmov sp, x9\n",
                     sheet.frame.end) +
         load_arm("x29", sheet.frame.words[sheet.frame.frame_pointer / 8]) +
         load_arm("x19", variant.saved_registers[0]) +
         load_arm("x20", variant.saved_registers[1]) + load_arguments(sheet) +
         fmt::format("bl {}\nback: brk #1\n", variant.function);
}

// A program without a library around the listing.
std::string program(const PredictSheet& sheet) {
  const bool on_x86 = sheet.isa == Isa::x86_64;
  std::string text = ".text\n.globl _start\n";
  text += on_x86 ? start_x86(sheet) : start_arm(sheet);
  text += on_x86 ? look_x86 : look_arm;
  text += joined(predict_listing(sheet.variant, sheet.frame, sheet.isa)) +
          fmt::format(
              ".data\n.balign 16\nthread: .skip 40\n.globl "
              "__stack_chk_guard\n__stack_chk_guard: .quad 0x{:x}\n"
              ".balign 16\n.skip {}\nout: .quad stack, back, 0, 0\nstack:\n",
              sheet.variant.canary, 8 * words_below);
  for (const std::uint64_t word : sheet.frame.before)
    text += fmt::format(".quad 0x{:x}\n", word);
  return text + ".set out_bytes, . - out\n";
}

class PredictListing : public testing::TestWithParam<Isa> {
 protected:
  // stack, return address, stack pointer, 0, then the words; empty: failed.
  std::vector<std::uint64_t> run(const PredictSheet& sheet) {
    const auto path = scratch_.path() / "frame";
    write_file(path.string() + ".s", program(sheet));
    Command build;
    build.argv = {tools_.compiler,     "-nostdlib", "-static", "-o", path,
                  path.string() + ".s"};
    const CommandResult built = run_command(build);
    EXPECT_TRUE(built.succeeded()) << built.output;
    Command command;
    command.argv = tools_.runner;
    command.argv.push_back(path);
    const CommandResult ran = run_command(command);
    EXPECT_TRUE(ran.succeeded()) << program(sheet);
    std::vector<std::uint64_t> words(ran.output.size() / 8);
    std::memcpy(words.data(), ran.output.data(), 8 * words.size());
    return words;
  }

  Toolchain tools_ = find_toolchain(GetParam());
  sandbox::ScratchFolder scratch_;
};

TEST_P(PredictListing, LeavesTheDumpOfItsSheet) {
  if (!tools_.missing.empty()) GTEST_SKIP() << tools_.missing;
  for (int k = 0; k < 12; ++k) {
    const PredictSheet sheet(fmt::format("student-{}", k), GetParam());
    SCOPED_TRACE(sheet.text());
    const std::vector<std::uint64_t> real = run(sheet);
    ASSERT_EQ(real.size(), 4 + sheet.frame.words.size());
    EXPECT_EQ(real[0], real[2]) << "the first word is where sp points";
    const std::uint64_t moved = real[0] - sheet.variant.stack_pointer;
    std::vector<std::uint64_t> expected = sheet.frame.words;
    expected[sheet.questions[1].answer / 8] = real[1];
    for (const Variable& local : sheet.variant.locals) {
      if (local.type == "char *")
        expected[sheet.frame.offset_of(local.name) / 8] += moved;
    }
    EXPECT_EQ(expected,
              std::vector<std::uint64_t>(real.begin() + 4, real.end()));
  }
}

INSTANTIATE_TEST_SUITE_P(Both, PredictListing,
                         testing::Values(Isa::x86_64, Isa::aarch64),
                         [](const auto& tested) {
                           return tested.param == Isa::x86_64 ? "X86" : "Arm";
                         });

TEST(PredictFrame, DescribesEveryByte) {
  const PredictSheet sheet("ana", Isa::x86_64);
  const PredictFrame& frame = sheet.frame;
  const auto canary = static_cast<std::int64_t>(frame.canary);
  EXPECT_EQ(frame.describe(canary), "the canary");
  EXPECT_EQ(frame.describe(canary + 3), "byte 3 of the canary");
  EXPECT_EQ(frame.describe(-8), "below the stack pointer, outside of the dump");
  EXPECT_EQ(frame.describe(8 * static_cast<std::int64_t>(frame.words.size())),
            "above the last word of the dump");
  EXPECT_EQ(frame.describe(static_cast<std::int64_t>(frame.frame_pointer)),
            "the saved rbp");
}

// No byte is two things.
TEST(PredictFrame, PiecesDoNotOverlap) {
  for (const Isa isa : {Isa::x86_64, Isa::aarch64}) {
    for (int k = 0; k < 200; ++k) {
      const PredictSheet sheet(fmt::format("{}", k), isa);
      std::set<std::size_t> bytes;
      for (const Piece& piece : sheet.frame.pieces) {
        for (std::size_t at = 0; at < piece.bytes; ++at)
          EXPECT_TRUE(bytes.insert(piece.offset + at).second) << piece.what;
      }
      EXPECT_EQ(sheet.frame.frame_pointer % 16, 0);
    }
  }
}

TEST(PredictSheet, IsTheSameForAStudentAndDiffersBetweenStudents) {
  EXPECT_EQ(PredictSheet("ana", Isa::x86_64).text(),
            PredictSheet("ana", Isa::x86_64).text());
  EXPECT_EQ(PredictSheet("ANA", Isa::x86_64).variant.canary,
            PredictSheet("ana", Isa::x86_64).variant.canary);
  std::set<std::vector<std::uint64_t>> answers;
  for (int k = 0; k < 100; ++k) {
    std::vector<std::uint64_t> of_one;
    for (const auto& question :
         PredictSheet(fmt::format("s{}", k), Isa::x86_64).questions)
      of_one.push_back(question.answer);
    answers.insert(of_one);
  }
  EXPECT_GT(answers.size(), 98);
}

// What makes it hard is the same for all: the number of parameters and locals
// of each kind, and where the asked ones come from.
TEST(PredictSheet, IsEquallyHardForAll) {
  for (int k = 0; k < 200; ++k) {
    const PredictSheet sheet(fmt::format("s{}", k), Isa::x86_64);
    const PredictVariant& variant = sheet.variant;
    EXPECT_EQ(variant.parameters.size(), 10);
    EXPECT_EQ(variant.locals.size(), 5);
    EXPECT_EQ(stack_parameters(variant, Isa::x86_64),
              (std::vector<std::size_t>{7, 8, 9}));
    EXPECT_EQ(stack_parameters(variant, Isa::aarch64),
              (std::vector<std::size_t>{9}));
    EXPECT_NE(sheet.text().find("int " + variant.asked_local + " = "),
              std::string::npos);
    EXPECT_LT(sheet.questions[5].answer, 10'000);
  }
}

TEST(PredictSheet, FitsAPageAndItsKeysAreListed) {
  for (int k = 0; k < 200; ++k) {
    const PredictSheet sheet(fmt::format("s{}", k), Isa::aarch64);
    std::size_t begin = 0;
    const std::string text = sheet.text();
    for (std::size_t end; (end = text.find('\n', begin)) != std::string::npos;
         begin = end + 1)
      EXPECT_LE(end - begin, 80) << text.substr(begin, end - begin);
  }
  std::vector<std::string> keys;
  for (const auto& question : PredictSheet("s", Isa::x86_64).questions)
    keys.push_back(question.key);
  EXPECT_EQ(keys, predict_keys());
}

}  // namespace
}  // namespace heaplab::grade
