#pragma once

#include <doctest/doctest.h>

#include <string>

#include "tests/api/caller.hpp"
#include "tests/api/office.hpp"
#include "tests/api/whole_server.hpp"

namespace kalends::api::testing {

// An organisation with one host and one meeting type, made over HTTP.
struct Clinic {
    std::string key;
    std::string meeting_type;

    explicit Clinic(const WholeServer& server) {
        Caller operators{server.port(), server.operator_key()};
        const auto made = operators.post("/v1/organisations",
                                         json("{'name':'Acme','time_zone':'Europe/Luxembourg'}"));
        key = made.text("owner_key/secret");
        Caller owner{server.port(), key};
        const auto host = owner.post("/v1/hosts", json("{'name':'Ada','kind':'person',"
                                                       "'time_zone':'Europe/Luxembourg'}"));
        const auto id = host.text("id");
        const auto hours =
            owner.ask("PUT", "/v1/hosts/" + id + "/schedules/default",
                      json("{'time_zone':'Europe/Luxembourg','weekly':[{'days':['mon','tue','wed',"
                           "'thu','fri'],'start':'09:00','end':'17:00'}]}"));
        REQUIRE(hours.status == 200);
        const auto type =
            owner.post("/v1/meeting-types", json("{'name':'Intro','duration_minutes':30,'hosts':"
                                                 "[{'host_id':'" +
                                                 id + "'}]}"));
        REQUIRE(type.status == 201);
        meeting_type = type.text("id");
    }
};

}  // namespace kalends::api::testing
