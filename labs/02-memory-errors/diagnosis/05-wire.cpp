// clang-format off
// Reads messages: a name up to ':', numbers up to ';', and a comment.
#include <cstdio>
#include <cstdlib>
#include <cstring>

constexpr const char* messages[] = {
    //! rows 3 12 name first second
    "$name:$first,$second;",
    //! end
    "$name:$first,$second;$comment",
};

char* copy_of(const char* text);
char* comment_of(const char* text);

//! shuffle
char* copy_of(const char* text) {
  //! allocated if site=0
  char* const copy = static_cast<char*>(std::malloc(std::strlen(text) + 1));
  return std::strcpy(copy, text);
}

//! and
char* comment_of(const char* text) {
  const char* const end = std::strchr(text, ';');
  //! allocated if site=1
  char* const comment = static_cast<char*>(std::malloc(std::strlen(end) + 1));
  return std::strcpy(comment, end);
}

//! and
int sum_of(const char* message) {
  char* const copy = copy_of(message);
  char* number = std::strchr(copy, ':');
  int sum = 0;
  while (*number != ';') {
    ++number;
    sum += static_cast<int>(std::strtol(number, &number, 10));
  }
  //! when site=0 guilty
  std::free(number);
  //! unless site=0
  std::free(copy);
  return sum;
}

//! and
bool has_comment(const char* message) {
  char* comment = comment_of(message);
  //! unless site=1
  const bool found = comment[1] != '\0';
  //! when site=1
  const bool found = *++comment != '\0';
  //! guilty if site=1
  std::free(comment);
  return found;
}

//! end
int main() {
  int sum = 0;
  int comments = 0;
  for (const char* message : messages) {
    if (has_comment(message)) ++comments;
    sum += sum_of(message);
  }
  std::printf("sum %d, %d with a comment\n", sum, comments);
}
