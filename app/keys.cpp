#include "app/keys.hpp"

#include <boost/system/system_error.hpp>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <utility>

#include "api/http/ask.hpp"
#include "api/http/json_text.hpp"
#include "api/http/parts.hpp"
#include "app/greeting.hpp"
#include "app/say.hpp"
#include "app/web_address.hpp"
#include "schemas/json/reader.hpp"

namespace kalends {
namespace {

constexpr std::chrono::seconds patience{30};

std::string operator_key_in(const std::string& data) {
    const auto path = std::filesystem::path{data} / operator_key_file;
    std::ifstream file{path};
    std::string key;
    if (!std::getline(file, key)) {
        throw std::runtime_error{"there is no operator's key in " + path.string() +
                                 " that can be read (--data)"};
    }
    return key;
}

http::Asked answer_to(const Settings& settings, http::Question question) {
    question.bearer = operator_key_in(settings.data);
    try {
        return http::ask(server_here(settings), std::move(question), patience);
    } catch (const boost::system::system_error& why) {
        throw std::runtime_error{no_answer(settings, why.code().message())};
    }
}

int told(const http::Asked& answer) {
    const bool is_well = answer.status < 300;
    say(is_well ? stdout : stderr, "{}\n", answer.body);
    return is_well ? 0 : 1;
}

std::string body_of(const KeysAsked& asked) {
    std::string json;
    const auto append = [&json](std::string_view name, const std::string& value) {
        if (!value.empty()) http::append_json_member(json, name, value);
    };
    append("label", asked.label);
    append("role", asked.role);
    append("host_id", asked.host);
    append("expires_at", asked.expires_at);
    if (asked.scopes.empty()) return json.append("}");
    std::string scopes;
    for (std::string_view rest{asked.scopes}; !rest.empty();) {
        scopes.push_back(scopes.empty() ? '[' : ',');
        http::append_json_string(scopes, http::take_part(rest, ','));
    }
    return json.append(",\"scopes\":").append(scopes).append("]}");
}

std::string target_of(const KeysAsked& asked, const std::string& key = {}) {
    return "/v1/api-keys" + key + "?organisation_id=" + asked.organisation;
}

// The link to the page after this one; empty after the last.
std::string next_page(const std::string& page) {
    JsonReader json;
    const auto root = json.parse(page);
    const auto next = root ? root->find("next") : std::nullopt;
    return next ? std::string{next->text().value_or("")} : std::string{};
}

int list(const Settings& settings, std::string target) {
    while (!target.empty()) {
        const auto page = answer_to(settings, {.target = target});
        if (const int code = told(page); code != 0) return code;
        target = next_page(page.body);
    }
    return 0;
}

}  // namespace

int list_organisations(const Settings& settings) {
    return list(settings, "/v1/organisations?limit=200");
}

int make_key(const Settings& settings, const KeysAsked& asked) {
    return told(answer_to(settings,
                          {.method = "POST", .target = target_of(asked), .json = body_of(asked)}));
}

int list_keys(const Settings& settings, const KeysAsked& asked) {
    return list(settings, target_of(asked) + "&limit=200");
}

int revoke_key(const Settings& settings, const KeysAsked& asked) {
    return told(
        answer_to(settings, {.method = "DELETE", .target = target_of(asked, '/' + asked.key)}));
}

}  // namespace kalends
