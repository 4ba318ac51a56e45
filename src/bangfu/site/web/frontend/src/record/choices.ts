import type { Choice, Data, Entry, Field, Kind, Need } from "./types";

export const SHOWN = 6;
const FOUND = 20;

/** What an entry must name is asked in one question each: who did it, to whom or where, with whom. */
export type Question = "doer" | "target" | "counterpart";

const OF: Record<Field, Question> = {
  person: "doer",
  organisation: "doer",
  household: "target",
  place: "target",
  counterpart_person: "counterpart",
  counterpart_organisation: "counterpart",
};

/** What can be picked, with the field of the entry that it fills, and those that it leaves empty. */
export interface Option extends Choice {
  field: Field;
  empties: Field[];
}

const asks = ({ fields }: Need): Question => OF[fields[0]!];

export function questions(kind: Kind): Question[] {
  return kind.needs.map(asks);
}

/** What a draft answers to a question: of the fields that may answer it, the one that is filled. */
export function answer(question: Question, kind: Kind, draft: Entry): string | null {
  const fields = kind.needs.find((need) => asks(need) === question)?.fields ?? [];
  return fields.map((field) => draft[field]).find(Boolean) ?? null;
}

/** Everything a question of this kind can be answered with, what was chosen lately first. */
export function options(question: Question, kind: Kind, data: Data, before: Entry[]): Option[] {
  const need = kind.needs.find((each) => asks(each) === question);
  if (!need) return [];
  const all = need.fields.flatMap((field) =>
    of(field, need, data).map((choice) => ({ ...choice, field, empties: need.fields.filter((other) => other !== field) })),
  );
  const times = new Map<string, number>();
  for (const entry of before) {
    for (const field of need.fields) {
      const id = entry[field];
      if (id) times.set(id, (times.get(id) ?? 0) + (entry.kind === kind.code ? 2 : 1));
    }
  }
  return all.sort((a, b) => (times.get(b.id) ?? 0) - (times.get(a.id) ?? 0));
}

function of(field: Field, { levels }: Need, data: Data): Choice[] {
  const named = ({ id, name, key }: { id: string; name: string; key?: string }): Choice => choice(id, name, key);
  switch (field) {
    case "place": {
      const fitting = data.places.filter(({ level }) => !levels.length || levels.includes(level));
      return fitting.map(({ code, name, key }) => choice(code, name, key));
    }
    case "household": {
      const names = new Map(data.places.map(({ code, name }) => [code, name]));
      return data.households.map(({ id, label, place, key }) => ({ ...choice(id, label, key), place: names.get(place) ?? "" }));
    }
    case "person":
      return [...(data.person ? [data.person] : []), ...data.people].map(named);
    case "counterpart_person":
      return data.people.map(named);
    case "organisation":
      return data.units.map(named);
    case "counterpart_organisation":
      return data.organisations.map(named);
  }
}

function choice(id: string, label: string, key?: string): Choice {
  return { id, label, ...(key ? { key } : {}) };
}

/** What a word finds: part of the name or of the place, or the first letters of the name in pinyin. */
export function search(all: Option[], word: string): Option[] {
  const wanted = word.trim().toLowerCase();
  if (!wanted) return all.slice(0, SHOWN);
  const fits = ({ label, place, key, id }: Option): boolean =>
    [label, place, key, id].some((text) => text?.toLowerCase().includes(wanted));
  return all.filter(fits).slice(0, FOUND);
}

/** Kinds as buttons: what this person does most, then what is common, then the rest. */
export function kindsInOrder(data: Data, before: Entry[]): { first: Kind[]; rest: Kind[] } {
  const times = (kind: Kind): number => before.filter((entry) => entry.kind === kind.code).length;
  const sorted = [...data.kinds].sort((a, b) => times(b) - times(a) || Number(b.common) - Number(a.common));
  const first = sorted.filter((kind) => kind.common || times(kind) > 0).slice(0, SHOWN);
  return { first, rest: sorted.filter((kind) => !first.includes(kind)) };
}
