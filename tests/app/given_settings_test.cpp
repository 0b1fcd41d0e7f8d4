#include "app/given_settings.hpp"

#include <doctest/doctest.h>

#include <fstream>

#include "tests/fakes/temporary_folder.hpp"

namespace given_settings_test {

using namespace kalends;

namespace {

std::vector<std::string> in_words(const std::vector<GivenSetting>& given) {
    std::vector<std::string> words;
    for (const auto& [name, value, source] : given) {
        words.push_back(name + " is " + value + " by " + source);
    }
    return words;
}

}  // namespace

TEST_CASE("a settings file has a setting a line, and comments and blanks count for nothing") {
    const fakes::TemporaryFolder folder;
    const auto path = (folder.path() / "kalends.conf").string();
    std::ofstream{path} << "# ours\n\n  port=81 # not 80\n\tdemo = true\n";
    std::vector<std::string> faults;
    CHECK(in_words(read_settings_file(path, faults)) ==
          std::vector<std::string>{"port is 81 by " + path + ":3: port",
                                   "demo is true by " + path + ":4: demo"});
    CHECK(faults.empty());
}

TEST_CASE("a # within a word begins no comment, so that no password is cut short") {
    const fakes::TemporaryFolder folder;
    const auto path = (folder.path() / "kalends.conf").string();
    std::ofstream{path} << "kafka-user = #ann\nkafka-password = a#b##\t#c#d\n";
    std::vector<std::string> faults;
    CHECK(in_words(read_settings_file(path, faults)) ==
          std::vector<std::string>{"kafka-user is  by " + path + ":1: kafka-user",
                                   "kafka-password is a#b## by " + path + ":2: kafka-password"});
    CHECK(faults.empty());
}

TEST_CASE("a line that sets nothing is a fault, and so is a file that is not there") {
    const fakes::TemporaryFolder folder;
    const auto path = (folder.path() / "kalends.conf").string();
    std::ofstream{path} << "port 81\n";
    std::vector<std::string> faults;
    CHECK(read_settings_file(path, faults).empty());
    CHECK(read_settings_file(path + ".gone", faults).empty());
    CHECK(faults ==
          std::vector<std::string>{path + ":1: expected name = value",
                                   "settings: " + path + ".gone is no file that can be read"});
}

TEST_CASE("a setting that stands twice in a file is a fault, for one of them is not meant") {
    const fakes::TemporaryFolder folder;
    const auto path = (folder.path() / "kalends.conf").string();
    std::ofstream{path} << "port = 81\ndemo = true\nport = 82\n";
    std::vector<std::string> faults;
    CHECK(read_settings_file(path, faults).size() == 3);
    CHECK(faults == std::vector<std::string>{path + ":3: port stands there already"});
}

TEST_CASE("every variable of ours is given, one that names no setting under its own name") {
    const char* const entries[] = {"HOME=/root",           "KALENDS_CORS_ORIGIN=https://a?b=c",
                                   "KALENDS_DAAT=there",   "KALENDS_SETTINGS=file",
                                   "NOT_KALENDS_PORT=900", nullptr};
    CHECK(in_words(read_environment(environment_of(entries))) ==
          std::vector<std::string>{"cors-origin is https://a?b=c by KALENDS_CORS_ORIGIN",
                                   "KALENDS_DAAT is there by KALENDS_DAAT"});
}

}  // namespace given_settings_test
