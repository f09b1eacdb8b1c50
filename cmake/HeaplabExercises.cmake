# The kit's half of each exercise (labs/*/exercises/ID.cpp, with ID_*.cpp beside
# it), for this machine's instruction set and, where there is a cross compiler,
# for the other: the object that a student's objects are linked with, and a
# program without them, which tells its cases.
#
#   bin/abi/ISA/libheaplab-abi.a     the register checker (grader/abi)
#   bin/exercises/ISA/LAB/ID.o       the cases
#   bin/exercises/ISA/LAB/ID         the program

set(heaplab_exercise_flags -std=c++20 -O2 -g -fno-omit-frame-pointer
    -Wall -Wextra -Wshadow -Wconversion -Wno-sign-conversion
    -I ${PROJECT_SOURCE_DIR}/grader -I ${PROJECT_SOURCE_DIR}/grader/include)
if(HEAPLAB_WERROR)
  list(APPEND heaplab_exercise_flags -Werror)
endif()

# heaplab_cross_object(COMPILER SOURCE OBJECT [FLAG…])
function(heaplab_cross_object compiler source object)
  get_filename_component(folder ${object} DIRECTORY)
  file(MAKE_DIRECTORY ${folder})
  add_custom_command(OUTPUT ${object}
    COMMAND ${CMAKE_CXX_COMPILER_LAUNCHER} ${compiler} ${heaplab_exercise_flags}
            ${ARGN} -MD -MF ${object}.d -c ${source} -o ${object}
    DEPENDS ${source} DEPFILE ${object}.d VERBATIM
    COMMENT "Building ${object}")
endfunction()

# heaplab_register_checker(ISA COMPILER)
function(heaplab_register_checker isa compiler)
  set(folder ${PROJECT_SOURCE_DIR}/grader/abi)
  file(GLOB sources CONFIGURE_DEPENDS ${folder}/*.cpp ${folder}/${isa}/*.cpp
       ${folder}/${isa}/*.S)
  list(FILTER sources EXCLUDE REGEX "_test\\.cpp$")
  set(objects)
  foreach(source IN LISTS sources)
    file(RELATIVE_PATH name ${folder} ${source})
    set(object ${PROJECT_BINARY_DIR}/abi/${isa}/${name}.o)
    heaplab_cross_object(${compiler} ${source} ${object})
    list(APPEND objects ${object})
  endforeach()
  set(library ${PROJECT_BINARY_DIR}/bin/abi/${isa}/libheaplab-abi.a)
  file(MAKE_DIRECTORY ${PROJECT_BINARY_DIR}/bin/abi/${isa})
  # `ar` of this machine makes an index for any instruction set.
  add_custom_command(OUTPUT ${library}
    COMMAND ${CMAKE_COMMAND} -E rm -f ${library}
    COMMAND ${CMAKE_AR} qc ${library} ${objects}
    COMMAND ${CMAKE_RANLIB} ${library}
    DEPENDS ${objects} VERBATIM)
  add_custom_target(heaplab-abi-${isa} DEPENDS ${library})
endfunction()

# heaplab_exercise(ISA COMPILER LAB ID SOURCE…): the program's path is added to
# heaplab_exercise_programs.
function(heaplab_exercise isa compiler lab id)
  set(objects)
  foreach(source IN LISTS ARGN)
    get_filename_component(name ${source} NAME)
    set(object ${PROJECT_BINARY_DIR}/exercises/${isa}/${lab}/${name}.o)
    heaplab_cross_object(${compiler} ${source} ${object}
                         -I ${PROJECT_SOURCE_DIR}/labs/${lab})
    list(APPEND objects ${object})
  endforeach()
  set(program ${PROJECT_BINARY_DIR}/bin/exercises/${isa}/${lab}/${id})
  file(MAKE_DIRECTORY ${PROJECT_BINARY_DIR}/bin/exercises/${isa}/${lab})
  set(library ${PROJECT_BINARY_DIR}/bin/abi/${isa}/libheaplab-abi.a)
  add_custom_command(OUTPUT ${program}.o
    COMMAND ${compiler} -r -nostdlib -o ${program}.o ${objects}
    DEPENDS ${objects} VERBATIM)
  add_custom_command(OUTPUT ${program}
    COMMAND ${compiler} -static -g -o ${program} ${program}.o ${library}
    DEPENDS ${program}.o ${library} heaplab-abi-${isa} VERBATIM)
  set(heaplab_exercise_programs ${heaplab_exercise_programs} ${program}
      PARENT_SCOPE)
endfunction()

# heaplab_exercises_of(LAB FOLDER): adds all exercises of a lab to the same list.
function(heaplab_exercises_of lab folder)
  file(GLOB sources CONFIGURE_DEPENDS ${folder}/exercises/*.cpp)
  list(SORT sources)  # an ID stands before all ID_*
  set(ids)
  foreach(source IN LISTS sources)
    get_filename_component(stem ${source} NAME_WE)
    set(owner ${stem})
    foreach(id IN LISTS ids)
      if(stem MATCHES "^${id}_")
        set(owner ${id})
      endif()
    endforeach()
    if(owner STREQUAL stem)
      list(APPEND ids ${stem})
    endif()
    list(APPEND of_${owner} ${source})
  endforeach()
  foreach(id IN LISTS ids)
    heaplab_exercise(${heaplab_native_isa} ${CMAKE_CXX_COMPILER} ${lab} ${id}
                     ${of_${id}})
    if(HEAPLAB_CROSS_CXX)
      heaplab_exercise(${heaplab_other_isa} ${HEAPLAB_CROSS_CXX} ${lab} ${id}
                       ${of_${id}})
    endif()
  endforeach()
  set(heaplab_exercise_programs ${heaplab_exercise_programs} PARENT_SCOPE)
endfunction()

heaplab_register_checker(${heaplab_native_isa} ${CMAKE_CXX_COMPILER})
if(HEAPLAB_CROSS_CXX)
  heaplab_register_checker(${heaplab_other_isa} ${HEAPLAB_CROSS_CXX})
endif()

set(heaplab_exercise_programs)
file(GLOB folders CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/labs/*/exercises)
foreach(exercises IN LISTS folders)
  get_filename_component(folder ${exercises} DIRECTORY)
  get_filename_component(lab ${folder} NAME)
  heaplab_exercises_of(${lab} ${folder})
endforeach()
add_custom_target(heaplab-exercises ALL DEPENDS ${heaplab_exercise_programs})
