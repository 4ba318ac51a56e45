import type { Server } from "./server";
import type { Store } from "./store";
import type { Data } from "./types";

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
  return data ? { data: { ...data, today: today() }, online: false } : null;
}

/** The day where the work is done, whatever the phone thinks of time zones. */
export function today(now: Date = new Date()): string {
  return new Intl.DateTimeFormat("sv-SE", { timeZone: "Asia/Shanghai" }).format(now);
}
