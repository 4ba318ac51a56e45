import { answer, kindsInOrder, options, type Question, questions } from "./choices";
import { dayField, untilField } from "./days";
import { h } from "../dom";
import { draftOf, lacks, withChoice, withKind } from "./draft";
import { extrasField } from "./extras";
import { picker } from "./picker";
import { counted, heading, t, word } from "./texts";
import type { Data, Entry, Kind, Problem } from "./types";

export type Save = (entry: Entry, photos: Blob[]) => Promise<void>;

/** The form: what was done, with or where, when, and a note nobody has to write. */
export class EntryForm {
  readonly element = h("form", { class: "entry-form", novalidate: true });
  private draft: Entry;
  private photos: Blob[] = [];
  private correcting = false;
  private allKinds = false;

  constructor(
    private readonly data: Data,
    private readonly before: () => Entry[],
    private readonly save: Save,
  ) {
    this.draft = draftOf(data);
    this.element.addEventListener("submit", (event) => {
      event.preventDefault();
      void this.submit();
    });
    this.render();
  }

  /** Take an entry that was not accepted back into the form, with what was wrong about it. */
  correct(entry: Entry, problems: Problem[]): void {
    this.draft = { ...entry };
    this.correcting = true;
    this.allKinds = true;
    this.render();
    this.element.prepend(...problems.map((problem) => h("p", { class: "error", role: "alert" }, word(problem))));
    this.element.scrollIntoView({ block: "start" });
  }

  private get kind(): Kind | undefined {
    return this.data.kinds.find((kind) => kind.code === this.draft.kind);
  }

  private async submit(): Promise<void> {
    const lacking = lacks(this.draft, this.kind, this.data.today);
    if (lacking.length) return this.complain(lacking);
    const entry = { ...this.draft, made_at: new Date().toISOString(), note: this.draft.note.trim() };
    const photos = this.photos;
    this.draft = draftOf(this.data);
    this.photos = [];
    this.correcting = this.allKinds = false;
    await this.save(entry, photos);
    this.render();
  }

  private complain(lacking: string[]): void {
    this.element.querySelectorAll(".error").forEach((error) => error.remove());
    for (const what of lacking) {
      const text = t(what === "kind" ? "choose_kind" : what === "day" ? "bad_day" : "choose_target");
      const field = this.element.querySelector(`#field-${what}`);
      field?.querySelector("legend")?.after(h("p", { class: "error", role: "alert" }, text));
    }
    this.element.querySelector<HTMLElement>(`#field-${lacking[0] ?? ""} input`)?.focus();
  }

  private render(): void {
    const kind = this.kind;
    const focused = (document.activeElement as HTMLInputElement | null)?.value;
    this.element.replaceChildren(
      this.kinds(),
      ...(kind ? questions(kind).map((question) => this.question(question, kind)) : []),
      ...(kind ? this.rest(kind) : []),
      h("p", { class: "hint" }, h("a", { href: "/record/form/" }, t("several"))),
    );
    // Choosing draws the form anew; the keyboard stays where it was.
    if (focused) this.element.querySelector<HTMLElement>(`input[value="${CSS.escape(focused)}"]`)?.focus();
  }

  private kinds(): HTMLElement {
    const { first, rest } = kindsInOrder(this.data, this.before());
    const shown = this.allKinds || !first.length ? [...first, ...rest] : first;
    const chosen = this.kind;
    if (chosen && !shown.includes(chosen)) shown.push(chosen);
    const more = h("button", { type: "button", class: "btn", onclick: () => this.more() }, t("more_kinds", { n: rest.length }));
    return h(
      "fieldset",
      { class: "field", id: "field-kind" },
      h("legend", {}, t("what")),
      h("div", { class: "choices" }, ...shown.map((kind) => this.kindButton(kind))),
      shown.length < this.data.kinds.length && more,
    );
  }

  private more(): void {
    this.allKinds = true;
    this.render();
  }

  private kindButton(kind: Kind): HTMLElement {
    const checked = kind.code === this.draft.kind;
    const choose = (): void => {
      this.allKinds = false; // what comes next stands right below
      this.change(withKind(this.draft, kind));
    };
    const input = h("input", { type: "radio", name: "kind", value: kind.code, checked, onchange: choose });
    const hint = kind.counts.length ? h("small", {}, counted("counts_hint", kind.counts.length)) : null;
    return h("label", {}, input, h("span", {}, heading(kind), hint));
  }

  private question(question: Question, kind: Kind): HTMLElement {
    const all = options(question, kind, this.data, this.before());
    const only = all.length === 1 ? all[0] : undefined;
    let chosen = answer(question, kind, this.draft);
    if (only && !chosen) {
      this.draft = withChoice(this.draft, only);
      chosen = only.id;
    }
    const fields = kind.needs[questions(kind).indexOf(question)]?.fields.join("_") as Parameters<typeof t>[0];
    return picker(question, t(fields), all, chosen, (option) => {
      this.draft = withChoice(this.draft, option);
    });
  }

  private rest(kind: Kind): HTMLElement[] {
    const set = (part: Partial<Entry>): void => {
      this.draft = { ...this.draft, ...part };
    };
    const note = h("textarea", { id: "note", rows: "2", maxlength: "2000", oninput: (event) => set({ note: (event.target as HTMLTextAreaElement).value }) });
    note.value = this.draft.note;
    return [
      dayField(this.data.today, this.draft.on, (on) => set({ on })),
      ...(kind.lasts ? [untilField(this.data.today, this.draft.until, (until) => set({ until }))] : []),
      h("div", { class: "field" }, h("label", { for: "note" }, t("note")), note),
      extrasField(this.draft.location, this.photos, (location) => set({ location })),
      h("div", { class: "save" }, h("button", { class: "btn btn-primary" }, t(this.correcting ? "save_changes" : "save"))),
    ];
  }

  private change(draft: Entry): void {
    this.draft = draft;
    this.render();
  }
}
