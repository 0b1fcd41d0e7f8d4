#include <doctest/doctest.h>

#include <algorithm>
#include <set>

#include "tests/layering/arrows.hpp"
#include "tests/layering/homes.hpp"
#include "tests/layering/tree.hpp"

namespace layering_test {

using namespace kalends::layering;

namespace {

// Raise it as the project grows: a check that reads nothing finds nothing.
constexpr std::size_t cpp_files_min = 200;

// Folders of the table without a file yet. One that comes to stand must be taken off the list.
const std::set<std::string_view> not_there_yet{};

template <class Faults>
std::vector<std::string> faults_in_tree(Faults faults_of) {
    std::vector<std::string> all;
    for (const auto& file : tree()) {
        if (is_cpp(file)) std::ranges::move(faults_of(file), std::back_inserter(all));
    }
    return all;
}

std::size_t faults_in(std::string path, std::string_view line) {
    const auto file = sample(std::move(path), line);
    return faults_against_arrows(file).size() + faults_against_homes(file).size();
}

}  // namespace

TEST_CASE("no include points against the arrows") {
    const auto faults = faults_in_tree(faults_against_arrows);
    CHECK_MESSAGE(faults.empty(), in_lines(faults));
}

TEST_CASE("every library is included in its home alone") {
    const auto faults = faults_in_tree(faults_against_homes);
    CHECK_MESSAGE(faults.empty(), in_lines(faults));
}

TEST_CASE("every folder of the table was read, but for those not there yet") {
    std::set<std::string_view> empty;
    for (const auto& layer : layers()) empty.insert(layer.folder);
    for (const auto& file : tree()) {
        if (is_cpp(file) && layer_of(file.path) != nullptr) {
            empty.erase(layer_of(file.path)->folder);
        }
    }
    CHECK_MESSAGE(empty == not_there_yet,
                  in_lines(std::vector<std::string>(empty.begin(), empty.end())));
    CHECK(std::ranges::count_if(tree(), is_cpp) >= std::ptrdiff_t{cpp_files_min});
}

TEST_CASE("an arrow that points back is found") {
    CHECK(faults_in("domain/day.cpp", R"(#include "commands/book.hpp")") == 1);
    CHECK(faults_in("commands/book.cpp", R"(#include "commands/engine/queue.hpp")") == 1);
    CHECK(faults_in("eventstore/log.cpp", R"(#include "domain/booking.hpp")") == 1);
    CHECK(faults_in("api/routes.cpp", R"(#include "adapters/kafka/publisher.hpp")") == 1);
    CHECK(faults_in("adapters/kafka/publisher.cpp", R"(#include "api/routes.hpp")") == 1);
    CHECK(faults_in("domain/day.cpp", R"(#  include "tests/layering/tree.hpp" // why)") == 1);
}

TEST_CASE("an arrow of the table is no fault") {
    CHECK(faults_in("domain/day.cpp", R"(#include "domain/time.hpp")") == 0);
    CHECK(faults_in("eventstore/log.cpp", R"(#include "domain/id.hpp")") == 0);
    CHECK(faults_in("commands/engine/queue.cpp", R"(#include "commands/book.hpp")") == 0);
    CHECK(faults_in("app/main.cpp", R"(#include "adapters/kafka/publisher.hpp")") == 0);
}

TEST_CASE("a path that is not from the root, or a folder outside the table, is found") {
    CHECK(faults_in("domain/day.cpp", R"(#include "time.hpp")") == 1);
    CHECK(faults_in("domain/day.cpp", R"(#include "../commands/book.hpp")") == 1);
    CHECK(faults_in("domain/day.cpp", "#include <domain/time.hpp>") >= 1);
    CHECK(faults_in("common/day.cpp", "") == 1);
}

TEST_CASE("a library away from its home is found") {
    CHECK(faults_in("domain/day.cpp", "#include <rocksdb/db.h>") == 1);
    CHECK(faults_in("eventstore/log.cpp", "#include <rocksdb/db.h>") == 1);
    CHECK(faults_in("eventstore/rocks_log.cpp", "#include <rocksdb/db.h>") == 0);
    CHECK(faults_in("api/http/session.hpp", "#include <boost/beast/http.hpp>") == 1);
    CHECK(faults_in("api/http/session.cpp", "#include <boost/beast/http.hpp>") == 0);
    CHECK(faults_in("api/routes.cpp", "#include <simdjson.h>") == 1);
    CHECK(faults_in("api/routes.cpp", "#include <boost/json.hpp>") == 1);
    CHECK(faults_in("api/routes.cpp", "#include <sqlite3.h>") == 1);
    CHECK(faults_in("adapters/kafka/publisher.cpp", "#include <librdkafka/rdkafka.h>") == 1);
    CHECK(faults_in("adapters/kafka/rdkafka_topic.cpp", "#include <librdkafka/rdkafka.h>") == 0);
    CHECK(faults_in("tests/api/routes_test.cpp", "#include <rocksdb/db.h>") == 0);
}

TEST_CASE("what reaches the world is found in domain and commands") {
    CHECK(faults_in("domain/day.cpp", "#include <thread>") == 1);
    CHECK(faults_in("commands/book.cpp", "#include <unistd.h>") == 1);
    CHECK(faults_in("commands/book.cpp", "auto now = std::chrono::system_clock::now();") == 1);
    CHECK(faults_in("commands/book.cpp", "#include <vector>") == 0);
    CHECK(faults_in("commands/engine/driver.cpp", "#include <thread>") == 0);
}

}  // namespace layering_test
