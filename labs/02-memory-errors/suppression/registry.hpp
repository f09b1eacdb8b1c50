// The plugin registry of a vendor, release 3.2. We have its source to read; we
// cannot change it.
#pragma once

#include <cstddef>

extern "C" {

// Loads a plugin, and first those that it needs. False: there is no such one.
bool reg_load(const char* name);

// A copy of the name in small letters. The caller frees it.
char* reg_copy_name(const char* name);

// Writes a record for each plugin whose version is at least `version`.
bool reg_save(int file, int version);

// Writes `bytes` bytes to the file, all of them or none.
bool reg_write(int file, const void* from, std::size_t bytes);

}  // extern "C"
