import "fake-indexeddb/auto";
import { beforeEach, describe, expect, test } from "vitest";
import { type Outcome, outcomeOf, sendWaiting } from "../src/checklist/sending";
import { type KeptSheet, SheetStore, type State } from "../src/checklist/store";
import { withLocks } from "./cast";

let store: SheetStore;
let number = 0;

beforeEach(async () => {
  withLocks();
  store = await SheetStore.open(`sheets-${++number}`);
});

const sheet = (id: string, state: State, account = "wang", values = { "found-0": ["yes"] } as Record<string, string[]>): KeptSheet => ({
  id, account, title: id, html: "", values, handing: `handing-${id}`, state,
});
const sent = async (outcome: Outcome, account = "wang"): Promise<string[]> => {
  const ids: string[] = [];
  await sendWaiting(store, account, async (kept) => {
    ids.push(kept.handing);
    return outcome;
  });
  return ids;
};

describe("handing in", () => {
  test("without a network everything stays, and the rest is not tried in vain", async () => {
    await store.keep(sheet("a", "waiting"));
    await store.keep(sheet("b", "waiting"));
    expect(await sent({ is: "later" })).toEqual(["handing-a"]);
    expect((await store.sheets("wang")).map(({ state }) => state)).toEqual(["waiting", "waiting"]);
  });

  test("only what was handed in on the screen goes, and only the own", async () => {
    await store.keep(sheet("a", "filling"));
    await store.keep(sheet("b", "waiting", "zhang"));
    expect(await sent({ is: "handed_in", url: "/" })).toEqual([]);
  });

  test("it goes under the id made here, and is gone once it arrived", async () => {
    await store.keep(sheet("a", "waiting"));
    expect(await sent({ is: "handed_in", url: "/" })).toEqual(["handing-a"]);
    expect(await store.sheets("wang")).toEqual([]);
  });

  test.each([
    ["refused", "filling"],
    ["conflict", "conflict"],
  ] as const)("what is %s stays on the phone as %s", async (is, state) => {
    await store.keep(sheet("a", "waiting"));
    await sent(is === "refused" ? { is, fields: {} } : { is });
    expect((await store.sheet("wang", "a"))?.state).toBe(state);
  });
});

test("on signing out what nobody answered goes, what was answered stays for its owner", async () => {
  await store.keep(sheet("answered", "filling"));
  await store.keep(sheet("untouched", "filling", "wang", {}));
  await store.forgetUntouched(null);
  expect((await store.sheets("wang")).map(({ id }) => id)).toEqual(["answered"]);
  expect(await store.sheet("zhang", "answered")).toBeNull();
});

test.each([
  [201, { url: "/checklists/a/" }, "handed_in"],
  [200, { url: "/checklists/a/" }, "handed_in"],
  [401, {}, "signed_out"],
  [409, {}, "conflict"],
  [422, { fields: { "found-1": ["?"] } }, "refused"],
  [404, {}, "refused"],
  [429, {}, "later"],
  [503, {}, "later"],
])("an answer of %i", async (status, body, is) => {
  expect((await outcomeOf(new Response(JSON.stringify(body), { status }), "a")).is).toBe(is);
});
