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
  send(entry: Entry): Promise<Answer>;
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
  send: (entry) => post("/record/entries/", JSON.stringify(entry), { "Content-Type": "application/json" }),
  sendPhoto(photo) {
    const form = new FormData();
    form.append("id", photo.id);
    form.append("photo", photo.picture, `${photo.id}.jpg`);
    return post(`/record/entries/${photo.entry}/photos/`, form, {});
  },
};

async function post(url: string, body: BodyInit, headers: Record<string, string>): Promise<Answer> {
  try {
    const response = await fetch(url, {
      method: "POST",
      body,
      redirect: "manual",
      headers: { Accept: "application/json", "X-CSRFToken": csrfToken(), ...headers },
    });
    return await answerOf(response);
  } catch {
    return { is: "later", why: "network" };
  }
}

const isDoor = (response: Response): boolean =>
  response.type === "opaqueredirect" || [301, 302, 303, 401, 403].includes(response.status);

/** A response in the classes that the queue knows. */
export async function answerOf(response: Response): Promise<Answer> {
  if (isDoor(response)) return { is: "signed_out" };
  if (response.status === 429 || response.status >= 500) {
    const seconds = Number(response.headers.get("Retry-After"));
    const why = response.status === 429 ? "busy" : "fault";
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
