// Short reports for tests, written by hand after Valgrind's description of its
// format.
#pragma once

#include <string>

namespace heaplab::valgrind {

inline std::string document(int protocol, const std::string& parts,
                            const std::string& tool = "memcheck") {
  return "<?xml version=\"1.0\"?>\n\n<valgrindoutput>\n\n<protocolversion>" +
         std::to_string(protocol) + "</protocolversion>\n<protocoltool>" +
         tool + "</protocoltool>\n\n<pid>42</pid>\n<tool>" + tool +
         "</tool>\n<args><vargv><exe>valgrind</exe></vargv><argv><exe>./csv"
         "</exe><arg>a b</arg></argv></args>\n<status><state>RUNNING</state>"
         "</status>\n" +
         parts + "\n</valgrindoutput>\n\n";
}

inline const std::string finished =
    "<status><state>FINISHED</state></status>\n<errorcounts>\n</errorcounts>\n"
    "<suppcounts>\n</suppcounts>\n";

inline std::string error(const std::string& kind, const std::string& inner,
                         const std::string& unique = "0x1") {
  return "<error>\n<unique>" + unique + "</unique>\n<tid>1</tid>\n<kind>" +
         kind + "</kind>\n" + inner + "</error>\n";
}

inline const std::string stack =
    "<stack><frame><ip>0x10A</ip><obj>/bin/csv</obj><fn>csv::put(char*)</fn>"
    "<dir>/home/me</dir><file>csv.cpp</file><line>57</line></frame></stack>\n";

}  // namespace heaplab::valgrind
