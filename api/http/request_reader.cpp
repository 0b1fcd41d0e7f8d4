#include "api/http/request_reader.hpp"

#include <algorithm>

#include "api/http/head_parser.hpp"

namespace kalends::http {

RequestReader::Progress RequestReader::feed(std::string_view& bytes) {
    if (!in_body_) {
        const Progress progress = feed_head(bytes);
        if (progress != Progress::more || !in_body_) return progress;
    }
    return feed_body(bytes);
}

void RequestReader::next() {
    request_.clear();
    head_.clear();
    line_begin_ = searched_ = 0;
    in_body_ = false;
    chunks_.reset();
}

// Looks at the header line by line only to find its end and what Beast would wait on or take: it
// must see a line that ends in a bare LF, and one that continues the line before it.
RequestReader::Progress RequestReader::feed_head(std::string_view& bytes) {
    const std::size_t held = head_.size();
    head_.append(bytes.substr(0, limits_.header_bytes_max + 1 - held));
    while (true) {
        const auto line_end = head_.find('\n', searched_);
        searched_ = std::min(line_end, head_.size());
        const auto line = std::string_view{head_}.substr(line_begin_, searched_ - line_begin_);
        if (line_end == std::string::npos) {
            bytes.remove_prefix(head_.size() - held);
            if (head_.size() <= limits_.header_bytes_max) return Progress::more;
            return refuse(line_begin_ == 0 ? target_too_long : header_too_large);
        }
        if (const auto refusal = check_line(line)) return refuse(*refusal);
        const bool is_empty = line.size() == 1;
        line_begin_ = searched_ = line_end + 1;
        // RFC 9112 section 2.2: an empty line before the request is ignored.
        if (is_empty && line_begin_ > 2) break;
    }
    bytes.remove_prefix(line_begin_ - held);
    head_.resize(line_begin_);
    return end_head();
}

// `line` still has its CR, but not its LF.
std::optional<Refusal> RequestReader::check_line(std::string_view line) const {
    // RFC 9112 section 2.2 allows a bare LF to end a line; not every proxy before us does.
    if (!line.ends_with('\r')) return malformed("A line of the header ends in a bare LF.");
    // RFC 9112 section 5.2: a continued line is refused; before the first field (section 2.2) a
    // blank could make the field invisible to some.
    if (line.starts_with(' ') || line.starts_with('\t')) {
        return malformed("A line of the header begins with a blank.");
    }
    return std::nullopt;
}

RequestReader::Progress RequestReader::end_head() {
    std::string_view head = head_;
    if (head.starts_with("\r\n")) head.remove_prefix(2);
    if (head.size() > limits_.header_bytes_max) return refuse(header_too_large);
    if (const auto refusal = parse_head(head, limits_, request_, http_1_0_)) {
        return refuse(*refusal);
    }
    const auto framing = framing_of(request_.headers, http_1_0_);
    if (!framing) return refuse(framing.error());
    framing_ = *framing;
    if (framing_.body == BodyKind::none) return Progress::complete;
    const auto body_bytes_max = limits_.body_bytes_max_of(request_.path);
    if (framing_.body_bytes > body_bytes_max) return refuse(body_too_large);
    in_body_ = true;
    if (framing_.body == BodyKind::chunked) {
        chunks_.emplace(body_bytes_max, limits_.received_bytes_max_of(request_.path));
    }
    return Progress::more;
}

RequestReader::Progress RequestReader::feed_body(std::string_view& bytes) {
    if (chunks_) return feed_chunks(*chunks_, bytes);
    const std::size_t missing = framing_.body_bytes - request_.body.size();
    const auto piece = bytes.substr(0, missing);
    request_.body.append(piece);
    bytes.remove_prefix(piece.size());
    return piece.size() == missing ? Progress::complete : Progress::more;
}

RequestReader::Progress RequestReader::feed_chunks(ChunkedBody& chunks, std::string_view& bytes) {
    switch (chunks.feed(bytes, request_.body)) {
        case ChunkedBody::Progress::more:
            return Progress::more;
        case ChunkedBody::Progress::done:
            return Progress::complete;
        case ChunkedBody::Progress::too_large:
            return refuse(body_too_large);
        case ChunkedBody::Progress::malformed:
            break;
    }
    return refuse(malformed("The chunks of the body are not valid, or trailers follow."));
}

RequestReader::Progress RequestReader::refuse(const Refusal& why) {
    refusal_ = why;
    return Progress::refused;
}

}  // namespace kalends::http
