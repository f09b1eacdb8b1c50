// The ten errors of Computer Systems: A Programmer's Perspective, 9.11, each as
// small as it can be. What the compiler would see through goes by way of
// hidden(): it does not know where the result comes from.
#pragma once

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <new>

namespace ten_errors {

template <class T>
T hidden(T value) {
  volatile T copy = value;
  return copy;
}

// 1: dereferencing bad pointers
inline int bad_pointer() {
  int* const number = hidden<int*>(nullptr);
  return *number;
}
// 2: reading uninitialised memory
inline int uninitialised() {
  int* const sum = static_cast<int*>(std::malloc(sizeof(int)));
  if (*sum > 1000) std::puts("large");
  std::free(sum);
  return 0;
}
// 3: stack buffer overflows
inline int stack_overflow() {
  char buffer[8];
  const char* const name = hidden("ninebytes");
  char* to = hidden(&buffer[0]);
  for (const char* from = name; *from != 0;) *to++ = *from++;
  return 0;
}
// [errors
// 4: pointers and what they point to have the same size
inline int size_of_the_pointer() {
  struct Point {
    double x, y, z;
  };
  auto* const point = static_cast<Point*>(std::malloc(hidden(sizeof(Point*))));
  point->z = 1;
  std::free(point);
  return 0;
}
// 5: off-by-one errors
inline int off_by_one() {
  int* const list = new int[hidden(6)];
  for (int i = 0; i <= 6; ++i) list[i] = i;
  delete[] list;
  return 0;
}
// 6: a pointer instead of the object that it points to
inline int pointer_for_object() {
  int sizes[] = {5, 7};
  int* size = hidden(&sizes[0]);
  *size--;  // means (*size)--, and moves the pointer
  return sizes[0] == 4;
}
// errors]
// 7: misunderstanding pointer arithmetic
inline int scaled_twice() {
  int* const list = new int[hidden(8)];
  for (unsigned i = 0; i < 4; ++i) *(list + i * sizeof(int)) = 1;
  delete[] list;
  return 0;
}
// 8: referencing variables that do not exist any more
inline int* address_of_local() {
  int values[16] = {};
  return hidden(&values[7]);
}
inline int dead_local() { return hidden(*address_of_local()) == 99; }
// 9: referencing data in free blocks
inline int use_after_free() {
  int* const list = new int[hidden(4)]{1, 2, 3, 4};
  int* const old = hidden(list);
  delete[] list;
  return old[2] == 99;
}
// 10: memory leaks
inline int leak() {
  int* list = new int[hidden(4)];
  list = hidden<int*>(nullptr);
  return list != nullptr;
}

struct Error {
  const char* name;
  int (*run)();
};

constexpr Error all[] = {
    {"bad pointer", bad_pointer},
    {"uninitialised memory", uninitialised},
    {"stack buffer overflow", stack_overflow},
    {"size of the pointer", size_of_the_pointer},
    {"off by one", off_by_one},
    {"pointer for its object", pointer_for_object},
    {"pointer arithmetic", scaled_twice},
    {"variable that is gone", dead_local},
    {"block that was freed", use_after_free},
    {"memory leak", leak},
};

}  // namespace ten_errors
