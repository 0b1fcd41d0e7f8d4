#include "app/settings.hpp"

#include <doctest/doctest.h>

#include <array>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <regex>

#include "tests/fakes/temporary_folder.hpp"

namespace settings_test {

using namespace kalends;

namespace {

std::vector<std::string> faults_of(const std::vector<GivenSetting>& given) {
    std::vector<std::string> faults;
    (void)apply_settings(given, faults);
    return faults;
}

Settings settings_of(const std::vector<GivenSetting>& given) {
    std::vector<std::string> faults;
    auto settings = apply_settings(given, faults);
    CHECK(faults == std::vector<std::string>{});
    return settings;
}

// Rows of a paper's table of settings: name, variable, default.
using Rows = std::vector<std::array<std::string, 3>>;

Rows rows_of(const std::string& paper) {
    std::ifstream file{std::string{KALENDS_SOURCE_DIR} + "/" + paper};
    const std::string text{std::istreambuf_iterator<char>{file}, {}};
    const std::regex row{R"(\n\| (?:no flag: )?`(?:--)?([a-z-]+)` \| `([A-Z_]+)` \| ([^|]+) \|)"};
    Rows rows;
    for (std::sregex_iterator at{text.begin(), text.end(), row}, end; at != end; ++at) {
        rows.push_back({(*at)[1], (*at)[2], (*at)[3]});
    }
    return rows;
}

}  // namespace

TEST_CASE("of two values for one setting the later counts") {
    CHECK(settings_of({{"port", "1", "a"}, {"port", "2", "b"}}).port == 2);
    CHECK_FALSE(settings_of({{"demo", "true", "a"}, {"demo", "false", "b"}}).demo);
}

TEST_CASE("all faults are told at once, each with where it was given") {
    CHECK(faults_of({{"port", "99999", "--port"},
                     {"prot", "80", "file:3: prot"},
                     {"demo", "yes", "KALENDS_DEMO"},
                     {"disk-reserve-mib", "-1", "KALENDS_DISK_RESERVE_MIB"},
                     {"data", "", "--data"},
                     {"data", "\"store\"", "file:4: data"},
                     {"master-key", "~/key", "KALENDS_MASTER_KEY"},
                     {"zone-data", "/tmp", "--zone-data"},
                     {"address", "localhost", "--address"},
                     {"cors-origin", "example.org", "KALENDS_CORS_ORIGIN"},
                     {"trusted-proxies", "127.0.0.1, proxy", "--trusted-proxies"},
                     {"log-level", "loud", "file:5: log-level"},
                     {"log-format", "xml", "--log-format"}}) ==
          std::vector<std::string>{
              "--port: must be a whole number from 0 to 65535",
              "file:3: prot: there is no such setting",
              "KALENDS_DEMO: must be true or false",
              "KALENDS_DISK_RESERVE_MIB: must be a whole number from 0 to 1048576",
              "--data: must not be empty",
              "file:4: data: must stand without quotes",
              "KALENDS_MASTER_KEY: must be written in full: what ~ is, only a shell knows",
              "--zone-data: there is no file /tmp (install the package tzdata)",
              "--address: localhost is no numeric address, as 127.0.0.1 and ::1 are",
              "--trusted-proxies: \"proxy\" is no numeric address",
              "KALENDS_CORS_ORIGIN: example.org is no origin, as https://example.org is, or *",
              "file:5: log-level: loud is none of error, warning, info, debug",
              "--log-format: xml is neither text nor json",
          });
}

TEST_CASE("the master key lies beside the data folder unless it is named") {
    CHECK(settings_of({{"data", "there", "a"}}).master_key == "there.key");
    CHECK(settings_of({{"data", "there", "a"}, {"master-key", "k", "b"}}).master_key == "k");
}

TEST_CASE("a data folder written with a trailing separator is the same folder, with the same key") {
    const std::pair<const char*, const char*> folders[] = {
        {"there/", "there"},         {"there//", "there"},     {"./there/", "there"},
        {"/a/./there/", "/a/there"}, {"../there", "../there"}, {"a/b", "a/b"}};
    for (const auto& [given, kept] : folders) {
        CAPTURE(given);
        const auto settings = settings_of({{"data", given, "a"}});
        CHECK(settings.data == kept);
        CHECK(settings.master_key == std::string{kept} + ".key");
    }
}

TEST_CASE("a master key in the data folder is a fault, however both are written") {
    const fakes::TemporaryFolder folder;
    const auto data = folder.path() / "data";
    const auto link = folder.path() / "link";
    std::filesystem::create_directory(data);
    std::filesystem::create_directory_symlink(data, link);
    const auto faults = [&](const std::filesystem::path& key) {
        return faults_of({{"data", data.string() + "/", "a"}, {"master-key", key.string(), "b"}});
    };
    for (const auto& key :
         {data / "k", data / "deep" / "k", data / ".." / "data" / "k", link / "k", data}) {
        CAPTURE(key);
        CHECK(faults(key) ==
              std::vector<std::string>{"b: " + key.string() + " lies in the data folder " +
                                       data.string() + ", apart from which it must be kept"});
    }
    for (const auto* name : {"data.key", "data-keys/k", "..key"}) {
        CAPTURE(name);
        CHECK(faults(folder.path() / name).empty());
    }
    CHECK(faults_of({{"data", ".", "a"}}).size() == 1);
}

TEST_CASE("every setting can be given what its default is, and then has it") {
    for (const auto& setting : settings_table()) {
        const auto usual = default_of(setting);
        if (usual.empty()) continue;
        CAPTURE(setting.name);
        CHECK(faults_of({{std::string{setting.name}, usual, "here"}}).empty());
    }
    CHECK(default_of(settings_table().front()) == "kalends-data");
}

TEST_CASE("the settings in force are shown with where each was given, and no secret with them") {
    const std::vector<GivenSetting> given{{"port", "1", "file:1: port"},
                                          {"port", "2", "KALENDS_PORT"},
                                          {"kafka-password", "open", "KALENDS_KAFKA_PASSWORD"}};
    const auto shown = shown_settings(settings_of(given), given);
    const auto has = [&](const char* line) {
        return std::regex_search(shown, std::regex{std::string{"(^|\n)"} + line + "\n"});
    };
    CHECK(has("port = 2 +# KALENDS_PORT"));
    CHECK(has("data = kalends-data +# default"));
    CHECK(has("demo = false +# default"));
    CHECK(has("# kafka-brokers =  +# default"));
    CHECK(has("# kafka-password = \\(not shown\\) +# KALENDS_KAFKA_PASSWORD"));
    CHECK(shown.find("open") == std::string::npos);
}

TEST_CASE("a web origin is a scheme, a host and perhaps a port") {
    for (const auto* origin :
         {"*", "https://example.org", "http://localhost:3000", "http://[::1]:80"}) {
        CAPTURE(origin);
        CHECK(faults_of({{"cors-origin", origin, "a"}}).empty());
    }
    for (const auto* origin : {"null", "https://example.org/", "https://a.org, https://b.org"}) {
        CAPTURE(origin);
        CHECK(faults_of({{"cors-origin", origin, "a"}}).size() == 1);
    }
}

TEST_CASE("the tables of docs/SETTINGS.md have every setting of the program, and no other") {
    Rows rows;
    for (const auto& setting : settings_table()) {
        const auto usual = default_of(setting);
        const auto* unnamed = setting.name == "master-key" ? "data folder + `.key`" : "none";
        rows.push_back({std::string{setting.name}, environment_name(setting.name),
                        usual.empty() ? unnamed : "`" + usual + "`"});
    }
    CHECK(rows_of("docs/SETTINGS.md") == rows);
}

TEST_CASE(
    "of a certificate without its key, or a key without its certificate, the other is named") {
    CHECK(faults_of({{"tls-certificate", "a.pem", "--tls-certificate"}}) ==
          std::vector<std::string>{"--tls-certificate: tls-key is missing beside it"});
    CHECK(faults_of({{"tls-key", "a.key", "KALENDS_TLS_KEY"}}) ==
          std::vector<std::string>{"KALENDS_TLS_KEY: tls-certificate is missing beside it"});
    CHECK(faults_of({{"tls-certificate", "/no/a.pem", "--tls-certificate"},
                     {"tls-key", "/no/a.key", "file:2: tls-key"}}) ==
          std::vector<std::string>{"--tls-certificate: there is no file /no/a.pem",
                                   "file:2: tls-key: there is no file /no/a.key"});
}

TEST_CASE("a password may begin with what no path begins with") {
    CHECK(settings_of({{"kafka-password", "~'\"", "a"}}).kafka.password == "~'\"");
}

TEST_CASE("what is wrong with the way to Kafka is told at once, if brokers are named") {
    std::vector<GivenSetting> given{{"kafka-topic", "what is this", "a"},
                                    {"kafka-compression", "zip", "a"},
                                    {"kafka-security-protocol", "tls", "a"},
                                    {"kafka-sasl-mechanism", "GSSAPI", "a"},
                                    {"kafka-ca-file", "/nowhere", "a"},
                                    {"kafka-client-key", "/dev/null", "a"},
                                    {"kafka-user", "me", "a"}};
    CHECK(faults_of(given).empty());
    given.push_back({"kafka-brokers", "one:9092, two:9092", "a"});
    CHECK(faults_of(given) ==
          std::vector<std::string>{
              "a: must be as in host:9092,other:9092",
              "a: must be letters, digits, dots, underscores and hyphens, 249 at most",
              "a: must be one of none, gzip, snappy, lz4, zstd",
              "a: must be one of plaintext, ssl, sasl_plaintext, sasl_ssl",
              "a: must be one of PLAIN, SCRAM-SHA-256, SCRAM-SHA-512",
              "a: there is no file /nowhere",
              "a: there is no file /dev/null",
              "kafka-client-certificate: is missing beside kafka-client-key",
              "a: must be ssl or sasl_ssl to take certificates",
              "a: must be sasl_ssl or sasl_plaintext to take a user",
          });
    CHECK(
        faults_of({{"kafka-brokers", "one", "a"}, {"kafka-security-protocol", "sasl_ssl", "a"}}) ==
        std::vector<std::string>{"kafka-user: is missing for SASL",
                                 "kafka-password: is missing for SASL"});
}

}  // namespace settings_test
