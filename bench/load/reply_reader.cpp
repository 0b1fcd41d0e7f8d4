#include "bench/load/reply_reader.hpp"

#include <charconv>
#include <limits>
#include <stdexcept>

namespace kalends::bench {
namespace {

constexpr std::string_view end_of_head = "\r\n\r\n";
constexpr std::string_view length_field = "\r\nContent-Length: ";
constexpr std::string_view chunked_field = "\r\nTransfer-Encoding: chunked";
constexpr auto bytes_max = std::numeric_limits<std::size_t>::max();
constexpr std::string_view version = "HTTP/1.1 ";

std::size_t number_at(std::string_view text) {
    std::size_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{}) throw std::runtime_error{"a reply has no number where one must be"};
    return value;
}

}  // namespace

std::optional<int> ReplyReader::take(std::string_view bytes) {
    bytes_.append(bytes);
    if (head_bytes_ == 0) {
        const auto end = bytes_.find(end_of_head);
        if (end == std::string::npos) return std::nullopt;
        read_head(end + end_of_head.size());
    }
    if (chunks_) return take_chunks(*chunks_);
    if (bytes_.size() < whole_bytes_) return std::nullopt;
    if (bytes_.size() > whole_bytes_) throw std::runtime_error{"a reply is followed by more"};
    return status_;
}

void ReplyReader::read_head(std::size_t head_bytes) {
    const auto head = std::string_view{bytes_}.substr(0, head_bytes);
    if (!head.starts_with(version)) throw std::runtime_error{"a reply is not HTTP/1.1"};
    status_ = static_cast<int>(number_at(head.substr(version.size())));
    if (head.find(chunked_field) != std::string_view::npos) chunks_.emplace(bytes_max, bytes_max);
    const auto length = head.find(length_field);
    const bool has_body = length != std::string_view::npos;
    head_bytes_ = head_bytes;
    whole_bytes_ =
        head_bytes + (has_body ? number_at(head.substr(length + length_field.size())) : 0);
}

std::optional<int> ReplyReader::take_chunks(http::ChunkedBody& chunks) {
    auto bytes = std::string_view{bytes_}.substr(head_bytes_);
    const auto progress = chunks.feed(bytes, chunked_);
    if (progress == http::ChunkedBody::Progress::malformed || !bytes.empty()) {
        throw std::runtime_error{"the chunks of a reply are malformed, or followed by more"};
    }
    bytes_.resize(head_bytes_);
    if (progress != http::ChunkedBody::Progress::done) return std::nullopt;
    return status_;
}

std::string_view ReplyReader::head() const {
    return std::string_view{bytes_}.substr(0, head_bytes_);
}

std::string_view ReplyReader::body() const {
    return chunks_ ? chunked_ : std::string_view{bytes_}.substr(head_bytes_);
}

void ReplyReader::clear() {
    bytes_.clear();
    head_bytes_ = 0;
    whole_bytes_ = 0;
    chunks_.reset();
    chunked_.clear();
}

}  // namespace kalends::bench
