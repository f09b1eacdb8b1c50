// Uses the operators new and delete; the sizes tell the calls apart.
#include <new>

struct alignas(256) Wide {
  char bytes[512];
};

int main() {
  char* volatile one = static_cast<char*>(operator new(1001));
  char* volatile array = new char[1002];
  char* volatile quiet = new (std::nothrow) char[1003];
  Wide* volatile wide = new Wide;
  operator delete(one);
  delete[] array;
  delete[] quiet;
  delete wide;
}
