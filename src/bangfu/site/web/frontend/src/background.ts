/** What any page does for recording: send what waits for the one signed in, and forget what others left behind. */
import { sendWaiting as sendSheets } from "./checklist/sending";
import { SheetStore } from "./checklist/store";
import { Queue } from "./record/queue";
import { server } from "./record/server";
import { Store } from "./record/store";

export async function sendWaiting(account: string): Promise<void> {
  const store = await Store.open();
  await store.nowIs(account);
  if ((await store.entries(account)).some((kept) => kept.state === "waiting")) await new Queue(store, server).send(account, true);
  store.close();
  const sheets = await SheetStore.open();
  // What others left open and did not answer names people; their answers stay for them.
  await sheets.forgetUntouched(account);
  await sendSheets(sheets, account);
  sheets.close();
}

/** On signing out: the lists of households and people go, entries not sent yet stay for their owner, and so do sheets they answered. */
export async function forgetLists(account: string): Promise<void> {
  const store = await Store.open();
  await store.forget(account);
  store.close();
  const sheets = await SheetStore.open();
  await sheets.forgetUntouched(null);
  sheets.close();
}
