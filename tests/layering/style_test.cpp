#include "tests/layering/style.hpp"

#include <doctest/doctest.h>

#include <algorithm>

#include "tests/layering/tree.hpp"

namespace style_test {

using namespace kalends::layering;

namespace {

std::size_t faults_in(std::string path, std::string_view text) {
    return faults_of_style(sample(std::move(path), text)).size();
}

}  // namespace

TEST_CASE("every file keeps the house style") {
    std::vector<std::string> faults;
    for (const auto& file : tree()) {
        std::ranges::move(faults_of_style(file), std::back_inserter(faults));
    }
    CHECK_MESSAGE(faults.empty(), in_lines(faults));
    CHECK_MESSAGE(std::ranges::any_of(tree(), [](auto& file) { return file.path == "run"; }),
                  "scripts are read too");
}

TEST_CASE("the files that are too long are exactly those with a reason") {
    std::vector<std::string> too_long;
    std::vector<std::string> with_reason;
    for (const auto& file : tree()) {
        if (is_too_long(file)) too_long.push_back(file.path);
    }
    for (const auto& [path, reason] : long_files()) {
        CHECK_FALSE(reason.empty());
        with_reason.emplace_back(path);
    }
    std::ranges::sort(with_reason);
    CHECK_MESSAGE(too_long == with_reason, in_lines(too_long));
}

TEST_CASE("a line is measured in characters") {
    CHECK(columns_of("Zürich → Genève") == 15);
    CHECK(faults_in("domain/day.cpp", std::string(100, 'x')) == 0);
    CHECK(faults_in("domain/day.cpp", std::string(101, 'x')) == 1);
}

TEST_CASE("what is left for later is found") {
    CHECK(faults_in("domain/day.cpp",
                    "// TO"
                    "DO: leap seconds") == 1);
    CHECK(faults_in("run",
                    "# FIX"
                    "ME") == 1);
    CHECK(faults_in("domain/day.cpp", "// Nothing to do.") == 0);
}

TEST_CASE("a test that sleeps is found") {
    CHECK(faults_in("tests/api/server_test.cpp",
                    "std::this_thread::sleep_"
                    "for(1s);") == 1);
    CHECK(faults_in("tests/kill/client.py",
                    "    time.sleep"
                    "(1)") == 1);
    CHECK(faults_in("commands/engine/driver.cpp",
                    "std::this_thread::sleep_"
                    "for(1s);") == 0);
    CHECK(faults_in("tests/api/server_test.cpp", "the host is asleep (no answer)") == 0);
}

TEST_CASE("a header without its guard is found") {
    CHECK(faults_in("domain/day.hpp", "struct Day {};") == 1);
    CHECK(faults_in("domain/day.hpp", "#pragma once\nstruct Day {};") == 0);
}

TEST_CASE("a name that says nothing is found") {
    CHECK(faults_in("domain/booking_manager.cpp", "") == 1);
    CHECK(faults_in("domain/utils.py", "") == 1);
    CHECK(faults_in("domain/service_hours.cpp", "") == 1);
    CHECK(faults_in("projections/utilisation.cpp", "") == 0);
    CHECK(faults_in("domain/simple_day.cpp", "") == 0);
}

TEST_CASE("a file that is too long is found") {
    const auto text = std::string(301, '\n');
    CHECK(is_too_long(sample("domain/day.cpp", text)));
    CHECK_FALSE(is_too_long(sample("tests/domain/day_test.cpp", text)));
}

}  // namespace style_test
