# What a repaired program of the clinic is linked with: the tests of each
# program (labs/*/clinic/ID/ID_test.cpp, and the hidden ones of
# solutions/*/hidden/clinic where those are there), compiled plainly and for the
# sanitizers, and the kit's half (grader/clinic).
#
#   bin/clinic/counted.o, uncounted.o       main(), with a malloc() that counts
#   bin/clinic/LAB/ID/plain.o, sanitized.o  the tests
#   bin/clinic/LAB/ID/hidden-plain.o, hidden-sanitized.o

# Valgrind 3.19 gives up on DWARF 5 as clang writes it.
set(heaplab_clinic_flags -std=c++20 -g -gdwarf-4 -fno-omit-frame-pointer
    -Wall -Wextra -Wshadow -Wconversion -Wno-sign-conversion
    -U_FORTIFY_SOURCE -I ${PROJECT_SOURCE_DIR}/grader)
if(HEAPLAB_WERROR)
  list(APPEND heaplab_clinic_flags -Werror)
endif()
set(heaplab_sanitized_flags -O1 -fsanitize=address,undefined
    -fno-sanitize-recover=all -D_GLIBCXX_ASSERTIONS)

# heaplab_clinic_object(SOURCE OBJECT [FLAG…])
function(heaplab_clinic_object source object)
  get_filename_component(folder ${object} DIRECTORY)
  file(MAKE_DIRECTORY ${folder})
  add_custom_command(OUTPUT ${object}
    COMMAND ${CMAKE_CXX_COMPILER_LAUNCHER} ${CMAKE_CXX_COMPILER}
            ${heaplab_clinic_flags} ${ARGN} -MD -MF ${object}.d -c ${source}
            -o ${object}
    DEPENDS ${source} DEPFILE ${object}.d VERBATIM
    COMMENT "Building ${object}")
endfunction()

# heaplab_clinic_join(RESULT OBJECT…): one object of several; it is added to
# heaplab_clinic_objects.
function(heaplab_clinic_join result)
  get_filename_component(folder ${result} DIRECTORY)
  file(MAKE_DIRECTORY ${folder})
  add_custom_command(OUTPUT ${result}
    COMMAND ${CMAKE_CXX_COMPILER} -r -nostdlib -o ${result} ${ARGN}
    DEPENDS ${ARGN} VERBATIM)
  set(heaplab_clinic_objects ${heaplab_clinic_objects} ${result} PARENT_SCOPE)
endfunction()

# heaplab_clinic_tests(LAB FOLDER SOURCE PREFIX): of the program whose folder
# that is.
function(heaplab_clinic_tests lab folder source prefix)
  get_filename_component(id ${folder} NAME)
  set(built ${PROJECT_BINARY_DIR}/clinic/${lab}/${id}/${prefix})
  set(bin ${PROJECT_BINARY_DIR}/bin/clinic/${lab}/${id})
  heaplab_clinic_object(${source} ${built}plain_test.o -O0 -I ${folder})
  heaplab_clinic_object(${source} ${built}sanitized_test.o
                        ${heaplab_sanitized_flags} -I ${folder})
  if(prefix)  # the inputs' place stands beside the visible tests
    heaplab_clinic_join(${bin}/${prefix}plain.o ${built}plain_test.o)
    heaplab_clinic_join(${bin}/${prefix}sanitized.o ${built}sanitized_test.o)
  else()
    heaplab_clinic_object(${PROJECT_SOURCE_DIR}/grader/clinic/support.cpp
      ${built}support.o -O1 -DCLINIC_INPUTS="${folder}/inputs")
    heaplab_clinic_join(${bin}/plain.o ${built}plain_test.o ${built}support.o)
    heaplab_clinic_join(${bin}/sanitized.o ${built}sanitized_test.o
                        ${built}support.o)
  endif()
  set(heaplab_clinic_objects ${heaplab_clinic_objects} PARENT_SCOPE)
endfunction()

set(heaplab_clinic_objects)
set(built ${PROJECT_BINARY_DIR}/clinic)
set(kit)
foreach(name main runner lines memcheck descriptors)
  heaplab_clinic_object(${PROJECT_SOURCE_DIR}/grader/clinic/${name}.cpp
                        ${built}/${name}.o -O1)
  list(APPEND kit ${built}/${name}.o)
endforeach()
foreach(name counted uncounted)
  heaplab_clinic_object(${PROJECT_SOURCE_DIR}/grader/clinic/${name}_malloc.cpp
                        ${built}/${name}.o -O1)
  heaplab_clinic_join(${PROJECT_BINARY_DIR}/bin/clinic/${name}.o ${kit}
                      ${built}/${name}.o)
endforeach()

file(GLOB sources CONFIGURE_DEPENDS
     ${PROJECT_SOURCE_DIR}/labs/*/clinic/*/*_test.cpp)
foreach(source IN LISTS sources)
  get_filename_component(folder ${source} DIRECTORY)
  get_filename_component(id ${folder} NAME)
  get_filename_component(lab ${folder}/../.. ABSOLUTE)
  get_filename_component(lab ${lab} NAME)
  heaplab_clinic_tests(${lab} ${folder} ${source} "")
  set(hidden
      ${PROJECT_SOURCE_DIR}/solutions/${lab}/hidden/clinic/${id}_test.cpp)
  if(EXISTS ${hidden})
    heaplab_clinic_tests(${lab} ${folder} ${hidden} "hidden-")
  endif()
endforeach()
# New hidden tests are noticed too.
file(GLOB sources CONFIGURE_DEPENDS
     ${PROJECT_SOURCE_DIR}/solutions/*/hidden/clinic/*_test.cpp)
# The program of the tests of grader/grade/clinic.
if(HEAPLAB_TESTS)
  set(folder ${PROJECT_SOURCE_DIR}/grader/grade/clinic/test_lab/clinic/notes)
  heaplab_clinic_tests(test_lab ${folder} ${folder}/notes_test.cpp "")
endif()
add_custom_target(heaplab-clinic ALL DEPENDS ${heaplab_clinic_objects})
