import { type Option, type Question, search } from "./choices";
import { h, icon } from "../dom";
import { t } from "./texts";

/** One question answered by a tap, or by a few letters and a tap. */
export function picker(question: Question, legend: string, all: Option[], chosen: string | null, pick: (option: Option) => void): HTMLElement {
  const list = h("div", { class: "choices" });
  const told = h("p", { class: "sr-only", role: "status" });
  const show = (word: string): void => {
    const found = search(all, word);
    const selected = all.find((option) => option.id === chosen);
    // What is chosen stays in sight, also where it is not among the first.
    const shown = !word && selected && !found.includes(selected) ? [selected, ...found] : found;
    list.replaceChildren(...shown.map((option) => radio(question, option, option.id === chosen, () => pick(option))));
    if (!found.length) list.append(h("p", { class: "muted" }, t(all.length ? "nothing_found" : "nothing_listed")));
    told.textContent = word ? t("found", { n: found.length }) : "";
  };
  const box = h("input", {
    type: "search",
    class: "form-control",
    autocomplete: "off",
    "aria-label": `${legend} ${t("find")}`,
    placeholder: t("find"),
    oninput: (event) => show((event.target as HTMLInputElement).value),
  });
  show("");
  return h(
    "fieldset",
    { class: "field", id: `field-${question}` },
    h("legend", {}, legend),
    all.length > list.childElementCount && h("div", { class: "search" }, icon("search"), box),
    list,
    told,
  );
}

function radio(question: Question, option: Option, checked: boolean, pick: () => void): HTMLElement {
  const input = h("input", { type: "radio", name: question, value: option.id, checked, onchange: pick });
  return h("label", {}, input, h("span", {}, option.label, option.place ? h("small", {}, option.place) : null));
}
