import { describe, expect, test } from "vitest";
import { visit } from "./cast";
import { answerOf, answersOf } from "../src/record/server";

const told = (status: number, body: unknown = {}, headers: Record<string, string> = {}): Response =>
  new Response(JSON.stringify(body), { status, headers });

test.each([401, 403, 302])("status %i means signing in again", async (status) => {
  expect(await answerOf(told(status))).toEqual({ is: "signed_out" });
});

test("a fault of the server means trying later", async () => {
  expect(await answerOf(told(500))).toEqual({ is: "later", why: "fault" });
});

test.each([502, 503, 504])("status %i, of a server that is being started again, concerns all entries", async (status) => {
  expect(await answerOf(told(status))).toEqual({ is: "later", why: "busy" });
});

test("a busy server says for how long", async () => {
  expect(await answerOf(told(429, {}, { "Retry-After": "30" }))).toEqual({ is: "later", why: "busy", seconds: 30 });
});

test("a server with too much to do says when to come back, and stumbled over nothing", async () => {
  expect(await answerOf(told(503, {}, { "Retry-After": "7" }))).toEqual({ is: "later", why: "busy", seconds: 7 });
});

describe("several entries in one request", () => {
  const day = [visit(), visit(), visit(), visit()];
  const problems = [{ code: "future_day", field: "on", zh: "日期晚于今天。", en: "After today.", remedy_zh: "", remedy_en: "" }];
  const entries = [
    { id: day[0]!.id, status: "recorded", seq: 1, counts: null },
    { id: day[1]!.id, status: "known", seq: 2, counts: [] },
    { id: day[2]!.id, status: "refused", problems },
    { id: day[3]!.id, status: "conflict", code: "same_id", zh: "已有另一条。", en: "Another entry." },
  ];

  test("are answered each by itself", async () => {
    const answers = await answersOf(day, told(200, { entries }));
    expect(answers.map(({ is }) => is)).toEqual(["recorded", "recorded", "refused", "conflict"]);
    expect(answers[2]).toEqual({ is: "refused", problems });
  });

  test.each([{ entries: entries.slice(1) }, { entries: [...entries].reverse() }, {}, { status: "recorded" }])(
    "stay on the phone where the answers are not theirs",
    async (body) => {
      const answers = await answersOf(day, told(200, body));
      expect(answers.map((each) => each.is)).toEqual(["later", "later", "later", "later"]);
    },
  );

  test("all wait while the server is busy or away, and all ask to sign in", async () => {
    expect(await answersOf(day.slice(2), null)).toEqual(day.slice(2).map(() => ({ is: "later", why: "network" })));
    expect((await answersOf(day, told(503, {}, { "Retry-After": "3" })))[3]).toMatchObject({ why: "busy", seconds: 3 });
    expect((await answersOf(day, told(401)))[0]).toEqual({ is: "signed_out" });
  });
});

test("bad content comes with its problems, and an unexpected refusal with one of its own", async () => {
  const problems = [{ code: "future_day", field: "on", zh: "日期晚于今天。", en: "After today.", remedy_zh: "", remedy_en: "" }];
  expect(await answerOf(told(422, { status: "refused", problems }))).toEqual({ is: "refused", problems });
  expect(await answerOf(told(413))).toMatchObject({ is: "refused", problems: [{ code: "413" }] });
});

test("the same id with other content is a conflict with its sentence", async () => {
  const answer = await answerOf(told(409, { status: "conflict", code: "same_id", zh: "已有另一条。", en: "Another entry." }));
  expect(answer).toMatchObject({ is: "conflict", problems: [{ code: "same_id", en: "Another entry." }] });
});

test.each([200, 201])("status %i is an arrival, told where it counts", async (status) => {
  expect(await answerOf(told(status, { status: "recorded", counts: [] }))).toEqual({ is: "recorded", counts: [] });
});

test("a page in place of an answer, as networks put before signing in to them, is no arrival", async () => {
  expect(await answerOf(new Response("<html>", { status: 200 }))).toEqual({ is: "later", why: "fault" });
});
