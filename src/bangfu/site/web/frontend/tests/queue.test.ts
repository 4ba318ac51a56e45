import "fake-indexeddb/auto";
import { beforeEach, describe, expect, test } from "vitest";
import { AT_ONCE, Queue } from "../src/record/queue";
import { Store } from "../src/record/store";
import { dataOf, FakeServer, FAULT, freshStore, NO_NETWORK, RECORDED, REFUSED, visit, WANG, withLocks, ZHANG } from "./cast";

let store: Store;
let now = 0;

beforeEach(async () => {
  withLocks();
  store = await freshStore();
  await store.signIn(dataOf(ZHANG));
  now = 1_000_000;
});

const queueTo = (server: FakeServer): Queue => new Queue(store, server, () => now, () => 0.5);
const stateOf = async (id: string): Promise<string | undefined> => (await store.entry(ZHANG, id))?.state;

describe("what is not accepted stays on the phone", () => {
  test("without a network the entry waits, and the rest is not tried in vain", async () => {
    const server = new FakeServer([NO_NETWORK]);
    const queue = queueTo(server);
    const [first, second] = [visit(), visit()];
    await queue.add(ZHANG, first);
    await queue.add(ZHANG, second);
    expect(await queue.send(ZHANG)).toBe("no_network");
    expect(server.requests).toEqual([2]);
    expect([await stateOf(first.id), await stateOf(second.id)]).toEqual(["waiting", "waiting"]);
  });

  test("a day of entries goes in one request, and each keeps its own answer", async () => {
    const server = new FakeServer([RECORDED, REFUSED, RECORDED]);
    const queue = queueTo(server);
    const day = [visit(), visit(), visit()];
    for (const entry of day) await queue.add(ZHANG, entry);
    expect(await queue.send(ZHANG)).toBe("all");
    expect(server.requests).toEqual([3]);
    expect(await Promise.all(day.map(({ id }) => stateOf(id)))).toEqual(["recorded", "refused", "recorded"]);
  });

  test("more than a day goes in several requests, and none after one that found no network", async () => {
    const server = new FakeServer([NO_NETWORK]);
    const queue = queueTo(server);
    for (let n = 0; n < AT_ONCE + 5; n += 1) await queue.add(ZHANG, visit());
    await queue.send(ZHANG);
    expect(server.requests).toEqual([AT_ONCE]);
    server.answers = [RECORDED];
    expect(await queue.send(ZHANG, true)).toBe("all");
    expect(server.requests).toEqual([AT_ONCE, AT_ONCE, 5]);
  });

  test("a refused entry keeps its problem and goes again once corrected", async () => {
    const server = new FakeServer([REFUSED]);
    const queue = queueTo(server);
    const entry = visit();
    await queue.add(ZHANG, entry);
    await queue.send(ZHANG);
    expect((await store.entry(ZHANG, entry.id))?.problems[0]?.code).toBe("not_yours");
    await queue.send(ZHANG, true);
    expect(server.reached).toHaveLength(1);
    server.answers = [RECORDED];
    await queue.add(ZHANG, { ...entry, household: "9902" });
    expect(await queue.send(ZHANG)).toBe("all");
    expect(await stateOf(entry.id)).toBe("recorded");
  });

  test("a conflict is kept until somebody decides, and then goes as a new entry with its photos", async () => {
    const server = new FakeServer([{ is: "conflict", problems: [] }]);
    const queue = queueTo(server);
    const entry = visit();
    await queue.add(ZHANG, entry);
    await store.keepPhoto({ id: "photo", account: ZHANG, entry: entry.id, picture: new Blob(["x"]) });
    await queue.send(ZHANG);
    const kept = await store.entry(ZHANG, entry.id);
    expect(kept?.state).toBe("conflict");
    const fresh = await queue.again(kept!);
    expect(fresh.id).not.toBe(entry.id);
    expect(await store.entry(ZHANG, entry.id)).toBeNull();
    expect((await store.photos(ZHANG, fresh.id)).map(({ id }) => id)).toEqual(["photo"]);
  });

  test("an expired sign-in changes nothing", async () => {
    const queue = queueTo(new FakeServer([{ is: "signed_out" }]));
    const entry = visit();
    await queue.add(ZHANG, entry);
    expect(await queue.send(ZHANG)).toBe("signed_out");
    expect(await store.entry(ZHANG, entry.id)).toMatchObject({ state: "waiting", tries: 0 });
  });

  test("one entry that the server fails on does not hold up the next", async () => {
    const server = new FakeServer([FAULT, FAULT, FAULT, RECORDED]);
    const queue = queueTo(server);
    const [bad, good] = [visit(), visit()];
    await queue.add(ZHANG, bad);
    await queue.add(ZHANG, good);
    expect(await queue.send(ZHANG)).toBe("some");
    expect(await queue.send(ZHANG, true)).toBe("some");
    expect(server.requests).toEqual([2, 1, 1]);
    expect([await stateOf(bad.id), await stateOf(good.id)]).toEqual(["waiting", "recorded"]);
  });
});

describe("trying again", () => {
  test("waits longer each time, and not at all when asked to hurry", async () => {
    const server = new FakeServer([FAULT]);
    const queue = queueTo(server);
    const entry = visit();
    await queue.add(ZHANG, entry);
    await queue.send(ZHANG);
    await queue.send(ZHANG);
    expect(server.reached).toHaveLength(1);
    now += 5_000;
    await queue.send(ZHANG);
    now += 5_000;
    await queue.send(ZHANG);
    expect(server.reached).toHaveLength(2);
    await queue.send(ZHANG, true);
    expect(server.reached).toHaveLength(3);
  });

  test("waits as long as a busy server asks", async () => {
    const server = new FakeServer([{ is: "later", why: "busy", seconds: 60 }]);
    const queue = queueTo(server);
    await queue.add(ZHANG, visit());
    await queue.send(ZHANG);
    expect(await queue.due(ZHANG)).toBe(66_000);
    now += 65_000;
    await queue.send(ZHANG);
    expect(server.reached).toHaveLength(1);
    now += 1_000;
    await queue.send(ZHANG);
    expect(server.reached).toHaveLength(2);
  });

  test("an entry that arrived is not sent again, and the oldest goes first", async () => {
    const server = new FakeServer();
    const queue = queueTo(server);
    const [first, second] = [visit(), visit()];
    await queue.add(ZHANG, second);
    await queue.add(ZHANG, first);
    await queue.send(ZHANG);
    await queue.send(ZHANG, true);
    expect(server.reached).toEqual([first.id, second.id]);
  });

  test("two pages that send at once send each entry once", async () => {
    const server = new FakeServer();
    await queueTo(server).add(ZHANG, visit());
    await Promise.all([queueTo(server).send(ZHANG, true), queueTo(server).send(ZHANG, true)]);
    expect(server.reached).toHaveLength(1);
  });

  test("a photo follows its entry and never goes before it", async () => {
    const server = new FakeServer([FAULT]);
    const queue = queueTo(server);
    const entry = visit();
    await queue.add(ZHANG, entry);
    await store.keepPhoto({ id: "photo-2", account: ZHANG, entry: entry.id, picture: new Blob(["x"]) });
    await queue.send(ZHANG);
    expect(server.photos).toEqual([]);
    server.answers = [RECORDED];
    await queue.send(ZHANG, true);
    expect(server.photos).toEqual(["photo-2"]);
    expect(await store.photos(ZHANG)).toEqual([]);
  });
});

describe("a phone that two people share", () => {
  test("nothing of one is sent while the other is signed in", async () => {
    const server = new FakeServer();
    const queue = queueTo(server);
    await queue.add(ZHANG, visit());
    await store.signIn(dataOf(WANG));
    expect(await queue.send(WANG)).toBe("all");
    expect(await queue.send(ZHANG)).toBe("signed_out");
    expect(server.reached).toEqual([]);
  });

  test("one cannot read an entry of the other, nor see how many there are", async () => {
    const kept = await queueTo(new FakeServer()).add(ZHANG, visit());
    expect(await store.entry(WANG, kept.id)).toBeNull();
    expect(await store.entries(WANG)).toEqual([]);
    await store.remove(WANG, kept.id);
    expect(await store.entries(ZHANG)).toHaveLength(1);
  });
});

test("entries outlive a browser that is killed", async () => {
  const first = await Store.open("killed");
  const entry = visit();
  await new Queue(first, new FakeServer()).add(ZHANG, entry);
  first.close();
  const again = await Store.open("killed");
  expect((await again.entry(ZHANG, entry.id))?.entry).toEqual(entry);
});
