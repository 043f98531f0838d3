// The text of requests and responses, apart from any socket.
#pragma once

#include <string>

#include "httpd/server.h"

namespace mingcha::httpd {

// Fills path, query and host from target and headers; an absolute target ("http://host/path")
// names the host.
void split_target(Request& request);

// Head and body as they go over the wire. Headers whose name or value could break the head are
// left out. `head_only`: without body but with its length (HEAD). 1xx, 204 and 304 have no body.
std::string wire_text(const Response& response, std::string_view reason, bool keep_alive,
                      bool head_only);

// The head of an answer whose body is sent bit by bit. Not `chunked`: it ends with the connection
// (HTTP/1.0).
std::string stream_head(const Response& response, std::string_view reason, bool chunked);
std::string chunk(std::string_view piece);  // not empty
inline constexpr std::string_view kLastChunk = "0\r\n\r\n";

}  // namespace mingcha::httpd
