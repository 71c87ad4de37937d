// Reads calendars with ical.js: one JSON list of texts in, one list of [start, end, cancelled] each out.
import { readFileSync } from "node:fs";
import ICAL from "ical.js";

const MOST = 5000;

function said(time) {
  if (time.isDate) return time.toICALString();
  return time.convertToZone(ICAL.Timezone.utcTimezone).toICALString();
}

function read(text) {
  const calendar = new ICAL.Component(ICAL.parse(text));
  ICAL.TimezoneService.reset();
  for (const zone of calendar.getAllSubcomponents("vtimezone")) ICAL.TimezoneService.register(zone);
  const events = calendar.getAllSubcomponents("vevent");
  const exceptions = events.filter((event) => event.hasProperty("recurrence-id"));
  const found = [];
  const take = (item, start, end) =>
    found.push([said(start), said(end), item.component.getFirstPropertyValue("status") === "CANCELLED"]);
  for (const component of events) {
    if (component.hasProperty("recurrence-id")) continue;
    const uid = component.getFirstPropertyValue("uid");
    const own = exceptions.filter((event) => event.getFirstPropertyValue("uid") === uid);
    const event = new ICAL.Event(component, { exceptions: own });
    if (!event.isRecurring()) {
      take(event, event.startDate, event.endDate);
      continue;
    }
    const dates = event.iterator();
    for (let next = dates.next(); next; next = dates.next()) {
      const date = event.getOccurrenceDetails(next);
      take(date.item, date.startDate, date.endDate);
      if (found.length > MOST) throw new Error("this never ends");
    }
  }
  return found;
}

const texts = JSON.parse(readFileSync(0, "utf8"));
process.stdout.write(JSON.stringify(texts.map(read)));
