"""A programmer meets a rule nobody can keep: said at the field, nothing lost."""


def test_million_dates_are_refused_at_the_rule(portal, sign_in):
    page = sign_in("programmer")
    index = portal.page_id("events.EventsIndexPage")
    page.goto(f"/admin/pages/add/events/eventseriespage/{index}/")
    page.fill("input[name=title]", "没完没了")
    page.fill("input[name=start_date]", "2027-03-01")
    page.fill("input[name=start_time]", "10:00")
    page.evaluate(
        "document.querySelector('[data-series-rule-target=out]').value = "
        "'RRULE:FREQ=SECONDLY;COUNT=1000000'"
    )
    page.locator("[name=action-publish]").dispatch_event("click")
    page.locator(".error-message").first.wait_for()
    assert page.locator("[data-controller~=series-rule]").count() == 1
    assert page.locator(".error-message").count() >= 1
    assert page.input_value("input[name=title]") == "没完没了"
