import type { EChartsCoreOption } from "echarts/core";

export type ChartKind = "stacked" | "line" | "bar" | "heat";

export interface Series {
  name: string;
  /** met, open, unmet, judgement or exempt: the colour that this state has everywhere. */
  state?: string;
  values: (number | null)[];
}

/** A heat map has one series a row. */
export interface ChartData {
  categories: string[];
  series: Series[];
  unit?: string;
  horizontal?: boolean;
}

type Colour = (name: string) => string;

// What is in no state has no colour of one: red would be read as missed.
const PLAIN = [1, 2, 3, 4, 5, 6, 7].map((n) => `series-${n}`);

/** What ECharts is told, with colours of the page as it looks now and for a picture of so many pixels across. */
export function optionOf(kind: ChartKind, data: ChartData, colour: Colour, width: number): EChartsCoreOption {
  const common = {
    animation: false,
    textStyle: { fontFamily: "inherit", color: colour("muted") },
    aria: { enabled: true, decal: { show: matchMedia("(prefers-contrast: more)").matches } },
    // As text on the canvas: markup with styles of its own is against the policy of our pages.
    tooltip: { renderMode: "richText", trigger: kind === "heat" ? "item" : "axis", confine: true },
    grid: { left: 8, right: 16, top: kind === "heat" ? 36 : 16 + 20 * legendRows(data, width), bottom: kind === "heat" ? 48 : data.horizontal && data.unit ? 28 : 8, containLabel: true },
  };
  return { ...common, ...(kind === "heat" ? heat(data, colour) : lines(kind, data, colour)) };
}

/** How many rows the names of the series take: each has its mark, and ideographs are twice as wide as letters. */
export function legendRows(data: ChartData, width: number): number {
  let rows = 1;
  let used = 0;
  for (const { name } of data.series) {
    const size = 28 + [...name].reduce((sum, sign) => sum + (sign > "\u2e80" ? 12 : 7), 0);
    if (used && used + size > width) {
      rows += 1;
      used = 0;
    }
    used += size;
  }
  return rows;
}

function lines(kind: ChartKind, data: ChartData, colour: Colour): EChartsCoreOption {
  const axisLine = { lineStyle: { color: colour("line-strong") } };
  const names = { type: "category", data: data.categories, axisLine, axisTick: { show: false }, inverse: Boolean(data.horizontal), ...(data.horizontal ? { axisLabel: { interval: 0 } } : {}) };
  // Beside the last number of a line that lies there is no room for the unit; it stands below the middle of it.
  const unit = { name: data.unit ?? "", ...(data.horizontal ? { nameLocation: "middle", nameGap: 28 } : {}) };
  const numbers = { type: "value", ...unit, splitLine: { lineStyle: { color: colour("line") } }, minInterval: 1 };
  return {
    legend: { top: 0, left: 0, icon: "roundRect", itemWidth: 12, itemHeight: 12, textStyle: { color: colour("muted") } },
    xAxis: data.horizontal ? numbers : names,
    yAxis: data.horizontal ? names : numbers,
    series: data.series.map((series, i) => ({
      type: kind === "line" ? "line" : "bar",
      name: series.name,
      data: series.values,
      color: colour(series.state ?? PLAIN[i % PLAIN.length]!),
      barMaxWidth: 32,
      symbolSize: 6,
      ...(kind === "stacked" ? { stack: "all" } : {}),
    })),
  };
}

function heat(data: ChartData, colour: Colour): EChartsCoreOption {
  const cells = data.series.flatMap((series, y) => series.values.map((value, x) => [x, y, value ?? "-"]));
  const most = Math.max(1, ...data.series.flatMap((series) => series.values.map((value) => value ?? 0)));
  return {
    xAxis: { type: "category", data: data.categories, axisTick: { show: false }, splitArea: { show: false } },
    yAxis: { type: "category", data: data.series.map(({ name }) => name), inverse: true, axisTick: { show: false } },
    visualMap: {
      min: 0,
      max: most,
      orient: "horizontal",
      left: 0,
      bottom: 0,
      itemHeight: 120,
      text: [`${most}${data.unit ?? ""}`, "0"],
      textStyle: { color: colour("muted") },
      inRange: { color: [colour("ground"), colour("accent")] },
    },
    series: [{ type: "heatmap", data: cells, itemStyle: { borderColor: colour("surface"), borderWidth: 2 } }],
  };
}

/** The same figures as rows of a table, heads first. */
export function rowsOf(data: ChartData): string[][] {
  const heads = ["", ...data.series.map(({ name }) => name)];
  return [heads, ...data.categories.map((category, i) => [category, ...data.series.map(({ values }) => String(values[i] ?? "–"))])];
}
