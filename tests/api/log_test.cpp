#include "api/log.hpp"

#include <doctest/doctest.h>

#include <array>
#include <memory>

#include "schemas/json/reader.hpp"

namespace log_test {

using namespace kalends;
using namespace kalends::api;

namespace {

// What is written there, to be read again.
class Paper {
  public:
    [[nodiscard]] std::FILE* file() const { return file_.get(); }
    [[nodiscard]] std::string text() const {
        std::string text;
        std::rewind(file());
        std::array<char, 4'096> piece{};
        while (const auto size = std::fread(piece.data(), 1, piece.size(), file())) {
            text.append(piece.data(), size);
        }
        return text;
    }

  private:
    std::unique_ptr<std::FILE, int (*)(std::FILE*)> file_{std::tmpfile(), &std::fclose};
};

struct Logging {
    explicit Logging(LogLevel level, LogFormat format = LogFormat::text)
        : log{level, format, news.file(), troubles.file()} {}

    Paper news;
    Paper troubles;
    Log log;
};

void answer(Log& log, http::Status status) {
    http::Response response{.status = status};
    response.with("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
    log.answered({.endpoint = "GET /v1/hosts/{id}",
                  .request_id = "req-7",
                  .response = response,
                  .time = std::chrono::microseconds{1'500}});
}

}  // namespace

TEST_CASE("a line is told if its level is, on the side where it belongs") {
    Logging logging{LogLevel::info};
    logging.log.write(LogLevel::error, "lost", {{"request_id", "r1"}, {"traceparent", ""}});
    logging.log.write(LogLevel::info, "begun");
    logging.log.write(LogLevel::debug, "looked");
    CHECK_EQ(logging.troubles.text(), "kalends: lost, request_id r1\n");
    CHECK_EQ(logging.news.text(), "kalends: begun\n");
}

TEST_CASE("the level is changed while it runs") {
    Logging logging{LogLevel::error};
    answer(logging.log, http::Status::ok);
    CHECK_EQ(logging.news.text(), "");
    logging.log.set_level(LogLevel::debug);
    answer(logging.log, http::Status::ok);
    CHECK_NE(logging.news.text(), "");
}

TEST_CASE("as JSON each line is an object, whatever stands in it, with the request and its trace") {
    Logging logging{LogLevel::debug, LogFormat::json};
    logging.log.write(LogLevel::info, "two\n\"lines\"");
    answer(logging.log, http::Status::ok);
    CHECK_EQ(logging.news.text(), "");
    const auto text = logging.troubles.text();
    const auto end = text.find('\n');
    JsonReader json;
    const auto first = json.parse(text.substr(0, end));
    REQUIRE(first);
    CHECK_EQ(first->find("message")->text(), "two\n\"lines\"");
    CHECK_EQ(first->find("level")->text(), "info");
    const auto second = json.parse(text.substr(end + 1));
    REQUIRE(second);
    CHECK_EQ(second->find("request_id")->text(), "req-7");
    CHECK_EQ(second->find("endpoint")->text(), "GET /v1/hosts/{id}");
    CHECK_EQ(second->find("status")->integer(), 200);
    CHECK_EQ(second->find("microseconds")->integer(), 1500);
    CHECK_EQ(second->find("traceparent")->text(),
             "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
}

TEST_CASE("what failed here is told always") {
    Logging logging{LogLevel::error};
    answer(logging.log, http::Status::unavailable);
    CHECK_EQ(logging.troubles.text(), "");
    answer(logging.log, http::Status::internal_error);
    const auto text = logging.troubles.text();
    CHECK_NE(text.find("a request failed, request_id req-7"), std::string::npos);
    CHECK_NE(text.find("status 500, microseconds 1500"), std::string::npos);
}

}  // namespace log_test
