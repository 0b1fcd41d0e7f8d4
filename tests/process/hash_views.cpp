// Prints what the files of views hold: name, record, and the hash of the state.
//
//   hash_views FOLDER     while no server has them open

#include <cstdio>
#include <filesystem>
#include <string>

#include "projections/state_hash.hpp"

namespace {

using namespace kalends;

std::string hex_of(const Digest& digest) {
    std::string text;
    for (const auto octet : digest.octets) {
        constexpr const char* digits = "0123456789abcdef";
        text += digits[octet >> 4];
        text += digits[octet & 15];
    }
    return text;
}

void print(const std::filesystem::path& file) {
    Database database{file};
    const auto stands_at = database.first(
        "SELECT view, record FROM generation WHERE is_complete", [](const SqlRow& row) {
            return std::string{row.text(0)} + " " + std::to_string(row.integer(1));
        });
    std::printf("%s %s\n", stands_at.value_or("incomplete 0").c_str(),
                hex_of(state_hash(database)).c_str());
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 2) return 2;
    for (const auto& entry : std::filesystem::directory_iterator{argv[1]}) {
        if (entry.path().extension() == ".db") print(entry.path());
    }
    return 0;
}
