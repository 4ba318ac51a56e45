import type { Choice, Data, Entry, Kind, Need } from "./types";

export const SHOWN = 6;
const FOUND = 20;

/** The fields that one question fills: a visit is to a household or a place, a talk with a person or an organisation. */
export type Question = "target" | "counterpart";
type Field = Exclude<Need, "until">;

const FIELDS: Record<Question, Field[]> = {
  target: ["household", "place"],
  counterpart: ["counterpart_person", "counterpart_organisation"],
};

/** What can be picked, with the field of the entry that it fills. */
export interface Option extends Choice {
  field: Field;
}

export function questions(kind: Kind): Question[] {
  return (Object.keys(FIELDS) as Question[]).filter((question) => FIELDS[question].some((field) => kind.needs.includes(field)));
}

/** Everything a question of this kind can be answered with, what was chosen lately first. */
export function options(question: Question, kind: Kind, data: Data, before: Entry[]): Option[] {
  const all = FIELDS[question].filter((field) => kind.needs.includes(field)).flatMap((field) => of(field, data));
  const times = new Map<string, number>();
  for (const entry of before) {
    for (const field of FIELDS[question]) {
      const id = entry[field];
      if (id) times.set(id, (times.get(id) ?? 0) + (entry.kind === kind.code ? 2 : 1));
    }
  }
  return all.sort((a, b) => (times.get(b.id) ?? 0) - (times.get(a.id) ?? 0));
}

function of(field: Field, data: Data): Option[] {
  if (field === "place") return data.places.map(({ code, name, key }) => option(field, code, name, key));
  if (field === "household") {
    const names = new Map(data.places.map(({ code, name }) => [code, name]));
    return data.households.map(({ id, label, place, key }) => ({ ...option(field, id, label, key), place: names.get(place) ?? "" }));
  }
  const all = field === "counterpart_person" ? data.people : data.organisations;
  return all.map(({ id, name, key }) => option(field, id, name, key));
}

function option(field: Field, id: string, label: string, key?: string): Option {
  return { field, id, label, ...(key ? { key } : {}) };
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
