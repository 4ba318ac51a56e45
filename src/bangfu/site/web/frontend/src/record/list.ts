import { h, icon } from "../dom";
import { counted, heading, remedy, t, title, word } from "./texts";
import type { Counts, Data, Entry, Kept } from "./types";

export interface Acts {
  send(): void;
  edit(kept: Kept): void;
  drop(kept: Kept): void;
  anew(kept: Kept): void;
}

const STATES = { waiting: "open", refused: "unmet", conflict: "judgement", recorded: "met" } as const;

/** What has not arrived yet, each with its reason and what can be done about it. */
export function unsentList(unsent: Kept[], data: Data, acts: Acts): HTMLElement | null {
  if (!unsent.length) return null;
  const send = h("button", { type: "button", class: "btn", onclick: () => acts.send() }, icon("cloud-up"), t("send_now"));
  const heading = h("div", { class: "box-head" }, h("h2", {}, t("unsent", { n: unsent.length })), h("div", { class: "actions" }, send));
  return h("section", { class: "box unsent" }, heading, h("ul", { class: "entries" }, ...unsent.map((kept) => unsentItem(kept, data, acts))));
}

function unsentItem(kept: Kept, data: Data, acts: Acts): HTMLElement {
  const buttons = [
    kept.state === "refused" && h("button", { type: "button", class: "btn", onclick: () => acts.edit(kept) }, icon("pencil"), t("edit")),
    kept.state === "conflict" && h("button", { type: "button", class: "btn", onclick: () => acts.anew(kept) }, t("record_anew")),
    h("button", { type: "button", class: "btn", onclick: () => acts.drop(kept) }, icon("trash"), t("drop")),
  ];
  const problems = kept.problems.map((problem) => h("p", { class: "error" }, `${word(problem)} ${remedy(problem)}`));
  return h("li", {}, line(kept.entry, data, kept.state), ...problems, kept.state === "conflict" && bothSides(kept, data), h("div", { class: "actions" }, ...buttons));
}

/** The entry as it stands on the server beside the one on the phone, where the server told it. */
function bothSides(kept: Kept, data: Data): HTMLElement | null {
  const there = data.recent.find((entry) => entry.id === kept.id);
  if (!there) return null;
  const side = (label: string, entry: Entry): HTMLElement => h("div", {}, h("b", {}, label), line(entry, data), h("p", { class: "muted" }, entry.note));
  return h("div", { class: "columns" }, side(t("on_server"), there), side(t("on_phone"), kept.entry));
}

/** What arrived lately, from this phone or any other. */
export function recentList(kept: Kept[], data: Data): HTMLElement {
  const here = kept.filter((each) => each.state === "recorded").map((each) => each.entry);
  const known = new Set(here.map((entry) => entry.id));
  const all = [...here, ...data.recent.filter((entry) => !known.has(entry.id))].slice(0, 10);
  const list = h("ul", { class: "entries" }, ...all.map((entry) => h("li", {}, line(entry, data))));
  return h("section", { class: "box" }, h("div", { class: "box-head" }, h("h2", {}, t("recent"))), all.length ? list : h("p", { class: "box-body muted" }, t("no_recent")));
}

function line(entry: Entry, data: Data, state?: Kept["state"]): HTMLElement {
  const kind = data.kinds.find(({ code }) => code === entry.kind);
  const days = entry.until && entry.until !== entry.on ? `${entry.on} – ${entry.until}` : entry.on;
  const pill = state && h("span", { class: `pill state-${STATES[state]}` }, icon(`status-${STATES[state]}`), t(state));
  return h("div", { class: "entry" }, h("b", {}, kind ? heading(kind) : entry.kind), h("span", {}, targetOf(entry, data)), h("time", { class: "muted" }, days), pill);
}

function targetOf(entry: Entry, data: Data): string {
  return (
    data.households.find(({ id }) => id === entry.household)?.label ??
    data.places.find(({ code }) => code === entry.place)?.name ??
    data.people.find(({ id }) => id === entry.counterpart_person)?.name ??
    data.organisations.find(({ id }) => id === entry.counterpart_organisation)?.name ??
    entry.household ?? // of former days: no longer on the list, and so without a name here
    ""
  );
}

/** The good news after saving: where it counts, or that it is safe. */
export function savedNotice(counts: Counts[], arrived: boolean): HTMLElement {
  const n = counts.length;
  const key = arrived ? "recorded" : "kept";
  const told = n ? counted(`${key}_counts`, n) : t(key);
  const names = counts.map((each) => h("li", {}, `${title(each)} · ${each.clause}`, progress(each)));
  return h("div", { class: `notice ${arrived ? "state-met" : "state-open"}` }, icon(arrived ? "status-met" : "cloud-off"), h("div", {}, h("h2", {}, told), h("ul", {}, ...names)));
}

function progress({ achieved, required }: Counts): string {
  return achieved == null || required == null ? "" : ` · ${achieved} / ${required}`;
}
