#include "api/http/gzip.hpp"

#include <zlib.h>

#include "api/http/liking.hpp"
#include "domain/check.hpp"

namespace kalends::http {
namespace {

// Less is sent in a packet or three, whatever its coding, and sooner as it is.
constexpr std::size_t compressed_bytes_min = 4'096;
// The quickest: the threads that answer have other things to do.
constexpr int level = 1;
constexpr int largest_window_as_gzip = 15 + 16;
constexpr int memory_usual = 8;

}  // namespace

bool takes_gzip(const Headers& headers) {
    return liking(headers.find("Accept-Encoding").value_or(""), "gzip") > 0;
}

std::string gzipped(std::string_view bytes) {
    z_stream stream{};
    const int begun = deflateInit2(&stream, level, Z_DEFLATED, largest_window_as_gzip, memory_usual,
                                   Z_DEFAULT_STRATEGY);
    ensure(begun == Z_OK, "there is memory to compress with");
    std::string compressed(deflateBound(&stream, bytes.size()), '\0');
    // zlib does not write there, it only lacks the word for it.
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
    stream.avail_in = static_cast<uInt>(bytes.size());
    stream.next_out = reinterpret_cast<Bytef*>(compressed.data());
    stream.avail_out = static_cast<uInt>(compressed.size());
    const int ended = deflate(&stream, Z_FINISH);
    compressed.resize(stream.total_out);
    deflateEnd(&stream);
    ensure(ended == Z_STREAM_END, "what is compressed has the room that it may need");
    return compressed;
}

void compress(Response& response, bool is_taken) {
    const bool is_worth_it = carries_body(response.status) && !response.header("ETag") &&
                             response.body.size() >= compressed_bytes_min;
    if (!is_worth_it) return;
    response.with("Vary", "Accept-Encoding");
    if (!is_taken) return;
    response.body = gzipped(response.body);
    response.with("Content-Encoding", "gzip");
}

}  // namespace kalends::http
