/** Charts and maps are heavy: their code is fetched only where such an element stands on the page. */
export function startFigures(part: ParentNode): void {
  const charts = part.querySelectorAll<HTMLElement>("[data-chart]:not([data-drawn])");
  const maps = part.querySelectorAll<HTMLElement>("[data-map]:not([data-drawn])");
  [...charts, ...maps].forEach((element) => (element.dataset["drawn"] = ""));
  if (charts.length) void import("./charts").then(({ drawChart }) => charts.forEach(drawChart));
  if (maps.length) void import("./map").then(({ drawMap }) => maps.forEach(drawMap));
}
