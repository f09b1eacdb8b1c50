# Compiler settings for every target, and the libraries that the kit uses.
# Their packages are listed in cmake/packages.txt and nowhere else.
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)

if(NOT CMAKE_BUILD_TYPE)
  set(CMAKE_BUILD_TYPE Release)
endif()

option(HEAPLAB_WERROR "Treat compiler warnings as errors (CI does)" OFF)
option(HEAPLAB_SANITIZE "Build the grader with ASan and UBSan" OFF)
option(HEAPLAB_TESTS "Build the project's own tests" ON)

# Both compilers alike: only clang counts signs as conversions.
add_compile_options(-Wall -Wextra -Wshadow -Wconversion -Wno-sign-conversion)
if(HEAPLAB_WERROR)
  add_compile_options(-Werror)
endif()

# The two instruction sets of lab 01: that of this machine, and the other, whose
# programs need a cross compiler and an emulator.
if(CMAKE_SYSTEM_PROCESSOR MATCHES "^(aarch64|arm64)$")
  set(heaplab_native_isa aarch64)
  set(heaplab_other_isa x86-64)
  set(heaplab_cross_package g++-x86-64-linux-gnu)
  find_program(HEAPLAB_CROSS_CXX x86_64-linux-gnu-g++)
  find_program(HEAPLAB_EMULATOR qemu-x86_64)
else()
  set(heaplab_native_isa x86-64)
  set(heaplab_other_isa aarch64)
  set(heaplab_cross_package g++-aarch64-linux-gnu)
  find_program(HEAPLAB_CROSS_CXX aarch64-linux-gnu-g++)
  find_program(HEAPLAB_EMULATOR qemu-aarch64)
endif()

find_package(Threads REQUIRED)
find_package(fmt REQUIRED)
find_package(CLI11 REQUIRED)
find_package(nlohmann_json REQUIRED)
find_package(PkgConfig REQUIRED)
include(HeaplabToml)
pkg_check_modules(seccomp REQUIRED IMPORTED_TARGET libseccomp)
pkg_check_modules(pugixml REQUIRED IMPORTED_TARGET pugixml)
find_package(GTest REQUIRED)
if(HEAPLAB_TESTS)
  find_package(rapidcheck REQUIRED)
  include(GoogleTest)
endif()
