import { h } from "../dom";
import { daysBefore } from "./draft";
import { t } from "./texts";

/** Today unless told otherwise; the two days before are one tap away, any other day two. */
export function dayField(today: string, chosen: string, set: (day: string) => void): HTMLElement {
  const near = [
    { day: today, label: t("today") },
    { day: daysBefore(today, 1), label: t("yesterday") },
    { day: daysBefore(today, 2), label: t("before") },
  ];
  const isFar = !near.some(({ day }) => day === chosen);
  const far = dateInput("other-day", today, isFar ? chosen : "", (day) => set(day));
  far.setAttribute("aria-label", t("other_day"));
  far.hidden = !isFar;
  const radio = (label: string, value: string, checked: boolean, pick: () => void): HTMLElement =>
    h("label", {}, h("input", { type: "radio", name: "day", value, checked, onchange: pick }), h("span", {}, label));
  const nearOnes = near.map(({ day, label }) =>
    radio(label, day, day === chosen, () => {
      far.hidden = true;
      set(day);
    }),
  );
  const other = radio(t("other_day"), "other", isFar, () => {
    far.hidden = false;
    set(far.value);
    far.focus();
  });
  return h("fieldset", { class: "field", id: "field-day" }, h("legend", {}, t("when")), h("div", { class: "choices days" }, ...nearOnes, other), far);
}

export function untilField(today: string, chosen: string | null, set: (day: string | null) => void): HTMLElement {
  const input = dateInput("until", today, chosen ?? "", (day) => set(day || null));
  return h("div", { class: "field" }, h("label", { for: "until" }, t("until")), input);
}

function dateInput(id: string, max: string, value: string, set: (day: string) => void): HTMLInputElement {
  return h("input", { type: "date", id, max, value, onchange: (event) => set((event.target as HTMLInputElement).value) });
}
