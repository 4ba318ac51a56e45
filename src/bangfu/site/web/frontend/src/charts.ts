/** Charts. A `data-chart` element names the kind; its `data-src` is an address or the id of a JSON script on the page. */
import { BarChart, HeatmapChart, LineChart } from "echarts/charts";
import { AriaComponent, GridComponent, LegendComponent, TooltipComponent, VisualMapComponent } from "echarts/components";
import { init, use } from "echarts/core";
import { CanvasRenderer } from "echarts/renderers";
import { type ChartData, type ChartKind, optionOf, rowsOf } from "./chart-options";
import { jsonOf, tableUnder } from "./figure";

use([BarChart, HeatmapChart, LineChart, AriaComponent, GridComponent, LegendComponent, TooltipComponent, VisualMapComponent, CanvasRenderer]);

export async function drawChart(element: HTMLElement): Promise<void> {
  const data = (await jsonOf(element)) as ChartData;
  const kind = element.dataset["chart"] as ChartKind;
  const canvas = document.createElement("div");
  canvas.className = "figure-canvas";
  // What the picture shows stands in the table below, which is what is read aloud.
  canvas.setAttribute("aria-hidden", "true");
  // Bars that lie keep room for each name.
  if (data.horizontal) canvas.style.minHeight = `${3 + 1.5 * data.categories.length}rem`;
  element.replaceChildren(canvas);
  tableUnder(element, rowsOf(data));
  const chart = init(canvas, null, { renderer: "canvas" });
  const colour = (name: string): string => getComputedStyle(element).getPropertyValue(`--${name}`).trim();
  const draw = (): void => chart.setOption(optionOf(kind, data, colour, canvas.clientWidth), true);
  // It is told the first size, too: then the picture is drawn for the first time.
  new ResizeObserver(() => {
    chart.resize();
    draw();
  }).observe(canvas);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", draw);
}
