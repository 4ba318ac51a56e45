import { answer, type Option, type Question, questions } from "./choices";
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

const EMPTY = { organisation: null, place: null, household: null, counterpart_person: null, counterpart_organisation: null, until: null };

export function withKind(draft: Entry, kind: Kind): Entry {
  return { ...draft, ...EMPTY, kind: kind.code };
}

/** The draft with one question answered; the other fields of that question are emptied. */
export function withChoice(draft: Entry, { field, id, empties }: Option): Entry {
  const emptied = Object.fromEntries(empties.map((other) => [other, null]));
  return { ...draft, ...emptied, [field]: id };
}

export type Lack = "kind" | Question | "day";

/** What still keeps a draft from being saved. */
export function lacks(draft: Entry, kind: Kind | undefined, today: string): Lack[] {
  if (!kind) return ["kind"];
  const lacking: Lack[] = questions(kind).filter((question) => !answer(question, kind, draft));
  const last = draft.until ?? draft.on;
  return !draft.on || draft.on > today || last < draft.on || last > today ? [...lacking, "day"] : lacking;
}

/** A day before another, as the calendar has it. */
export function daysBefore(day: string, days: number): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() - days);
  return date.toISOString().slice(0, 10);
}
