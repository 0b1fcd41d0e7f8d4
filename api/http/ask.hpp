#pragma once

#include <chrono>
#include <cstdint>
#include <string>

namespace kalends::http {

// A server on this machine: its numeric address, and whether it is known to speak TLS. Its
// certificate is not checked, since none is of such an address.
struct ServerHere {
    std::string address;
    std::uint16_t port = 0;
    bool speaks_tls = false;
};

struct Question {
    std::string method = "GET";
    std::string target;
    std::string bearer = {};  // shown as Authorization if it is not empty
    std::string json = {};    // the body, if there is one
};

struct Asked {
    int status = 0;
    std::string reason;  // the text beside the status
    std::string body;
};

// Asks over a connection of its own; by TLS, too, if the server answers that it speaks that, which
// is found out before a bearer is shown. Throws boost::system::system_error if there is no answer
// in HTTP within `patience`.
[[nodiscard]] Asked ask(const ServerHere& server, Question question,
                        std::chrono::milliseconds patience);

}  // namespace kalends::http
