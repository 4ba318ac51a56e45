import type { Server } from "./server";
import type { Store } from "./store";
import { daysBefore } from "./draft";
import type { Data, Heard } from "./types";

export interface Session {
  data: Data;
  online: boolean;
}

/**
 * Who records, and what they may choose from. The server decides who is signed in; without a network it is the one it
 * last named. Null where the server says that nobody is, or where nobody was here before.
 */
export async function openSession(store: Store, server: Server): Promise<Session | null> {
  const fresh = await server.data();
  if (fresh === "signed_out") return null;
  if (fresh !== "network") {
    await store.signIn(fresh);
    return { data: fresh, online: true };
  }
  const account = await store.account();
  const data = account ? await store.data(account) : null;
  return data ? { data: { ...data, today: todayBy(data) }, online: false } : null;
}

const DAY = 86_400_000;

/** The server's day moved on by the days since: a phone's own clock may be set to anything. */
export function todayBy({ today, heard }: Heard, now = Date.now()): string {
  return daysBefore(today, -Math.round((midnight(now) - midnight(heard)) / DAY));
}

/** The start of the day where the work is done, eight hours ahead of Greenwich. */
function midnight(moment: number): number {
  const hours = 8 * 3_600_000;
  return Math.floor((moment + hours) / DAY) * DAY - hours;
}
