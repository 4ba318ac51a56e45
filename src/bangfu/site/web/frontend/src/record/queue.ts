import type { Answer, Server } from "./server";
import type { Store } from "./store";
import type { Entry, Kept } from "./types";

export type Sent = "all" | "some" | "signed_out" | "no_network";

const FIRST_WAIT = 5_000;
const LONGEST_WAIT = 300_000;
const STATES = { recorded: "recorded", refused: "refused", conflict: "conflict" } as const;

/** Entries on their way to the server: one at a time, the oldest first, each until it is answered. */
export class Queue {
  constructor(
    private readonly store: Store,
    private readonly server: Server,
    private readonly now: () => number = Date.now,
  ) {}

  /** Keep a new or corrected entry; nothing is lost from here on, whatever happens to the browser. */
  async add(account: string, entry: Entry): Promise<Kept> {
    const kept: Kept = { id: entry.id, account, state: "waiting", entry, tries: 0, not_before: 0, problems: [], counts: [] };
    await this.store.keep(kept);
    return kept;
  }

  /** An entry that was in conflict goes again as one of its own. */
  async again(kept: Kept): Promise<Kept> {
    const fresh = await this.add(kept.account, { ...kept.entry, id: crypto.randomUUID() });
    for (const photo of await this.store.photos(kept.account, kept.id)) {
      await this.store.keepPhoto({ ...photo, entry: fresh.id });
    }
    await this.store.remove(kept.account, kept.id);
    return fresh;
  }

  /** Send what waits for one account. Two pages never send at once; `hurry` forgets the waiting times. */
  async send(account: string, hurry = false): Promise<Sent> {
    if (!("locks" in navigator)) return this.sendAll(account, hurry);
    return navigator.locks.request("bangfu-send", () => this.sendAll(account, hurry));
  }

  private async sendAll(account: string, hurry: boolean): Promise<Sent> {
    // Somebody else may have signed in on another page meanwhile; nothing is sent in their name.
    if ((await this.store.account()) !== account) return "signed_out";
    const waiting = (await this.store.entries(account)).filter((kept) => kept.state === "waiting").reverse();
    let left = 0;
    for (const kept of waiting) {
      if (!hurry && kept.not_before > this.now()) {
        left += 1;
        continue;
      }
      const answer = await this.server.send(kept.entry);
      if (answer.is === "signed_out") return "signed_out";
      await this.store.keep(after(kept, answer, this.now()));
      if (answer.is !== "later") continue;
      // A fault may lie in one entry and must not hold up the others; no network or a busy server concerns all.
      if (answer.why !== "fault") return answer.why === "network" ? "no_network" : "some";
      left += 1;
    }
    return (await this.sendPhotos(account)) ?? (left ? "some" : "all");
  }

  private async sendPhotos(account: string): Promise<Sent | null> {
    for (const photo of await this.store.photos(account)) {
      const kept = await this.store.entry(account, photo.entry);
      if (kept && kept.state !== "recorded") continue;
      const answer = await this.server.sendPhoto(photo);
      if (answer.is === "signed_out") return "signed_out";
      if (answer.is === "later") return answer.why === "network" ? "no_network" : "some";
      await this.store.removePhoto(photo.id);
    }
    return null;
  }
}

/** An entry after an answer. */
function after(kept: Kept, answer: Exclude<Answer, { is: "signed_out" }>, now: number): Kept {
  if (answer.is === "later") {
    const wait = answer.seconds ? answer.seconds * 1000 : Math.min(FIRST_WAIT * 2 ** kept.tries, LONGEST_WAIT);
    return { ...kept, tries: kept.tries + 1, not_before: now + wait };
  }
  const problems = "problems" in answer ? answer.problems : [];
  const counts = "counts" in answer ? answer.counts : [];
  return { ...kept, state: STATES[answer.is], problems, counts };
}
