import type { Answer, Server } from "./server";
import type { Store } from "./store";
import type { Entry, Kept } from "./types";

export type Sent = "all" | "some" | "signed_out" | "no_network";

const FIRST_WAIT = 5_000;
const LONGEST_WAIT = 300_000;
const STATES = { recorded: "recorded", refused: "refused", conflict: "conflict" } as const;

/** As many as go in one request: a day of work, so that a phone asks once and not once for each. */
export const AT_ONCE = 20;

/** Entries on their way to the server: some at a time, the oldest first, each until it is answered. */
export class Queue {
  constructor(
    private readonly store: Store,
    private readonly server: Server,
    private readonly now: () => number = Date.now,
    private readonly chance: () => number = Math.random,
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
    const due = waiting.filter((kept) => hurry || kept.not_before <= this.now());
    let left = waiting.length - due.length;
    for (const some of portions(due)) {
      const answers = await this.server.send(some.map(({ entry }) => entry));
      for (const [at, kept] of some.entries()) {
        const answer = answers[at]!;
        if (answer.is === "signed_out") return "signed_out";
        await this.store.keep(after(kept, answer, this.now(), this.chance()));
        if (answer.is === "later") left += 1;
      }
      // A fault may lie in one entry and must not hold up the others; no network or a busy server concerns all.
      const first = answers[0];
      if (first?.is === "later" && first.why !== "fault") return first.why === "network" ? "no_network" : "some";
    }
    return (await this.sendPhotos(account)) ?? (left ? "some" : "all");
  }

  /** When something may be sent again, in milliseconds from now; null where nothing waits. */
  async due(account: string): Promise<number | null> {
    const waiting = (await this.store.entries(account)).filter((kept) => kept.state === "waiting");
    if (!waiting.length) return null;
    return Math.max(0, Math.min(...waiting.map((kept) => kept.not_before)) - this.now());
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

/** What goes together. One that failed before goes alone: it may be what the server stumbles over. */
function portions(due: Kept[]): Kept[][] {
  const fresh = due.filter((kept) => !kept.alone);
  const together = Array.from({ length: Math.ceil(fresh.length / AT_ONCE) }, (_, n) => fresh.slice(n * AT_ONCE, (n + 1) * AT_ONCE));
  return [...together, ...due.filter((kept) => kept.alone).map((kept) => [kept])];
}

/** An entry after an answer. Phones that failed together do not come back together: each waits a little differently. */
function after(kept: Kept, answer: Exclude<Answer, { is: "signed_out" }>, now: number, chance: number): Kept {
  if (answer.is === "later") {
    const asked = answer.seconds ? answer.seconds * 1000 : 0;
    const wait = asked ? asked * (1 + chance / 5) : Math.min(FIRST_WAIT * 2 ** kept.tries, LONGEST_WAIT) * (0.75 + chance / 2);
    return { ...kept, tries: kept.tries + 1, not_before: now + wait, alone: answer.why === "fault" };
  }
  const problems = "problems" in answer ? answer.problems : [];
  const counts = "counts" in answer ? answer.counts : [];
  return { ...kept, state: STATES[answer.is], problems, counts };
}
