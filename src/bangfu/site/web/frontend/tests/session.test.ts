import "fake-indexeddb/auto";
import { beforeEach, describe, expect, test } from "vitest";
import { Queue } from "../src/record/queue";
import { openSession, todayBy } from "../src/record/session";
import type { Store } from "../src/record/store";
import { dataOf, FakeServer, freshStore, visit, WANG, withLocks, ZHANG } from "./cast";

let store: Store;

beforeEach(async () => {
  withLocks();
  store = await freshStore();
});

describe("who records", () => {
  test("nobody where the server says that nobody is signed in, even with lists on the phone", async () => {
    await store.signIn(dataOf(ZHANG));
    expect(await openSession(store, new FakeServer([], "signed_out"))).toBeNull();
  });

  test("nobody on a phone that was never online", async () => {
    expect(await openSession(store, new FakeServer())).toBeNull();
  });

  test("the one last signed in, where there is no network", async () => {
    await openSession(store, new FakeServer([], dataOf(ZHANG)));
    const session = await openSession(store, new FakeServer());
    expect(session).toMatchObject({ online: false, data: { account: ZHANG } });
  });
});

describe("what stays on the phone", () => {
  test("lists go with signing out; what was not sent stays for its owner", async () => {
    await store.signIn(dataOf(ZHANG));
    const queue = new Queue(store, new FakeServer());
    await queue.add(ZHANG, visit());
    await queue.send(ZHANG);
    await queue.add(ZHANG, visit());
    await store.forget(ZHANG);
    expect(await store.data(ZHANG)).toBeNull();
    expect(await store.account()).toBeNull();
    expect((await store.entries(ZHANG)).map(({ state }) => state)).toEqual(["waiting"]);
  });

  test("lists of one go when another signs in without the first signing out", async () => {
    await store.signIn(dataOf(ZHANG));
    await store.signIn(dataOf(WANG));
    expect(await store.data(ZHANG)).toBeNull();
    expect(await store.account()).toBe(WANG);
  });

  test("a page of another account is enough for that", async () => {
    await store.signIn(dataOf(ZHANG));
    await store.nowIs(WANG);
    expect(await store.data(ZHANG)).toBeNull();
  });
});

test("the day follows the server's, by the hours that passed and not by what the phone calls today", () => {
  const heard = Date.UTC(2031, 4, 1, 15, 0);
  expect(todayBy({ ...dataOf(ZHANG), heard }, heard)).toBe("2019-12-12");
  expect(todayBy({ ...dataOf(ZHANG), heard }, heard + 2 * 3_600_000)).toBe("2019-12-13");
  expect(todayBy({ ...dataOf(ZHANG), heard }, heard + 20 * 86_400_000)).toBe("2020-01-01");
});
