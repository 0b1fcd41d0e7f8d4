#include <algorithm>
#include <vector>

#include "api/http/request_reader.hpp"
#include "domain/check.hpp"
#include "tests/fuzz/fuzz.hpp"

// A connection's bytes: they fall into the same requests whatever pieces they arrive in, and
// nothing that is kept outgrows its bound.

using namespace kalends;
using namespace kalends::http;

namespace {

using Progress = RequestReader::Progress;

// Small, so that short inputs get past them.
constexpr Limits limits{.target_bytes_max = 64,
                        .header_bytes_max = 512,
                        .header_fields_max = 8,
                        .query_parameters_max = 4,
                        .body_bytes_max = 128};

struct Read {
    std::string target;
    std::string path;
    std::string body;
    std::vector<QueryParameter> query;
    bool keep_alive = false;

    bool operator==(const Read&) const = default;
};

struct Split {
    std::vector<Read> requests;
    Progress end = Progress::more;
    Status refused = Status::ok;

    bool operator==(const Split&) const = default;
};

Read taken_from(RequestReader& reader) {
    const Request& request = reader.request();
    ensure(request.query.size() <= limits.query_parameters_max, "a query is within its bound");
    ensure(request.headers.size() <= limits.header_fields_max, "a header is within its bound");
    return {request.target, request.path, request.body, request.query, reader.framing().keep_alive};
}

Split split(std::string_view bytes, std::size_t piece_bytes) {
    RequestReader reader{limits};
    Split all;
    while (!bytes.empty()) {
        auto piece = bytes.substr(0, piece_bytes);
        bytes.remove_prefix(piece.size());
        while (!piece.empty()) {
            const auto before = piece.size();
            all.end = reader.feed(piece);
            ensure(reader.request().body.size() <= limits.body_bytes_max,
                   "a body is within its bound");
            if (all.end == Progress::refused) {
                all.refused = reader.refusal().status;
                return all;
            }
            if (all.end == Progress::complete) {
                all.requests.push_back(taken_from(reader));
                reader.next();
            }
            ensure(piece.size() < before || all.end == Progress::complete, "bytes are taken");
        }
    }
    return all;
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    const auto text = fuzz::text_of(bytes, size);
    const auto whole = split(text, std::max<std::size_t>(size, 1));
    for (const std::size_t piece : {1U, 7U}) {
        ensure(split(text, piece) == whole, "requests do not depend on how their bytes arrive");
    }
    return 0;
}
