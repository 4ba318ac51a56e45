/** Two people who share a phone: Zhang Wei and Wang Fang. All of them and their households are made up. */
import { vi } from "vitest";
import type { Answer, Server } from "../src/record/server";
import { Store } from "../src/record/store";
import type { Data, Entry, Kind } from "../src/record/types";

export const ZHANG = "account-zhang";
export const WANG = "account-wang";

export const VISIT: Kind = {
  code: "household_visit",
  zh: "入户走访",
  en: "household visit",
  needs: [{ fields: ["household"], levels: [] }],
  lasts: false,
  common: true,
  counts: [{ title_zh: "每季度走访", title_en: "a visit a quarter", clause: "五(一)", regulation: "gansu-2019-33" }],
};
export const REPORT: Kind = {
  ...VISIT,
  code: "work_report",
  needs: [{ fields: ["counterpart_person", "counterpart_organisation"], levels: [] }],
  common: false,
};
export const INSPECTION: Kind = {
  ...VISIT,
  code: "unannounced_visit",
  needs: [
    { fields: ["person", "organisation"], levels: [] },
    { fields: ["place", "counterpart_organisation"], levels: ["village"] },
  ],
};

export function dataOf(account: string): Data {
  return {
    account,
    language: "zh-hans",
    today: "2019-12-12",
    name: account,
    person: { id: `person-${account}`, name: account },
    kinds: [VISIT, REPORT],
    places: [
      { code: "621121100201", name: "中林村", level: "village" },
      { code: "621121100000", name: "平襄镇", level: "township" },
    ],
    households: [
      { id: "9901", label: "王秀兰", place: "621121100201", key: "wxl" },
      { id: "9902", label: "李建国", place: "621121100201", key: "ljg" },
    ],
    people: [{ id: "9911", name: "周主任", key: "zzr" }],
    organisations: [{ id: "o1", name: "县帮扶办", key: "xbfb" }],
    units: [{ id: "u1", name: "县水务局", key: "xswj" }],
    recent: [],
  };
}

let made = 0;

export function visit(part: Partial<Entry> = {}): Entry {
  made += 1;
  return {
    id: `entry-${made}`,
    kind: "household_visit",
    on: "2019-12-12",
    until: null,
    person: "p",
    organisation: null,
    place: null,
    household: "9901",
    counterpart_person: null,
    counterpart_organisation: null,
    note: "",
    location: null,
    made_at: new Date(Date.UTC(2019, 11, 12, 0, 0, made)).toISOString(),
    ...part,
  };
}

export const RECORDED: Answer = { is: "recorded", counts: VISIT.counts };
export const NO_NETWORK: Answer = { is: "later", why: "network" };
export const FAULT: Answer = { is: "later", why: "fault" };
export const REFUSED: Answer = {
  is: "refused",
  problems: [{ code: "not_yours", field: "household", zh: "不归您负责。", en: "Not yours.", remedy_zh: "", remedy_en: "" }],
};

/** A server that gives the answers it is told to, the last one again and again, and remembers what reached it. */
export class FakeServer implements Server {
  readonly reached: string[] = [];
  readonly photos: string[] = [];
  constructor(public answers: Answer[] = [RECORDED], public signedIn: Data | "signed_out" | "network" = "network") {}

  data(): Promise<Data | "signed_out" | "network"> {
    return Promise.resolve(this.signedIn);
  }

  readonly requests: number[] = [];

  send(entries: Entry[]): Promise<Answer[]> {
    this.requests.push(entries.length);
    this.reached.push(...entries.map(({ id }) => id));
    return Promise.resolve(entries.map(() => (this.answers.length > 1 ? this.answers.shift()! : this.answers[0]!)));
  }

  sendPhoto({ id }: { id: string }): Promise<Answer> {
    this.photos.push(id);
    return Promise.resolve(this.answers[0]!);
  }
}

/** Web locks as browsers have them: one holder of a name at a time. Older Node has none. */
export function withLocks(): void {
  let last: Promise<unknown> = Promise.resolve();
  const request = <T>(_: string, work: () => Promise<T>): Promise<T> => {
    const result = last.then(work);
    last = result.catch(() => undefined);
    return result;
  };
  vi.stubGlobal("navigator", { locks: { request } });
}

let stores = 0;

export function freshStore(): Promise<Store> {
  stores += 1;
  return Store.open(`test-${stores}`);
}
