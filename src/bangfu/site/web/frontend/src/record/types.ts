/** What the server and the phone say to each other about recording. */

export type Language = "zh" | "en";
export type Field = "person" | "organisation" | "household" | "place" | "counterpart_person" | "counterpart_organisation";

/** One thing that an entry must name: any one of these fields, a place on one of these levels where there are any. */
export interface Need {
  fields: Field[];
  levels: string[];
}

export interface Location {
  latitude: number;
  longitude: number;
  accuracy: number;
}

export interface Entry {
  id: string;
  kind: string;
  on: string;
  until: string | null;
  person: string | null;
  organisation: string | null;
  place: string | null;
  household: string | null;
  counterpart_person: string | null;
  counterpart_organisation: string | null;
  note: string;
  location: Location | null;
  made_at: string;
}

export interface Counts {
  title_zh: string;
  title_en: string;
  clause: string;
  regulation: string;
  status?: string;
  achieved?: number | null;
  required?: number | null;
}

export interface Kind {
  code: string;
  zh: string;
  en: string;
  needs: Need[];
  lasts: boolean;
  common: boolean;
  counts: Counts[];
}

/** One that can be picked; `key` holds the initials of the name in pinyin where the server gives them. */
export interface Choice {
  id: string;
  label: string;
  key?: string;
  place?: string;
}

export interface Data {
  account: string;
  language: string;
  large_type?: boolean;
  today: string;
  /** The name of the account, which need not be a person's. */
  name: string;
  person: { id: string; name: string } | null;
  kinds: Kind[];
  places: { code: string; name: string; level: string; key?: string }[];
  households: { id: string; label: string; place: string; key?: string }[];
  people: { id: string; name: string; key?: string }[];
  organisations: { id: string; name: string; key?: string }[];
  /** The units for which whoever records for others may record. */
  units: { id: string; name: string; key?: string }[];
  recent: Entry[];
}

/** Data as the phone keeps it, with the moment the server told it. */
export interface Heard extends Data {
  heard: number;
}

export interface Problem {
  code: string;
  field: string | null;
  zh: string;
  en: string;
  remedy_zh: string;
  remedy_en: string;
}

export type State = "waiting" | "refused" | "conflict" | "recorded";

/** An entry as the phone keeps it. `not_before` is when it may be tried again, in milliseconds. */
export interface Kept {
  id: string;
  account: string;
  state: State;
  entry: Entry;
  tries: number;
  not_before: number;
  /** It goes by itself: the server failed on it, or on others that went with it. */
  alone?: boolean;
  problems: Problem[];
  counts: Counts[];
}

export interface Photo {
  id: string;
  account: string;
  entry: string;
  picture: Blob;
}
