# One call a folder: sources are *.cpp, tests are *_test.cpp beside them.

# The sanitizers are for the grader itself, never for what it confines.
function(heaplab_sanitize target)
  if(HEAPLAB_SANITIZE)
    target_compile_options(${target} PRIVATE -fsanitize=address,undefined
                           -fno-sanitize-recover=undefined)
    target_link_options(${target} PUBLIC -fsanitize=address,undefined)
  endif()
endfunction()

# heaplab_share_headers(TARGET GROUP HEADER…): headers that are compiled once for
# all targets of a group. They must have the same flags, and the first of them
# no macros that another one lacks.
function(heaplab_share_headers target group)
  get_property(owner GLOBAL PROPERTY "heaplab_headers_${group}")
  if(owner)
    target_precompile_headers(${target} REUSE_FROM ${owner})
  else()
    target_precompile_headers(${target} PRIVATE ${ARGN})
    set_property(GLOBAL PROPERTY "heaplab_headers_${group}" ${target})
  endif()
endfunction()

# heaplab_compile_quickly(TARGET): for code that takes longer to compile with -O3
# than it will ever run.
function(heaplab_compile_quickly target)
  target_compile_options(${target} PRIVATE $<$<CONFIG:Release>:-O0>)
endfunction()

# heaplab_library(NAME [SHARED] [QUICK] [FOLDERS f…] [EXCEPT source…] [LINK lib…]
# [UNCONFINED suites]): the library heaplab_NAME, static unless said otherwise, of
# the current folder and of the named ones in it, and its test program
# heaplab_NAME_test.
# QUICK: heaplab_compile_quickly(). SHARED: for programs that need no other
# library of the grader; it shares no headers with those.
# UNCONFINED is a filter of GoogleTest: the tests that confine nothing and start
# nothing, and so run in a cross build too, under its emulator.
function(heaplab_library name)
  cmake_parse_arguments(ARG "SHARED;QUICK" "UNCONFINED"
                        "FOLDERS;EXCEPT;LINK;TEST_LINK" ${ARGN})
  list(TRANSFORM ARG_FOLDERS APPEND "/*.cpp" OUTPUT_VARIABLE all)
  list(TRANSFORM ARG_FOLDERS APPEND "/*_test.cpp" OUTPUT_VARIABLE all_tests)
  file(GLOB sources CONFIGURE_DEPENDS *.cpp ${all})
  file(GLOB tests CONFIGURE_DEPENDS *_test.cpp ${all_tests})
  list(TRANSFORM ARG_EXCEPT PREPEND "${CMAKE_CURRENT_SOURCE_DIR}/")
  list(REMOVE_ITEM sources ${tests} ${ARG_EXCEPT} "")
  set(kind STATIC)
  if(ARG_SHARED)
    set(kind SHARED)
  endif()
  add_library(heaplab_${name} ${kind} ${sources})
  target_include_directories(heaplab_${name} PUBLIC
    ${PROJECT_SOURCE_DIR}/grader ${PROJECT_SOURCE_DIR}/grader/include)
  target_link_libraries(heaplab_${name} PUBLIC fmt::fmt ${ARG_LINK})
  heaplab_sanitize(heaplab_${name})
  set(group libraries)
  if(ARG_QUICK)
    heaplab_compile_quickly(heaplab_${name})
    set(group quick-libraries)
  endif()
  if(NOT ARG_SHARED)
    heaplab_share_headers(heaplab_${name} ${group} <fmt/format.h> <algorithm>
      <cstdint> <filesystem> <map> <optional> <string> <string_view> <vector>)
  endif()
  if(HEAPLAB_TESTS AND tests)
    heaplab_test(heaplab_${name}_test SOURCES ${tests}
                 LINK heaplab_${name} ${ARG_TEST_LINK}
                 UNCONFINED "${ARG_UNCONFINED}")
  endif()
endfunction()

# A GoogleTest program whose tests CTest knows one by one.
function(heaplab_test name)
  cmake_parse_arguments(ARG "" "UNCONFINED" "SOURCES;LINK" ${ARGN})
  add_executable(${name} ${ARG_SOURCES})
  target_link_libraries(${name} PRIVATE ${ARG_LINK} rapidcheck GTest::gmock
                        GTest::gtest_main)
  # GoogleTest is most of what a test costs to compile: twice as much with -O1.
  heaplab_compile_quickly(${name})
  target_compile_options(${name} PRIVATE
    # g++ 12 sees overflows in std::string that are none.
    $<$<CXX_COMPILER_ID:GNU>:-Wno-array-bounds>
    $<$<CXX_COMPILER_ID:GNU>:-Wno-stringop-overflow>)
  heaplab_share_headers(${name} tests <gmock/gmock.h> <gtest/gtest.h>
    <fmt/format.h> <algorithm> <filesystem> <string> <vector>)
  heaplab_sanitize(${name})
  if(NOT CMAKE_CROSSCOMPILING)
    gtest_discover_tests(${name} DISCOVERY_TIMEOUT 60 PROPERTIES TIMEOUT 300)
  elseif(ARG_UNCONFINED)
    # One process for all: starting an emulator takes longer than most tests.
    add_test(NAME ${name}
             COMMAND ${name} "--gtest_filter=${ARG_UNCONFINED}")
    set_tests_properties(${name} PROPERTIES TIMEOUT 600 LABELS unconfined)
  else()
    set_target_properties(${name} PROPERTIES EXCLUDE_FROM_ALL ON)
  endif()
endfunction()
