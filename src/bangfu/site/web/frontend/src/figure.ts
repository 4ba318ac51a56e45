import { h } from "./dom";

/** The data of a chart or map: from the page itself where `data-src` is an id, otherwise from that address. */
export async function jsonOf(element: HTMLElement): Promise<unknown> {
  const source = element.dataset["src"] ?? "";
  const script = /^[\w-]+$/.test(source) ? document.getElementById(source) : null;
  if (script) return JSON.parse(script.textContent ?? "null");
  const response = await fetch(source, { headers: { Accept: "application/json" } });
  if (!response.ok) throw new Error(`${source}: ${response.status}`);
  return response.json();
}

/** What a picture shows as a table: for those who cannot see it, and for those who want the figures. A cell may be a link. */
export function tableUnder(element: HTMLElement, [heads = [], ...rows]: (string | HTMLElement)[][]): void {
  const head = h("tr", {}, ...heads.map((text) => h("th", { scope: "col" }, text)));
  const body = rows.map(([first, ...rest]) => h("tr", {}, h("th", { scope: "row" }, first), ...rest.map((cell) => h("td", {}, cell))));
  const table = h("table", { class: "grid" }, h("caption", { class: "sr-only" }, element.dataset["title"]), h("thead", {}, head), h("tbody", {}, ...body));
  const wrap = h("div", { class: "table-wrap", tabindex: "0", role: "region", "aria-label": element.dataset["title"] ?? "" }, table);
  element.append(h("details", { class: "figure-table" }, h("summary", {}, element.dataset["tableLabel"]), wrap));
}
