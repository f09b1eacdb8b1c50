# The program that ./lab frame draws without an exercise: labs/*/frames, for
# this machine's instruction set and, where there is a cross compiler, for the
# other.
#
#   bin/frames/ISA/LAB

# heaplab_frames_of(ISA COMPILER LAB FOLDER)
function(heaplab_frames_of isa compiler lab folder)
  file(GLOB sources CONFIGURE_DEPENDS ${folder}/*.cpp)
  set(objects)
  foreach(source IN LISTS sources)
    get_filename_component(name ${source} NAME)
    set(object ${PROJECT_BINARY_DIR}/frames/${isa}/${lab}/${name}.o)
    heaplab_cross_object(${compiler} ${source} ${object}
                         -O0 -fstack-protector-strong)
    list(APPEND objects ${object})
  endforeach()
  set(library ${PROJECT_BINARY_DIR}/bin/abi/${isa}/libheaplab-abi.a)
  set(program ${PROJECT_BINARY_DIR}/bin/frames/${isa}/${lab})
  file(MAKE_DIRECTORY ${PROJECT_BINARY_DIR}/bin/frames/${isa})
  add_custom_command(OUTPUT ${program}
    COMMAND ${compiler} -static -g -o ${program} ${objects} ${library}
    DEPENDS ${objects} ${library} heaplab-abi-${isa} VERBATIM)
  set(heaplab_frame_programs ${heaplab_frame_programs} ${program} PARENT_SCOPE)
endfunction()

set(heaplab_frame_programs)
set(heaplab_native_frames)
file(GLOB folders CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/labs/*/frames)
foreach(frames IN LISTS folders)
  get_filename_component(folder ${frames} DIRECTORY)
  get_filename_component(lab ${folder} NAME)
  heaplab_frames_of(${heaplab_native_isa} ${CMAKE_CXX_COMPILER} ${lab}
                    ${frames})
  list(APPEND heaplab_native_frames
       ${PROJECT_BINARY_DIR}/bin/frames/${heaplab_native_isa}/${lab})
  if(HEAPLAB_CROSS_CXX)
    heaplab_frames_of(${heaplab_other_isa} ${HEAPLAB_CROSS_CXX} ${lab}
                      ${frames})
  endif()
endforeach()
add_custom_target(heaplab-frames ALL DEPENDS ${heaplab_frame_programs})
# The lectures show the one of this machine.
add_custom_target(heaplab-native-frames DEPENDS ${heaplab_native_frames})

# What the handouts of labs 01 and 02 show of real runs, repeated.
if(HEAPLAB_TESTS)
  set(folder ${PROJECT_SOURCE_DIR}/labs/01-stack-frames)
  add_test(NAME handout.gdb COMMAND ${folder}/gdb/record.sh --check)
  add_test(NAME handout.frame COMMAND
    ${folder}/frames/check.sh $<TARGET_FILE:heaplab>)
  add_test(NAME handout.reports COMMAND
    ${PROJECT_SOURCE_DIR}/labs/02-memory-errors/reports/record.sh --check)
  set_tests_properties(handout.gdb handout.frame handout.reports PROPERTIES
    TIMEOUT 60 SKIP_RETURN_CODE 77 ENVIRONMENT
    "CXX=${CMAKE_CXX_COMPILER};HEAPLAB_ROOT=${PROJECT_SOURCE_DIR}")
endif()
