// Memcheck's errors in sentences: one function for each group of kinds. Each
// sets all of the finding but `source`.
#pragma once

#include "grade/memory/place.hpp"
#include "judge/finding.hpp"
#include "valgrind/error.hpp"

namespace heaplab::grade {

// Where the error happened.
Place place_of_error(const valgrind::Error& error, const StudentFiles& files);

void tell(judge::Finding& finding, judge::FindingKind kind,
          std::string expected, std::string actual);

// `kind` is read or write.
void tell_access(judge::Finding& finding, const valgrind::Error& error,
                 const StudentFiles& files);
void tell_free(judge::Finding& finding, const valgrind::Error& error,
               const StudentFiles& files);
void tell_jump(judge::Finding& finding, const valgrind::Error& error,
               const StudentFiles& files);
// Conditions, addresses and arguments of system calls.
void tell_uninitialised(judge::Finding& finding, const valgrind::Error& error,
                        const StudentFiles& files);

}  // namespace heaplab::grade
