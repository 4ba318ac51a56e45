import { csrfToken } from "../csrf";
import type { Counts, Data, Entry, Photo, Problem } from "./types";

/** What came of sending one thing. `later` may carry how long the server asks to be left alone. */
export type Answer =
  | { is: "recorded"; counts: Counts[] }
  | { is: "refused"; problems: Problem[] }
  | { is: "conflict"; problems: Problem[] }
  | { is: "signed_out" }
  | { is: "later"; why: "network" | "busy" | "fault"; seconds?: number };

export interface Server {
  data(): Promise<Data | "signed_out" | "network">;
  /** The answer to each entry, in their order; all the same where the request as a whole was not answered. */
  send(entries: Entry[]): Promise<Answer[]>;
  sendPhoto(photo: Photo): Promise<Answer>;
}

/** The server over HTTP. A redirect is the way to the sign-in page, and is not followed. */
export const server: Server = {
  async data() {
    try {
      const response = await fetch("/record/data.json", { headers: { Accept: "application/json" }, redirect: "manual" });
      if (response.ok) return (await response.json()) as Data;
      return isDoor(response) ? "signed_out" : "network";
    } catch {
      return "network";
    }
  },
  async send(entries) {
    const response = await post("/record/entries/", JSON.stringify(entries), { "Content-Type": "application/json" });
    return answersOf(entries, response);
  },
  async sendPhoto(photo) {
    const form = new FormData();
    form.append("id", photo.id);
    form.append("photo", photo.picture, `${photo.id}.jpg`);
    const response = await post(`/record/entries/${photo.entry}/photos/`, form, {});
    return response ? answerOf(response) : NO_NETWORK;
  },
};

/** Too much to do, or being started again: it concerns every entry. Any other fault may be about this one alone. */
const BUSY = [429, 502, 503, 504];
const NO_NETWORK: Answer = { is: "later", why: "network" };

/** The response, or null where there is no network. */
async function post(url: string, body: BodyInit, headers: Record<string, string>): Promise<Response | null> {
  try {
    return await fetch(url, {
      method: "POST",
      body,
      redirect: "manual",
      headers: { Accept: "application/json", "X-CSRFToken": csrfToken(), ...headers },
    });
  } catch {
    return null;
  }
}

/** The answers to entries that went together: each its own, or to all of them what the response says as a whole. */
export async function answersOf(entries: Entry[], response: Response | null): Promise<Answer[]> {
  if (!response) return entries.map(() => NO_NETWORK);
  const copy = response.clone();
  const told = response.ok ? ((await response.json().catch(() => null)) as { entries?: Told[] } | null)?.entries : undefined;
  if (told?.length === entries.length && told.every(({ id }, at) => id === entries[at]?.id)) return told.map(answerTo);
  const whole = await answerOf(copy);
  // Fewer answers than entries, or others: nothing is known of any of them.
  return entries.map(() => (whole.is === "recorded" ? { is: "later", why: "fault" } : whole));
}

/** What the server says of one of several entries. */
interface Told extends Partial<Problem> {
  id: string;
  status: "recorded" | "known" | "refused" | "conflict";
  counts?: Counts[] | null;
  problems?: Problem[];
}

function answerTo(told: Told): Answer {
  if (told.status === "recorded" || told.status === "known") return { is: "recorded", counts: told.counts ?? [] };
  if (told.status === "conflict") return { is: "conflict", problems: [problem(told, 409)] };
  return { is: "refused", problems: told.problems ?? [problem(told, 422)] };
}

const isDoor = (response: Response): boolean =>
  response.type === "opaqueredirect" || [301, 302, 303, 401, 403].includes(response.status);

/** A response in the classes that the queue knows. */
export async function answerOf(response: Response): Promise<Answer> {
  if (isDoor(response)) return { is: "signed_out" };
  if (response.status === 429 || response.status >= 500) {
    const seconds = Number(response.headers.get("Retry-After"));
    const why = BUSY.includes(response.status) ? "busy" : "fault";
    return { is: "later", why, ...(seconds > 0 ? { seconds } : {}) };
  }
  const body = (await response.json().catch(() => null)) as Partial<Problem> & { counts?: Counts[]; problems?: Problem[] };
  if (response.ok && body) return { is: "recorded", counts: body.counts ?? [] };
  if (response.ok) return { is: "later", why: "fault" };
  if (response.status === 409) return { is: "conflict", problems: [problem(body, response.status)] };
  return { is: "refused", problems: body?.problems ?? [problem(body, response.status)] };
}

function problem(body: Partial<Problem> | null, status: number): Problem {
  const zh = `服务器没有接受（${status}）。`;
  const en = `The server did not accept it (${status}).`;
  return { code: String(status), field: null, zh, en, remedy_zh: "", remedy_en: "", ...body };
}
