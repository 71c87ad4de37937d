/* The rule editor: works in page forms, snippets and rows of an InlinePanel. What it writes is one
   RRULE line in the field above; a rule it cannot show is kept as it is until another is chosen. */
(() => {
  "use strict";

  const KNOWN = ["FREQ", "INTERVAL", "BYDAY", "BYMONTHDAY", "WKST"];
  const QUIET = 400; // milliseconds without typing before the dates are asked for

  const parse = (line) =>
    Object.fromEntries(
      line
        .replace(/^RRULE:/, "")
        .split(";")
        .filter(Boolean)
        .map((part) => part.split("=")),
    );

  class EventRule extends window.StimulusModule.Controller {
    static targets = [
      "out", "parts", "freq", "interval", "intervalLabel", "weekly", "day", "monthly", "nth",
      "nthday", "monthday", "dom", "domlast", "foreign", "dates",
    ];

    static values = { preview: String };

    connect() {
      this.outTarget.hidden = true;
      this.partsTarget.hidden = false;
      this.read();
      this.show();
      this.form = this.element.closest("form");
      if (this.previewValue && this.form) {
        this.ask = () => {
          clearTimeout(this.timer);
          this.timer = setTimeout(() => this.fetchDates(), QUIET);
        };
        this.form.addEventListener("input", this.ask);
        this.form.addEventListener("change", this.ask);
        // Rows of an InlinePanel come and go without an event of their own.
        this.rows = new MutationObserver((changes) => {
          if (changes.some((change) => !this.element.contains(change.target))) this.ask();
        });
        for (const panel of this.form.querySelectorAll("[id^=id_skipped_days], [id^=id_extra_days]")) {
          this.rows.observe(panel, { childList: true });
        }
        this.fetchDates();
      }
    }

    disconnect() {
      clearTimeout(this.timer);
      if (this.ask) {
        this.form.removeEventListener("input", this.ask);
        this.form.removeEventListener("change", this.ask);
        this.rows.disconnect();
      }
    }

    /* Set the controls from the line; where they cannot say it, say that it is foreign. */
    read() {
      const line = this.outTarget.value.trim();
      if (!line) return;
      const parts = parse(line);
      const days = (parts.BYDAY || "").split(",").filter(Boolean);
      this.weekStart = parts.WKST || "";
      this.intervalTarget.value = parts.INTERVAL || 1;
      const simple = !line.includes("\n") && Object.keys(parts).every((name) => KNOWN.includes(name));
      const plain = days.every((day) => /^[A-Z]{2}$/.test(day));
      if (simple && ["DAILY", "WEEKLY"].includes(parts.FREQ) && plain && !parts.BYMONTHDAY) {
        this.freqTarget.value = parts.FREQ;
        for (const day of this.dayTargets) day.checked = days.includes(day.value);
      } else if (simple && parts.FREQ === "MONTHLY" && !parts.BYMONTHDAY && days.length === 1 && /^(-1|[1-5])[A-Z]{2}$/.test(days[0])) {
        this.freqTarget.value = "MONTHLY";
        this.nthTarget.value = days[0].slice(0, -2);
        this.nthdayTarget.value = days[0].slice(-2);
      } else if (simple && parts.FREQ === "MONTHLY" && !days.length && /^(-1|\d+)$/.test(parts.BYMONTHDAY || "")) {
        this.freqTarget.value = "MONTHDAY";
        this.domlastTarget.checked = parts.BYMONTHDAY === "-1";
        if (parts.BYMONTHDAY !== "-1") this.domTarget.value = parts.BYMONTHDAY;
      } else if (simple && parts.FREQ === "YEARLY" && !days.length && !parts.BYMONTHDAY) {
        this.freqTarget.value = "YEARLY";
      } else {
        this.freqTarget.value = "FOREIGN";
        this.freqTarget.querySelector("[value=FOREIGN]").hidden = false;
        this.foreignTarget.querySelector("code").textContent = line;
      }
    }

    show() {
      const freq = this.freqTarget.value;
      this.weeklyTarget.hidden = !["WEEKLY", "DAILY"].includes(freq);
      this.monthlyTarget.hidden = freq !== "MONTHLY";
      this.monthdayTarget.hidden = freq !== "MONTHDAY";
      this.foreignTarget.hidden = freq !== "FOREIGN";
      this.intervalLabelTarget.hidden = !freq || freq === "FOREIGN";
      for (const unit of this.intervalLabelTarget.querySelectorAll("[data-unit]")) {
        unit.hidden = !unit.dataset.unit.split(" ").includes(freq);
      }
      this.domTarget.disabled = this.domlastTarget.checked;
    }

    write(event) {
      if (event.target === this.outTarget) return;
      this.show();
      const freq = this.freqTarget.value;
      if (freq === "FOREIGN") return;
      const rule = [];
      if (freq) {
        rule.push(`FREQ=${freq === "MONTHDAY" ? "MONTHLY" : freq}`);
        const interval = parseInt(this.intervalTarget.value, 10);
        if (interval !== 1) rule.push(`INTERVAL=${this.intervalTarget.value}`);
        if (freq === "WEEKLY" || freq === "DAILY") {
          const days = this.dayTargets.filter((day) => day.checked).map((day) => day.value);
          if (days.length) rule.push(`BYDAY=${days.join(",")}`);
        }
        if (freq === "MONTHLY") rule.push(`BYDAY=${this.nthTarget.value}${this.nthdayTarget.value}`);
        if (freq === "MONTHDAY") {
          rule.push(`BYMONTHDAY=${this.domlastTarget.checked ? -1 : this.domTarget.value}`);
        }
        if (this.weekStart) rule.push(`WKST=${this.weekStart}`);
      }
      const line = rule.length ? `RRULE:${rule.join(";")}` : "";
      if (line === this.outTarget.value) return;
      this.outTarget.value = line;
      this.outTarget.dispatchEvent(new Event("change", { bubbles: true }));
    }

    async fetchDates() {
      const data = new FormData();
      for (const [name, value] of new FormData(this.form)) {
        if (typeof value === "string" && !name.startsWith("body-")) data.append(name, value);
      }
      this.datesTarget.classList.add("is-stale");
      const asked = (this.asked = Symbol("dates"));
      try {
        const response = await fetch(this.previewValue, { method: "POST", body: data });
        if (response.ok && asked === this.asked) {
          const page = new DOMParser().parseFromString(await response.text(), "text/html");
          this.datesTarget.replaceChildren(...page.body.childNodes);
        }
      } finally {
        if (asked === this.asked) this.datesTarget.classList.remove("is-stale");
      }
    }
  }

  window.wagtail.app.register("series-rule", EventRule);
})();
