// This program's own malloc is the shim's, GoogleTest's and the C++ library's
// calls included.
#include <gmock/gmock.h>
#include <malloc.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <new>
#include <thread>
#include <vector>

#include "shim/test_submission.hpp"

namespace heaplab::shim {
namespace {

// Out of the compiler's sight: it knows what malloc does, and leaves it out.
template <typename T>
T hidden(T value) {
  asm volatile("" : "+r"(value) : : "memory");
  return value;
}
std::size_t address(const void* pointer) {
  return reinterpret_cast<std::size_t>(pointer);
}

// No memory for the life of this object.
class Refusal {
 public:
  Refusal() { refuse = true; }
  ~Refusal() { refuse = false; }
};

constexpr std::size_t too_much = std::size_t{PTRDIFF_MAX} + 1;

TEST(Shim, MakesTheAllocatorOnce) { EXPECT_EQ(constructions, 1); }

TEST(Shim, ARequestForNothingHasAPayloadOfItsOwn) {
  void* const one = std::malloc(hidden(std::size_t{0}));
  void* const other = std::calloc(hidden(std::size_t{0}), 8);
  EXPECT_NE(one, nullptr);
  EXPECT_NE(other, nullptr);
  EXPECT_NE(one, other);
  std::free(one);
  std::free(other);
}

TEST(Shim, SaysWhyThereIsNoMemory) {
  void* const payload = std::malloc(hidden(std::size_t{8}));
  int errors[5] = {};
  void* results[5] = {};
  {
    const Refusal refusal;
    const auto keep = [&](int k, void* result) {
      results[k] = hidden(result);
      errors[k] = errno;
      errno = 0;
    };
    errno = 0;
    keep(0, std::malloc(hidden(std::size_t{8})));
    keep(1, std::calloc(hidden(std::size_t{2}), 8));
    keep(2, std::realloc(payload, hidden(std::size_t{800})));
    keep(3, std::aligned_alloc(64, hidden(std::size_t{64})));
    keep(4, ::reallocarray(payload, hidden(std::size_t{100}), 8));
  }
  for (const int error : errors) EXPECT_EQ(error, ENOMEM);
  for (const void* const result : results) EXPECT_EQ(result, nullptr);
  std::free(payload);
}

TEST(Shim, RefusesWhatIsNoSize) {
  void* const payload = std::malloc(hidden(std::size_t{8}));
  errno = 0;
  EXPECT_EQ(std::malloc(hidden(too_much)), nullptr);
  EXPECT_EQ(errno, ENOMEM);
  errno = 0;
  EXPECT_EQ(std::calloc(hidden(SIZE_MAX / 2), 3), nullptr);
  EXPECT_EQ(errno, ENOMEM);
  errno = 0;
  EXPECT_EQ(::reallocarray(payload, hidden(SIZE_MAX / 2), 3), nullptr);
  EXPECT_EQ(errno, ENOMEM);
  errno = 0;
  EXPECT_EQ(::pvalloc(hidden(SIZE_MAX - 5)), nullptr);
  EXPECT_EQ(errno, ENOMEM);
  std::free(payload);
}

TEST(Shim, KeepsErrnoWhenAllIsWell) {
  errno = EDOM;
  void* payload = std::malloc(hidden(std::size_t{1} << 22));
  EXPECT_EQ(errno, EDOM);
  payload = std::realloc(payload, hidden(std::size_t{1} << 23));
  EXPECT_EQ(errno, EDOM);
  std::free(payload);
  EXPECT_EQ(errno, EDOM);
  std::free(hidden(static_cast<void*>(nullptr)));
  EXPECT_EQ(errno, EDOM);
  errno = 0;
}

TEST(Shim, ZeroesWhatWasUsedBefore) {
  void* const used = std::malloc(hidden(std::size_t{300}));
  std::memset(hidden(used), 0xff, 300);
  std::free(used);
  auto* const zeroed =
      static_cast<unsigned char*>(std::calloc(hidden(std::size_t{100}), 3));
  for (int k = 0; k < 300; ++k) ASSERT_EQ(zeroed[k], 0) << k;
  std::free(zeroed);
}

TEST(Shim, ResizesAsTheCLibraryDoes) {
  char* text = static_cast<char*>(std::realloc(nullptr, hidden(4ul)));
  std::strcpy(text, "abc");
  text = static_cast<char*>(std::realloc(text, hidden(4000ul)));
  EXPECT_STREQ(text, "abc");
  text = static_cast<char*>(::reallocarray(text, hidden(2ul), 2));
  EXPECT_STREQ(text, "abc");
  errno = 0;
  EXPECT_EQ(std::realloc(text, hidden(0ul)), nullptr);
  EXPECT_EQ(errno, 0) << "it has freed the payload";
}

TEST(Shim, AlignsAsAskedFor) {
  for (const std::size_t alignment : {16ul, 64ul, 4096ul, 1ul << 20}) {
    void* const one = std::aligned_alloc(alignment, hidden(alignment));
    void* const other = ::memalign(alignment, hidden(3ul));
    void* third = nullptr;
    EXPECT_EQ(::posix_memalign(&third, alignment, hidden(10ul)), 0);
    for (void* const payload : {one, other, third}) {
      EXPECT_EQ(address(payload) % alignment, 0u);
      EXPECT_NE(payload, nullptr);
      std::free(payload);
    }
  }
  void* const page = ::valloc(hidden(1ul));
  void* const pages = ::pvalloc(hidden(4097ul));
  EXPECT_EQ(address(page) % 4096, 0u);
  EXPECT_EQ(address(pages) % 4096, 0u);
  EXPECT_GE(::malloc_usable_size(pages), 8192u);
  std::free(page);
  std::free(pages);
}

TEST(Shim, RefusesAlignmentsThatAreNone) {
  void* payload = &payload;
  errno = EDOM;
  EXPECT_EQ(::posix_memalign(&payload, hidden(24ul), 8), EINVAL);
  EXPECT_EQ(::posix_memalign(&payload, hidden(4ul), 8), EINVAL);
  EXPECT_EQ(::posix_memalign(&payload, hidden(0ul), 8), EINVAL);
  EXPECT_EQ(::posix_memalign(&payload, 64, hidden(too_much)), ENOMEM);
  EXPECT_EQ(payload, &payload);
  EXPECT_EQ(errno, EDOM) << "posix_memalign leaves errno alone";
  EXPECT_EQ(std::aligned_alloc(hidden(24ul), 48), nullptr);
  EXPECT_EQ(errno, EINVAL);
  void* const rounded = ::memalign(hidden(24ul), 48);
  EXPECT_EQ(address(rounded) % 32, 0u);
  std::free(rounded);
  errno = 0;
  EXPECT_EQ(::memalign(hidden(SIZE_MAX), 48), nullptr);
  EXPECT_EQ(errno, EINVAL);
}

TEST(Shim, TellsHowManyBytesCanBeUsed) {
  void* const payload = std::malloc(hidden(100ul));
  const std::size_t bytes = ::malloc_usable_size(payload);
  EXPECT_GE(bytes, 100u);
  std::memset(payload, 1, bytes);
  std::free(payload);
  EXPECT_EQ(::malloc_usable_size(nullptr), 0u);
}

struct alignas(256) Wide {
  char bytes[256];
};

TEST(Shim, IsBehindNewAndDelete) {
  auto* const wide = hidden(new Wide);
  EXPECT_EQ(address(wide) % 256, 0u);
  EXPECT_GE(::malloc_usable_size(wide), 256u);
  delete wide;
  auto* const many = hidden(new (std::nothrow) Wide[3]);
  EXPECT_EQ(address(many) % 256, 0u);
  delete[] many;
  const Refusal refusal;
  EXPECT_EQ(hidden(new (std::nothrow) int), nullptr);
  EXPECT_EQ(hidden(new (std::nothrow) Wide), nullptr);
}

int handled = 0;
void give_memory() {
  ++handled;
  refuse = false;
  std::set_new_handler(nullptr);
}

TEST(Shim, AsksTheNewHandler) {
  std::set_new_handler(give_memory);
  refuse = true;
  int* const number = hidden(new int(7));
  EXPECT_EQ(*number, 7);
  EXPECT_EQ(handled, 1);
  delete number;
}

TEST(Shim, ThrowsWhenThereIsNoHandler) {
  bool thrown = false;
  refuse = true;
  try {
    hidden(::operator new(hidden(8ul)));
  } catch (const std::bad_alloc&) {
    thrown = true;
  }
  refuse = false;
  EXPECT_TRUE(thrown);
}

// Fills, hands over to nobody, frees: blocks of two threads must not overlap.
void use_memory(int mark, std::atomic<int>& wrong) {
  for (int k = 0; k < 20000; ++k) {
    const std::size_t bytes = 1 + static_cast<std::size_t>(k * mark % 500);
    auto* const payload =
        static_cast<unsigned char*>(std::malloc(hidden(bytes)));
    std::memset(payload, mark, bytes);
    for (std::size_t at = 0; at < bytes; at += 64) {
      if (hidden(payload)[at] != mark) ++wrong;
    }
    std::free(payload);
  }
}

TEST(Shim, LetsOneThreadInAtATime) {
  std::atomic<int> wrong = 0;
  std::vector<std::thread> threads;
  for (int mark = 1; mark <= 4; ++mark) {
    threads.emplace_back([mark, &wrong] { use_memory(mark, wrong); });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(wrong, 0);
}

TEST(Shim, WorksInACopyOfTheProcessWhateverOtherThreadsDo) {
  std::atomic<bool> stop = false;
  std::atomic<int> wrong = 0;
  std::thread other([&] {
    while (!stop) use_memory(9, wrong);
  });
  for (int k = 0; k < 50; ++k) {
    const pid_t copy = ::fork();
    if (copy == 0) {
      ::alarm(20);
      std::free(hidden(std::malloc(100)));
      ::_exit(7);
    }
    int status = 0;
    ASSERT_EQ(::waitpid(copy, &status, 0), copy);
    ASSERT_TRUE(WIFEXITED(status)) << "it hangs at the lock";
    ASSERT_EQ(WEXITSTATUS(status), 7);
  }
  stop = true;
  other.join();
}

}  // namespace
}  // namespace heaplab::shim
