import { describe, expect, test } from "vitest";
import { kindsInOrder, options, questions, search } from "../src/record/choices";
import { daysBefore, draftOf, lacks, withChoice, withKind } from "../src/record/draft";
import { dataOf, INSPECTION, REPORT, visit, VISIT, ZHANG } from "./cast";

const data = dataOf(ZHANG);
const households = options("target", VISIT, data, []);

describe("what still lacks", () => {
  const chosen = withChoice(withKind(draftOf(data), VISIT), households[0]!);

  test("a kind, then whom it was with", () => {
    expect(lacks(draftOf(data), undefined, data.today)).toEqual(["kind"]);
    expect(lacks(withKind(draftOf(data), VISIT), VISIT, data.today)).toEqual(["target"]);
  });

  test.each([
    ["a day to come", { on: "2019-12-13" }],
    ["no day", { on: "" }],
    ["an end before the start", { until: "2019-12-11" }],
    ["an end to come", { until: "2019-12-13" }],
  ])("%s is refused", (_, part) => {
    expect(lacks({ ...chosen, ...part }, VISIT, data.today)).toEqual(["day"]);
  });

  test("nothing after two taps: who and when are known", () => {
    expect(lacks(chosen, VISIT, data.today)).toEqual([]);
    expect(chosen).toMatchObject({ on: "2019-12-12", household: "9901", person: `person-${ZHANG}` });
  });
});

test("a person or an organisation answers one question, and the later choice takes the place of the former", () => {
  expect(questions(REPORT)).toEqual(["counterpart"]);
  const both = options("counterpart", REPORT, data, []);
  const draft = both.reduce((made, option) => withChoice(made, option), withKind(draftOf(data), REPORT));
  expect(draft).toMatchObject({ counterpart_person: null, counterpart_organisation: "o1" });
});

test("whoever records for others is asked who did it, and an inspection takes a place or a unit", () => {
  const draft = withKind({ ...draftOf(data), person: null }, INSPECTION);
  expect(lacks(draft, INSPECTION, data.today)).toEqual(["doer", "target"]);
  const doers = options("doer", INSPECTION, data, []);
  expect(doers.map(({ id }) => id)).toEqual([`person-${ZHANG}`, "9911", "u1"]);
  const targets = options("target", INSPECTION, data, []);
  expect(targets.map(({ label }) => label)).toEqual(["中林村", "县帮扶办"]);
  const made = [doers[2]!, targets[0]!, targets[1]!].reduce((one, option) => withChoice(one, option), draft);
  expect(made).toMatchObject({ person: null, organisation: "u1", place: null, counterpart_organisation: "o1" });
  expect(lacks(made, INSPECTION, data.today)).toEqual([]);
});

test.each([["秀兰", "9901"], ["LJG", "9902"], ["9902", "9902"]])("%s finds %s", (word, id) => {
  expect(search(households, word).map((option) => option.id)).toEqual([id]);
});

test("what cannot be found is not made up", () => {
  expect(search(households, "zzz")).toEqual([]);
});

test("what was done lately stands first", () => {
  const before = [visit({ household: "9902" })];
  expect(options("target", VISIT, data, before)[0]?.id).toBe("9902");
  expect(kindsInOrder(data, [visit({ kind: "work_report" })]).first[0]?.code).toBe("work_report");
});

test("the day before the first of March", () => {
  expect(daysBefore("2020-03-01", 1)).toBe("2020-02-29");
});
