-- The numbers of /v1/analytics, worked out by DuckDB from the events alone.
--
--     duckdb -cmd "SET VARIABLE events = 'events.ndjson'" -cmd ".read analytics.sql"
--     SELECT * FROM bookings_by('week');
--
-- The file has one event a line, of one organisation or of several: what follow_feed.py writes, or
-- the messages of the topic. At the same position the numbers are the API's: a booking is counted
-- as it stands now, with its present start and status. What the API asks of a schedule (open
-- minutes) is not computed here, since hours become instants by zone data and not by events.

-- Repeats are dropped by position, and what a restore withdrew never happened.
CREATE OR REPLACE TABLE events AS
WITH read AS (
    SELECT json AS event,
           json->>'type' AS type,
           CAST(split_part(json->>'position', '-', 2) AS BIGINT) AS epoch,
           CAST(split_part(json->>'position', '-', 3) AS BIGINT) AS sequence
    FROM read_ndjson_objects(getvariable('events'))
), restored AS (
    SELECT epoch, CAST(split_part(event->>'$.data.last_kept', '-', 3) AS BIGINT) AS kept
    FROM read WHERE type = 'log.restored.v1'
)
SELECT DISTINCT ON (epoch, sequence)
       epoch, sequence, type,
       split_part(event->>'source', '/', 3) AS organisation,
       CAST(event->>'time' AS TIMESTAMP) AS time,
       event->'data' AS data,
       event->>'$.data.by.role' AS role
FROM read
WHERE NOT EXISTS (SELECT 1 FROM restored
                  WHERE restored.epoch > read.epoch AND read.sequence > restored.kept);

-- What each event of a booking makes of its status.
CREATE OR REPLACE MACRO status_after(type, data) AS CASE type
    WHEN 'booking.requested.v1' THEN 'pending'
    WHEN 'booking.confirmed.v1' THEN 'confirmed'
    WHEN 'booking.approved.v1' THEN 'confirmed'
    WHEN 'booking.rejected.v1' THEN 'rejected'
    WHEN 'booking.cancelled.v1' THEN 'cancelled'
    WHEN 'booking.expired.v1' THEN 'expired'
    WHEN 'booking.completed.v1' THEN 'completed'
    WHEN 'booking.no_show.v1' THEN 'no_show'
    WHEN 'booking.no_show_undone.v1' THEN 'confirmed'
    WHEN 'booking.rescheduled.v1' THEN data->>'status' END;

-- Whole minutes from one time to a later one; none if it is no later.
CREATE OR REPLACE MACRO minutes_to(earlier, later) AS
    greatest(0, date_diff('millisecond', earlier, later)) // 60000;

-- What a meeting type cost, by its revisions, which its events count.
CREATE OR REPLACE TABLE prices AS
SELECT data->>'meeting_type' AS meeting_type_id,
       row_number() OVER (PARTITION BY data->>'meeting_type' ORDER BY epoch, sequence)
           AS revision,
       CAST(data->>'$.terms.price.amount_minor' AS BIGINT) AS amount_minor,
       data->>'$.terms.price.currency' AS currency
FROM events WHERE type LIKE 'meeting_type.%';

-- Every booking as it stands now.
CREATE OR REPLACE TABLE bookings AS
WITH told AS (
    SELECT *, data->>'booking' AS booking, status_after(type, data) AS status,
           row_number() OVER (ORDER BY epoch, sequence) AS place
    FROM events WHERE type LIKE 'booking.%'
), folded AS (
    SELECT booking,
           any_value(organisation) AS organisation,
           min(time) AS made,
           arg_max(data, place) FILTER ((data->'when') IS NOT NULL) AS placed,
           -- Amended answers name the revision that asked them, which changes no price.
           arg_max(data->>'type_revision', place)
               FILTER ((data->>'type_revision') IS NOT NULL AND type != 'booking.amended.v1')
               AS type_revision,
           arg_max(status, place) FILTER (status IS NOT NULL) AS status,
           bool_or(status = 'confirmed') AS was_confirmed,
           any_value(role) FILTER (status = 'cancelled') AS cancelled_by,
           any_value(time) FILTER (status = 'cancelled') AS cancelled
    FROM told GROUP BY booking
), timed AS (
    SELECT *,
           CAST(placed->>'$.when.time.start' AS TIMESTAMP) AS "start",
           CAST(placed->>'$.when.time.end' AS TIMESTAMP) AS "end"
    FROM folded
)
SELECT booking, organisation, status, was_confirmed, made, cancelled_by,
       placed->>'meeting_type' AS meeting_type_id,
       CAST(type_revision AS BIGINT) AS type_revision,
       CAST(placed->>'$.when.type_date' AS DATE) AS type_date,
       placed->'$.when.hosts' AS hosts,
       placed->>'$.when.seats.session' AS session_id,
       minutes_to("start", "end") AS minutes,
       minutes_to(made, "start") AS lead_minutes,
       coalesce(minutes_to(cancelled, "start"), 0) AS notice_minutes
FROM timed;

-- The same once for each host of a booking, on the date that its start has there.
CREATE OR REPLACE VIEW bookings_of_hosts AS
SELECT bookings.*, host->>'host' AS host_id, CAST(host->>'host_date' AS DATE) AS host_date
FROM bookings, unnest(CAST(hosts AS JSON[])) AS of_booking(host);

-- `by` is day, week (named by its Monday) or month (by its first date).
CREATE OR REPLACE MACRO first_of("by", date) AS CAST(date_trunc("by", date) AS DATE);

CREATE OR REPLACE MACRO bookings_by("by") AS TABLE
SELECT first_of("by", type_date) AS date, meeting_type_id, status,
       count(*) AS bookings, sum(minutes) AS minutes
FROM bookings GROUP BY ALL ORDER BY ALL;

CREATE OR REPLACE MACRO bookings_of_hosts_by("by") AS TABLE
SELECT first_of("by", host_date) AS date, host_id, status,
       count(*) AS bookings, sum(minutes) AS minutes
FROM bookings_of_hosts GROUP BY ALL ORDER BY ALL;

CREATE OR REPLACE MACRO lead_times_by("by") AS TABLE
SELECT first_of("by", type_date) AS date, meeting_type_id, status,
       count(*) AS bookings, sum(lead_minutes) AS lead_minutes,
       count(*) FILTER (lead_minutes < 60) AS ahead_0m,
       count(*) FILTER (lead_minutes >= 60 AND lead_minutes < 240) AS ahead_1h,
       count(*) FILTER (lead_minutes >= 240 AND lead_minutes < 1440) AS ahead_4h,
       count(*) FILTER (lead_minutes >= 1440 AND lead_minutes < 2880) AS ahead_1d,
       count(*) FILTER (lead_minutes >= 2880 AND lead_minutes < 10080) AS ahead_2d,
       count(*) FILTER (lead_minutes >= 10080) AS ahead_7d_and_more
FROM bookings GROUP BY ALL ORDER BY ALL;

CREATE OR REPLACE MACRO cancellations_by("by") AS TABLE
SELECT first_of("by", type_date) AS date, meeting_type_id,
       count(*) AS bookings,
       count(*) FILTER (status = 'cancelled') AS cancelled,
       CAST(round(1000 * count(*) FILTER (status = 'cancelled') / count(*)) AS BIGINT)
           AS cancelled_permille,
       count(*) FILTER (cancelled_by = 'owner') AS by_owner,
       count(*) FILTER (cancelled_by = 'host') AS by_host,
       sum(notice_minutes) AS notice_minutes
FROM bookings GROUP BY ALL ORDER BY ALL;

-- Rejected, cancelled and expired bookings have given their time back; those of one session share
-- theirs, which is counted once.
CREATE OR REPLACE MACRO booked_minutes_by("by") AS TABLE
SELECT first_of("by", host_date) AS date, host_id, sum(minutes) AS booked_minutes
FROM (SELECT DISTINCT ON (host_id, coalesce(session_id, booking)) host_id, host_date, minutes
      FROM bookings_of_hosts WHERE status NOT IN ('rejected', 'cancelled', 'expired'))
GROUP BY ALL ORDER BY ALL;

CREATE OR REPLACE VIEW made_or_held AS
SELECT made, meeting_type_id, 0 AS held, 1 AS booked, CAST(was_confirmed AS INTEGER) AS confirmed,
       CAST(status = 'completed' AS INTEGER) AS completed
FROM bookings
UNION ALL
SELECT time, data->>'meeting_type', 1, 0, 0, 0 FROM events WHERE type = 'hold.made.v1';

CREATE OR REPLACE MACRO funnel_by("by") AS TABLE
SELECT first_of("by", CAST(made AS DATE)) AS date, meeting_type_id,
       CAST(sum(held) AS BIGINT) AS held, CAST(sum(booked) AS BIGINT) AS booked,
       CAST(sum(confirmed) AS BIGINT) AS confirmed, CAST(sum(completed) AS BIGINT) AS completed
FROM made_or_held GROUP BY ALL ORDER BY ALL;

-- Each booking has the price of its meeting type's revision that it records.
CREATE OR REPLACE MACRO revenue_by("by") AS TABLE
SELECT first_of("by", type_date) AS date, bookings.meeting_type_id, currency,
       count(*) AS completed, sum(amount_minor) AS amount_minor
FROM bookings
JOIN prices ON prices.meeting_type_id = bookings.meeting_type_id
           AND prices.revision = bookings.type_revision
WHERE status = 'completed' AND currency IS NOT NULL GROUP BY ALL ORDER BY ALL;
