// Compiled for each program of the clinic, with the folder of its inputs.
#include "clinic/support.hpp"

namespace clinic {

std::string input(std::string_view file) {
  return CLINIC_INPUTS "/" + std::string(file);
}

}  // namespace clinic
