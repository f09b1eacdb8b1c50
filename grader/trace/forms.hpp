// What each line of a trace looks like: one table for parser and messages.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "trace/fields.hpp"
#include "trace/trace.hpp"

namespace heaplab::trace {

struct OperationForm {
  std::string_view name;
  OperationKind kind;
  std::string_view usage;  // name and fields
};

std::span<const OperationForm> operation_forms();
const OperationForm* find_operation(std::string_view name);

enum class ExpectArguments : std::uint8_t { none, number, id, two_ids };

struct SubjectForm {
  std::string_view name;
  Subject subject;
  ExpectArguments arguments;
  std::string_view usage;
};

std::span<const SubjectForm> subject_forms();
const SubjectForm* find_subject(std::string_view name);
const SubjectForm& form_of(Subject subject);

// Throws InputError unless `fields` are as many as the words of `usage`, of
// which those that begin with a bracket may be missing.
void require_usage(const Fields& fields, std::string_view usage);

// "a, b and c"
std::string join_words(const std::vector<std::string_view>& words);

}  // namespace heaplab::trace
