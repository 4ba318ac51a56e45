import { expect, test } from "vitest";
import { rowsOf } from "../src/chart-options";

test("the table of a chart says what the picture shows, and a gap as a gap", () => {
  const rows = rowsOf({ categories: ["1", "2"], series: [{ name: "met", values: [3, null] }] });
  expect(rows).toEqual([["", "met"], ["1", "3"], ["2", "–"]]);
});
