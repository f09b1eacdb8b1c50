// For tests: what g++ 12 and clang 14 printed for small programs, without the
// frames before main and the shadow bytes.
#pragma once

namespace heaplab::grade::samples {

// clang-format off
inline const char* const overflow =
    R"(=================================================================
==12068==ERROR: AddressSanitizer: heap-buffer-overflow on address 0x60200000001c at pc 0x55c4f2f85f99 bp 0x7fff50242a60 sp 0x7fff50242a58
WRITE of size 1 at 0x60200000001c thread T0
    #0 0x55c4f2f85f98 in csv::put(char*, int) /home/me/csv.cpp:14
    #1 0x55c4f2f85f98 in main /home/me/csv.cpp:23

0x60200000001c is located 0 bytes to the right of 12-byte region [0x602000000010,0x60200000001c)
allocated by thread T0 here:
    #0 0x7f5075cb89cf in __interceptor_malloc ../../../../src/libsanitizer/asan/asan_malloc_linux.cpp:69
    #1 0x55c4f2f857d8 in csv::make(int) /home/me/csv.cpp:13
    #2 0x55c4f2f85f2a in main /home/me/csv.cpp:23
)";

inline const char* const clang_overflow =
    R"(=================================================================
==12075==ERROR: AddressSanitizer: heap-buffer-overflow on address 0x60200000001c at pc 0x55c9e1326e84 bp 0x7ffd4965ef90 sp 0x7ffd4965ef88
WRITE of size 1 at 0x60200000001c thread T0
    #0 0x55c9e1326e83 in csv::put(char*, int) /home/me/csv.cpp:14:51
    #1 0x55c9e1326e83 in main /home/me/csv.cpp:23:33

0x60200000001c is located 0 bytes to the right of 12-byte region [0x602000000010,0x60200000001c)
allocated by thread T0 here:
    #0 0x55c9e12e81fe in malloc (/home/me/csv0xa81fe) (BuildId: 57ce18b83a8a783a1c890497eecf85365f7f9e64)
    #1 0x55c9e1325bbb in csv::make(int) /home/me/csv.cpp:13:47
    #2 0x55c9e1325bbb in main /home/me/csv.cpp:23:24
)";

inline const char* const freed =
    R"(=================================================================
==12105==ERROR: AddressSanitizer: heap-use-after-free on address 0x602000000013 at pc 0x5651688e8f11 bp 0x7ffe8e5ed290 sp 0x7ffe8e5ed288
WRITE of size 1 at 0x602000000013 thread T0
    #0 0x5651688e8f10 in csv::put(char*, int) /home/me/csv.cpp:14:51
    #1 0x5651688e8f10 in main /home/me/csv.cpp:26:41

0x602000000013 is located 3 bytes inside of 12-byte region [0x602000000010,0x60200000001c)
freed by thread T0 here:
    #0 0x5651688a9f52 in __interceptor_free (/home/me/csv0xa7f52) (BuildId: 57ce18b83a8a783a1c890497eecf85365f7f9e64)
    #1 0x5651688e7d2b in main /home/me/csv.cpp:26:32

previously allocated by thread T0 here:
    #0 0x5651688aa1fe in malloc (/home/me/csv0xa81fe) (BuildId: 57ce18b83a8a783a1c890497eecf85365f7f9e64)
    #1 0x5651688e7d20 in csv::make(int) /home/me/csv.cpp:13:47
    #2 0x5651688e7d20 in main /home/me/csv.cpp:26:23
)";

inline const char* const twice =
    R"(=================================================================
==12108==ERROR: AddressSanitizer: attempting double-free on 0x602000000010 in thread T0:
    #0 0x7f14582b76a8 in __interceptor_free ../../../../src/libsanitizer/asan/asan_malloc_linux.cpp:52
    #1 0x563181661136 in main /home/me/csv.cpp:27

0x602000000010 is located 0 bytes inside of 12-byte region [0x602000000010,0x60200000001c)
freed by thread T0 here:
    #0 0x7f14582b76a8 in __interceptor_free ../../../../src/libsanitizer/asan/asan_malloc_linux.cpp:52
    #1 0x56318166112e in main /home/me/csv.cpp:27

previously allocated by thread T0 here:
    #0 0x7f14582b89cf in __interceptor_malloc ../../../../src/libsanitizer/asan/asan_malloc_linux.cpp:69
    #1 0x5631816607d8 in csv::make(int) /home/me/csv.cpp:13
    #2 0x563181661123 in main /home/me/csv.cpp:27

==12108==ABORTING
)";

inline const char* const mismatch =
    R"(=================================================================
==12118==ERROR: AddressSanitizer: alloc-dealloc-mismatch (malloc vs operator delete) on 0x602000000010
    #0 0x7fc0308ba3c8 in operator delete(void*, unsigned long) ../../../../src/libsanitizer/asan/asan_new_delete.cpp:164
    #1 0x55bebd0bd15e in main /home/me/csv.cpp:28

0x602000000010 is located 0 bytes inside of 12-byte region [0x602000000010,0x60200000001c)
allocated by thread T0 here:
    #0 0x7fc0308b89cf in __interceptor_malloc ../../../../src/libsanitizer/asan/asan_malloc_linux.cpp:69
    #1 0x55bebd0bc7d8 in csv::make(int) /home/me/csv.cpp:13
    #2 0x55bebd0bd148 in main /home/me/csv.cpp:28

==12118==ABORTING
)";

inline const char* const leaks =
    R"(
=================================================================
==12307==ERROR: LeakSanitizer: detected memory leaks

Direct leak of 33 byte(s) in 1 object(s) allocated from:
    #0 0x7f63136b89cf in __interceptor_malloc ../../../../src/libsanitizer/asan/asan_malloc_linux.cpp:69
    #1 0x55a74e3f77d8 in csv::make(int) /home/me/csv.cpp:13
    #2 0x55a74e3f860e in main /home/me/csv.cpp:36

Direct leak of 12 byte(s) in 1 object(s) allocated from:
    #0 0x7f63136b89cf in __interceptor_malloc ../../../../src/libsanitizer/asan/asan_malloc_linux.cpp:69
    #1 0x55a74e3f77d8 in csv::make(int) /home/me/csv.cpp:13
    #2 0x55a74e3f8604 in main /home/me/csv.cpp:36
)";

inline const char* const null =
    R"(csv.cpp:14:51: runtime error: store to null pointer of type 'volatile char'
    #0 0x5556bac7265a in csv::put(char*, int) /home/me/csv.cpp:14
    #1 0x5556bac7265a in main /home/me/csv.cpp:37

=================================================================
==12319==ERROR: AddressSanitizer: SEGV on unknown address 0x000000000000 (pc 0x5556bac72640 bp 0x7ffee272e3d0 sp 0x7ffee272db70 T0)
==12319==The signal is caused by a WRITE memory access.
==12319==Hint: address points to the zero page.
    #0 0x5556bac72640 in csv::put(char*, int) /home/me/csv.cpp:14
    #1 0x5556bac72640 in main /home/me/csv.cpp:37

AddressSanitizer can not provide additional info.
==12319==ABORTING
)";

inline const char* const global =
    R"(csv.cpp:33:38: runtime error: store to address 0x5560c9d0f8b0 with insufficient space for an object of type 'int'
0x5560c9d0f8b0: note: pointer points here
 00 00 00 00  00 00 00 00 00 00 00 00  00 00 00 00 00 00 00 00  00 00 00 00 00 00 00 00  00 00 00 00
              ^ 
    #0 0x5560c9cf04e2 in main /home/me/csv.cpp:33

=================================================================
==12243==ERROR: AddressSanitizer: global-buffer-overflow on address 0x5560c9d0f8b0 at pc 0x5560c9cf04f0 bp 0x7ffef817f600 sp 0x7ffef817f5f8
WRITE of size 4 at 0x5560c9d0f8b0 thread T0
    #0 0x5560c9cf04ef in main /home/me/csv.cpp:33

0x5560c9d0f8b0 is located 0 bytes to the right of global variable 't' defined in 'csv.cpp:15:34' (0x5560c9d0f8a0) of size 16
)";

inline const char* const returned =
    R"(=================================================================
==12284==ERROR: AddressSanitizer: stack-use-after-return on address 0x7ff74dc00730 at pc 0x5569251dc55a bp 0x7ffec036ef50 sp 0x7ffec036ef48
READ of size 4 at 0x7ff74dc00730 thread T0
    #0 0x5569251dc559 in main /home/me/csv.cpp:35

Address 0x7ff74dc00730 is located in stack of thread T0 at offset 48 in frame
    #0 0x5569251db9d7 in csv::ret() /home/me/csv.cpp:17

  This frame has 2 object(s):
    [48, 52) 'a' (line 17) <== Memory access at offset 48 is inside this variable
    [64, 72) 'p' (line 17)
HINT: this may be a false positive if your program uses some custom stack unwind mechanism, swapcontext or vfork
      (longjmp and C++ exceptions *are* supported)
)";

inline const char* const overlap =
    R"(=================================================================
==12345==ERROR: AddressSanitizer: memcpy-param-overlap: memory ranges [0x7f5411200762,0x7f541120076e) and [0x7f5411200760, 0x7f541120076c) overlap
    #0 0x7f5413c47f4f in __interceptor_memcpy ../../../../src/libsanitizer/sanitizer_common/sanitizer_common_interceptors.inc:827
    #1 0x561279907755 in main /home/me/csv.cpp:39
)";

inline const char* const too_large =
    R"(=================================================================
==12600==ERROR: AddressSanitizer: requested allocation size 0xfffffffffffffff3 (0x7f8 after adjustments for alignment, red zones etc.) exceeds maximum supported size of 0x10000000000 (thread T0)
    #0 0x7f40baeb89cf in __interceptor_malloc ../../../../src/libsanitizer/asan/asan_malloc_linux.cpp:69
    #1 0x55911c6cd237 in main /home/me/csv.cpp:51

==12600==ABORTING
)";

inline const char* const shift =
    R"(csv.cpp:44:26: runtime error: shift exponent 42 is too large for 32-bit type 'int'
    #0 0x55eae6654e22 in main /home/me/csv.cpp:44
)";

inline const char* const index =
    R"(/usr/include/c++/12/bits/stl_vector.h:1123: constexpr std::vector<_Tp, _Alloc>::reference std::vector<_Tp, _Alloc>::operator[](size_type) [with _Tp = int; _Alloc = std::allocator<int>; reference = int&; size_type = long unsigned int]: Assertion '__n < this->size()' failed.
=================================================================
==26493==ERROR: AddressSanitizer: ABRT on unknown address 0x00000000677d (pc 0x7f8a220a8eec bp 0x7f8a234ce7c0 sp 0x7ffccc7f4120 T0)
    #0 0x7f8a220a8eec in __pthread_kill_implementation nptl/pthread_kill.c:44
    #1 0x7f8a22059fb1 in __GI_raise ../sysdeps/posix/raise.c:26
    #2 0x7f8a22044471 in __GI_abort stdlib/abort.c:79
    #3 0x7f8a22ad09ed in std::__glibcxx_assert_fail(char const*, int, char const*, char const*) (/lib/x86_64-linux-gnu/libstdc++.so.6+0xd09ed)
    #4 0x55a53cd2bcc6 in std::vector<int, std::allocator<int> >::operator[](unsigned long) /usr/include/c++/12/bits/stl_vector.h:1123
    #5 0x55a53cd2bcc6 in csv::Reader::at(int) /home/me/csv.cpp:12
    #6 0x55a53cd2bcc6 in main /home/me/csv.cpp:42

AddressSanitizer can not provide additional info.
==26493==ABORTING
)";

inline const char* const negative =
    R"(=================================================================
==12677==ERROR: AddressSanitizer: negative-size-param: (size=-1)
    #0 0x7f0bb00481b7 in __interceptor_memcpy ../../../../src/libsanitizer/sanitizer_common/sanitizer_common_interceptors.inc:827
    #1 0x557af46fd3c7 in main /home/me/csv.cpp:58

0x557af47059e0 is located 0 bytes inside of global variable '*.LC67' defined in 'csv.cpp' (0x557af47059e0) of size 7
  '*.LC67' is ascii string 'abcdef'
==12677==ABORTING
)";
// clang-format on

}  // namespace heaplab::grade::samples
