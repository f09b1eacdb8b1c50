# PkgConfig::tomlplusplus: the system's toml++ or, where there is no package of
# it (`-` in cmake/packages.txt), its released source. A machine without a
# network can name a copy: -DFETCHCONTENT_SOURCE_DIR_TOMLPLUSPLUS=DIR.
pkg_check_modules(tomlplusplus QUIET IMPORTED_TARGET tomlplusplus)
if(NOT tomlplusplus_FOUND)
  message(STATUS "toml++ is not installed: fetching its source")
  include(FetchContent)
  FetchContent_Declare(tomlplusplus
    GIT_REPOSITORY https://github.com/marzer/tomlplusplus.git
    GIT_TAG 30172438cee64926dc41fdd9c11fb3ba5b2ba9de  # v3.4.0
    SOURCE_SUBDIR include)  # no CMakeLists.txt there: only the headers are used
  FetchContent_MakeAvailable(tomlplusplus)
  add_library(heaplab_toml INTERFACE)
  target_include_directories(heaplab_toml SYSTEM INTERFACE
                             ${tomlplusplus_SOURCE_DIR}/include)
  add_library(PkgConfig::tomlplusplus ALIAS heaplab_toml)
endif()
