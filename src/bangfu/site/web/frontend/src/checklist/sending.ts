import { csrfToken } from "../csrf";
import type { KeptSheet, SheetStore } from "./store";

/** What came of handing in. `later`: no network, or too much to do; the sheet stays on the phone. */
export type Outcome =
  | { is: "handed_in"; url: string }
  | { is: "refused"; fields: Record<string, string[]> }
  | { is: "conflict" | "signed_out" | "later" };

/** Hand in one sheet, as the form itself would. */
export async function handIn({ id, values, handing }: KeptSheet): Promise<Outcome> {
  const body = new URLSearchParams();
  for (const [name, all] of Object.entries(values)) all.forEach((value) => body.append(name, value));
  body.set("id", handing);
  try {
    const headers = { Accept: "application/json", "X-CSRFToken": csrfToken() };
    return await outcomeOf(await fetch(`/checklists/${id}/fill/`, { method: "POST", body, headers, redirect: "manual" }), id);
  } catch {
    return { is: "later" };
  }
}

export async function outcomeOf(response: Response, id: string): Promise<Outcome> {
  if (response.type === "opaqueredirect" || [301, 302, 303, 401, 403].includes(response.status)) return { is: "signed_out" };
  if (response.status === 409) return { is: "conflict" };
  const told = (await response.json().catch(() => null)) as { url?: string; fields?: Record<string, string[]> } | null;
  if (response.ok && told) return { is: "handed_in", url: told.url ?? `/checklists/${id}/` };
  if (response.status === 429 || response.status >= 500 || response.ok) return { is: "later" };
  return { is: "refused", fields: told?.fields ?? {} };
}

/** Send what waits for one account; what the server refuses is open for filling again. */
export async function sendWaiting(store: SheetStore, account: string, send = handIn): Promise<void> {
  const all = async (): Promise<void> => {
    for (const kept of (await store.sheets(account)).filter(({ state }) => state === "waiting")) {
      const outcome = await send(kept);
      if (outcome.is === "later" || outcome.is === "signed_out") return;
      await settle(store, kept, outcome);
    }
  };
  // Two pages never send at once.
  if ("locks" in navigator) await navigator.locks.request("bangfu-checklists", all);
  else await all();
}

/** Keep what an answer makes of a sheet, which is returned: gone from the phone once it was handed in. */
export async function settle(store: SheetStore, kept: KeptSheet, outcome: Outcome): Promise<KeptSheet> {
  if (outcome.is === "handed_in") await store.remove(kept.account, kept.id);
  if (outcome.is !== "refused" && outcome.is !== "conflict") return kept;
  const settled: KeptSheet = { ...kept, state: outcome.is === "refused" ? "filling" : "conflict" };
  await store.keep(settled);
  return settled;
}
