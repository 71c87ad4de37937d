/* Reads calendars with libical: files named on standard input, one a line. Writes a line
   "start end cancelled" for each date found and "." after each file. */
#include <libical/ical.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
    icalcomponent *calendar, *master;
    int all_day;
} Walk;

static void say(time_t start, time_t end, int all_day, int cancelled)
{
    const char *form = all_day ? "%Y%m%d" : "%Y%m%dT%H%M%SZ";
    char from[32], to[32];
    strftime(from, sizeof from, form, gmtime(&start));
    strftime(to, sizeof to, form, gmtime(&end));
    printf("%s %s %d\n", from, to, cancelled);
}

static time_t instant(icaltimetype time)
{
    return time.is_date ? icaltime_as_timet(time) : icaltime_as_timet_with_zone(time, time.zone);
}

static int is_cancelled(icalcomponent *event)
{
    return icalcomponent_get_status(event) == ICAL_STATUS_CANCELLED;
}

static icalproperty *recurrence_id(icalcomponent *event)
{
    return icalcomponent_get_first_property(event, ICAL_RECURRENCEID_PROPERTY);
}

/* Whether an event with a RECURRENCE-ID stands in for the date of the rule at *start*. */
static int is_overridden(Walk *walk, time_t start)
{
    const char *uid = icalcomponent_get_uid(walk->master);
    icalcompiter at = icalcomponent_begin_component(walk->calendar, ICAL_VEVENT_COMPONENT);
    for (icalcomponent *event; (event = icalcompiter_deref(&at)); icalcompiter_next(&at))
        if (recurrence_id(event) && !strcmp(icalcomponent_get_uid(event), uid)
            && instant(icalproperty_get_datetime_with_component(recurrence_id(event), event)) == start)
            return 1;
    return 0;
}

static void take(icalcomponent *event, struct icaltime_span *span, void *data)
{
    Walk *walk = data;
    if (!is_overridden(walk, span->start))
        say(span->start, span->end, walk->all_day, is_cancelled(event));
}

static void read_calendar(char *text)
{
    icalcomponent *calendar = icalparser_parse_string(text);
    if (!calendar || icalcomponent_count_errors(calendar)) {
        printf("error\n");
        exit(1);
    }
    icalcompiter at = icalcomponent_begin_component(calendar, ICAL_VEVENT_COMPONENT);
    for (icalcomponent *event; (event = icalcompiter_deref(&at)); icalcompiter_next(&at)) {
        icaltimetype start = icalcomponent_get_dtstart(event), end = icalcomponent_get_dtend(event);
        if (recurrence_id(event) || !icalcomponent_get_first_property(event, ICAL_RRULE_PROPERTY)) {
            say(instant(start), instant(end), start.is_date, is_cancelled(event));
            continue;
        }
        Walk walk = {calendar, event, start.is_date};
        icalcomponent_foreach_recurrence(event, icaltime_from_day_of_year(1, 2000),
                                         icaltime_from_day_of_year(1, 2060), take, &walk);
    }
    icalcomponent_free(calendar);
}

int main(void)
{
    char name[4096];
    while (fgets(name, sizeof name, stdin)) {
        name[strcspn(name, "\n")] = 0;
        FILE *file = fopen(name, "rb");
        fseek(file, 0, SEEK_END);
        long size = ftell(file);
        rewind(file);
        char *text = calloc(size + 1, 1);
        if (fread(text, 1, size, file) != (size_t)size) return 1;
        fclose(file);
        read_calendar(text);
        free(text);
        printf(".\n");
    }
    return 0;
}
