// A right debugging allocator whose reports are changed on their way.
#pragma once

#include "debugging.hpp"

template <typename Change>
class Tampering : public Debugging {
 public:
  Tampering(heaplab::Heap& heap, heaplab::ErrorReporter& reporter)
      : Debugging(heap, changing), changing(reporter) {}

 private:
  class Changing final : public heaplab::ErrorReporter {
   public:
    explicit Changing(heaplab::ErrorReporter& real) : real(real) {}
    void report(const heaplab::MemoryError& error) override {
      Change::report(error, real);
    }

   private:
    heaplab::ErrorReporter& real;
  };
  Changing changing;
};
