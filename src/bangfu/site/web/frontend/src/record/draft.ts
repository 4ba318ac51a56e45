import { type Option, questions } from "./choices";
import type { Data, Entry, Kind } from "./types";

/** An empty entry of today by the one who is signed in. */
export function draftOf(data: Data): Entry {
  return {
    id: crypto.randomUUID(),
    kind: "",
    on: data.today,
    until: null,
    person: data.person?.id ?? null,
    organisation: null,
    place: null,
    household: null,
    counterpart_person: null,
    counterpart_organisation: null,
    note: "",
    location: null,
    made_at: "",
  };
}

const EMPTY = { place: null, household: null, counterpart_person: null, counterpart_organisation: null, until: null };

export function withKind(draft: Entry, kind: Kind): Entry {
  return { ...draft, ...EMPTY, kind: kind.code };
}

/** The draft with one question answered; the other field of that question is emptied. */
export function withChoice(draft: Entry, option: Option): Entry {
  const others = option.field === "place" || option.field === "household" ? { place: null, household: null } : { counterpart_person: null, counterpart_organisation: null };
  return { ...draft, ...others, [option.field]: option.id };
}

export type Lack = "kind" | "target" | "counterpart" | "day";

/** What still keeps a draft from being saved. */
export function lacks(draft: Entry, kind: Kind | undefined, today: string): Lack[] {
  if (!kind) return ["kind"];
  const answered = {
    target: draft.household ?? draft.place,
    counterpart: draft.counterpart_person ?? draft.counterpart_organisation,
  };
  const lacking: Lack[] = questions(kind).filter((question) => !answered[question]);
  const last = draft.until ?? draft.on;
  return !draft.on || draft.on > today || last < draft.on || last > today ? [...lacking, "day"] : lacking;
}

/** A day before another, as the calendar has it. */
export function daysBefore(day: string, days: number): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() - days);
  return date.toISOString().slice(0, 10);
}
