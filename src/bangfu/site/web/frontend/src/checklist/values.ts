import type { Values } from "./store";

const OURS = ["csrfmiddlewaretoken", "id"];

/** What a form holds, by the names of its fields; empty texts are left out. */
export function valuesOf(form: HTMLFormElement): Values {
  const values: Values = {};
  for (const [name, value] of new FormData(form)) {
    if (typeof value === "string" && value && !OURS.includes(name)) (values[name] ??= []).push(value);
  }
  return values;
}

/** Put back what was answered. */
export function fillIn(form: HTMLFormElement, values: Values): void {
  for (const field of form.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>("input, textarea")) {
    if (!field.name || OURS.includes(field.name)) continue;
    const given = values[field.name] ?? [];
    if (field instanceof HTMLInputElement && ["radio", "checkbox"].includes(field.type)) field.checked = given.includes(field.value);
    else field.value = given[0] ?? "";
  }
}

/** The form as it is kept: without the token, which belongs to one sign-in, and without marks of faults. */
export function htmlOf(form: HTMLFormElement): string {
  const copy = form.cloneNode(true) as HTMLFormElement;
  copy.querySelector("[name=csrfmiddlewaretoken]")?.remove();
  copy.querySelectorAll(".error, [data-errors]").forEach((fault) => fault.remove());
  return copy.outerHTML;
}
