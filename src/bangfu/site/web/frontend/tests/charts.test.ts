import { expect, test } from "vitest";
import { legendRows, rowsOf } from "../src/chart-options";

test("the table of a chart says what the picture shows, and a gap as a gap", () => {
  const rows = rowsOf({ categories: ["1", "2"], series: [{ name: "met", values: [3, null] }] });
  expect(rows).toEqual([["", "met"], ["1", "3"], ["2", "–"]]);
});

test("the names of the series take the rows that they need, Chinese ones more", () => {
  const series = ["驻村干部", "帮扶责任人", "单位领导"].map((name) => ({ name, values: [] }));
  expect(legendRows({ categories: [], series }, 600)).toBe(1);
  expect(legendRows({ categories: [], series }, 180)).toBe(2);
  expect(legendRows({ categories: [], series: [] }, 10)).toBe(1);
});
