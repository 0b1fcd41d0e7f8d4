#pragma once

#include "schemas/events/absence.hpp"
#include "schemas/events/api_key.hpp"
#include "schemas/events/booking.hpp"
#include "schemas/events/busy.hpp"
#include "schemas/events/hold.hpp"
#include "schemas/events/holiday.hpp"
#include "schemas/events/host.hpp"
#include "schemas/events/log.hpp"
#include "schemas/events/meeting_type.hpp"
#include "schemas/events/organisation.hpp"
#include "schemas/events/schedule.hpp"
#include "schemas/events/series.hpp"
