# What the labs need built: found by their lab.toml, so that a lab is one folder
# and labs/ holds no CMake files.

set(heaplab_kit_parts heaplab heaplab-player heaplab-record heaplab-shim
    heaplab-shim-probe heaplab-threads heaplab-usage heaplab-abi)

# Compiled as submissions are, and never with sanitizers: the frozen baselines
# of grader/baseline, which run confined, and the system's allocators of
# grader/peers, whose libraries are looked for when they are loaded.
foreach(kind baseline peer)
  string(REPLACE "peer" "peers" folder ${kind})
  file(GLOB found CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/grader/${folder}/*.cpp)
  foreach(source IN LISTS found)
    get_filename_component(name ${source} NAME_WE)
    string(REPLACE "_" "-" name ${kind}-${name})
    add_library(${name} MODULE ${source})
    target_include_directories(${name} PRIVATE
      ${PROJECT_SOURCE_DIR}/grader/include)
    target_compile_options(${name} PRIVATE
      -O2 -g -UNDEBUG -fno-omit-frame-pointer -fvisibility=hidden)
    target_link_libraries(${name} PRIVATE ${CMAKE_DL_LIBS})
    set_target_properties(${name} PROPERTIES PREFIX "" SUFFIX ".so"
      LIBRARY_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR}/bin)
    list(APPEND heaplab_kit_parts ${name})
  endforeach()
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
  heaplab_share_headers(lab-${lab}-tests lab-tests <gtest/gtest.h>)
  heaplab_sanitize(lab-${lab}-tests)
  set_target_properties(lab-${lab}-tests PROPERTIES
    RUNTIME_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR}/bin)
  list(APPEND heaplab_kit_parts lab-${lab}-tests)
endforeach()

include(HeaplabExercises)
include(HeaplabFrames)
include(HeaplabClinic)
list(APPEND heaplab_kit_parts heaplab-exercises heaplab-frames heaplab-clinic)

# All that ./lab runs.
add_custom_target(heaplab-kit DEPENDS ${heaplab_kit_parts})
