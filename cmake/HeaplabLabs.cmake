# What the labs need built: found by their lab.toml, so that a lab is one folder
# and labs/ holds no CMake files.

set(heaplab_kit_parts heaplab heaplab-player heaplab-record)

# The frozen baselines of grader/baseline, compiled as submissions are, and
# never with sanitizers: they run confined.
file(GLOB baselines CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/grader/baseline/*.cpp)
foreach(source IN LISTS baselines)
  get_filename_component(name ${source} NAME_WE)
  string(REPLACE "_" "-" name ${name})
  add_library(baseline-${name} MODULE ${source})
  target_include_directories(baseline-${name} PRIVATE
    ${PROJECT_SOURCE_DIR}/grader/include)
  target_compile_options(baseline-${name} PRIVATE
    -O2 -g -UNDEBUG -fno-omit-frame-pointer -fvisibility=hidden)
  set_target_properties(baseline-${name} PROPERTIES PREFIX "" SUFFIX ".so"
    LIBRARY_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR}/bin)
  list(APPEND heaplab_kit_parts baseline-${name})
endforeach()

# The unit tests of each lab, one program for all submissions: it talks to a
# player that loads the one it is about.
file(GLOB manifests CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/labs/*/lab.toml)
foreach(manifest IN LISTS manifests)
  get_filename_component(folder ${manifest} DIRECTORY)
  get_filename_component(lab ${folder} NAME)
  file(GLOB tests CONFIGURE_DEPENDS ${folder}/tests/*_test.cpp)
  if(NOT tests)
    continue()
  endif()
  add_executable(lab-${lab}-tests ${tests})
  target_include_directories(lab-${lab}-tests PRIVATE ${folder})
  target_link_libraries(lab-${lab}-tests PRIVATE heaplab_judge GTest::gtest_main)
  target_precompile_headers(lab-${lab}-tests PRIVATE <gtest/gtest.h>)
  heaplab_sanitize(lab-${lab}-tests)
  set_target_properties(lab-${lab}-tests PROPERTIES
    RUNTIME_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR}/bin)
  list(APPEND heaplab_kit_parts lab-${lab}-tests)
endforeach()

# All that ./lab runs.
add_custom_target(heaplab-kit DEPENDS ${heaplab_kit_parts})
