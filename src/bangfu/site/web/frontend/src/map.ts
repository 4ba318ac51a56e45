/** Maps without a map service: areas or points coloured by state, or by the share that is met. */
import "leaflet/dist/leaflet.css";
import type { Feature, FeatureCollection, Point } from "geojson";
import L from "leaflet";
import { h, icon } from "./dom";
import { jsonOf, tableUnder } from "./figure";

/** What a feature carries. `schematic` features lie on a plain grid, x to the right and y down. */
export interface Area {
  label: string;
  href?: string;
  status?: string;
  share?: number | null;
  schematic?: boolean;
}

type AreaFeature = Feature<GeoJSON.Geometry, Area>;

type Drawn = (L.Path | L.Marker) & { feature: AreaFeature };

const STEPS = 5;
const WIDTHS = [1, 2, 5, 10, 20]; // per cent of one step
const MOST_NAMED = 60; // tiles; names on more of them would lie over each other
const MOST_MARKED = 40;

export async function drawMap(element: HTMLElement): Promise<void> {
  const data = (await jsonOf(element)) as FeatureCollection<GeoJSON.Geometry, Area>;
  const words = JSON.parse(element.dataset["words"] ?? "{}") as Record<string, string>;
  const schematic = data.features.some(({ properties }) => properties.schematic);
  const canvas = h("div", { class: "map-canvas", role: "group", "aria-label": element.dataset["title"] ?? "" });
  const width = widthOf(data.features);
  element.replaceChildren(canvas, legend(data.features, words, width));
  tableUnder(element, rowsOf(element, data.features, words));
  const map = L.map(canvas, {
    crs: schematic ? L.CRS.Simple : L.CRS.EPSG3857,
    attributionControl: false,
    zoomControl: false,
    scrollWheelZoom: false,
    zoomSnap: 0.25,
    minZoom: -5,
  });
  const { zoomIn = "+", zoomOut = "−" } = element.dataset;
  L.control.zoom({ zoomInTitle: zoomIn, zoomOutTitle: zoomOut }).addTo(map);
  const areas = L.geoJSON(data, {
    style: (feature) => ({ className: `area ${classOf((feature as AreaFeature).properties, width)}` }),
    pointToLayer: (feature: Feature<Point, Area>, at) => (schematic ? tile(feature, at, width) : point(feature, at, width)),
    onEachFeature: (feature, layer) => tell(feature as AreaFeature, layer, words, schematic && data.features.length <= MOST_NAMED),
    ...(schematic ? { coordsToLatLng: ([x = 0, y = 0]) => L.latLng(-y, x) } : {}),
  }).addTo(map);
  map.fitBounds(areas.getBounds(), { paddingTopLeft: [56, 8], paddingBottomRight: [8, 8] });
  if (!schematic) mark(areas, map);
  areas.eachLayer((layer) => reachable(layer as Drawn, words));
}

/** A state has its colour; a share one of five steps from pale to full. */
function classOf({ status, share }: Area, width: number): string {
  if (status) return `state-${status}`;
  return share == null ? "share-none" : `share-${stepOf(share, width)}`;
}

/** The narrowest steps that reach from the lowest share up to all of it: where most is met, the rest must still differ. */
function widthOf(features: AreaFeature[]): number {
  const lowest = Math.min(1, ...features.map(({ properties }) => properties.share ?? 1));
  return WIDTHS.find((width) => lowest * 100 >= 100 - STEPS * width) ?? 20;
}

function stepOf(share: number, width: number): number {
  return Math.max(0, Math.min(STEPS - 1, Math.floor((share * 100 - 100) / width + STEPS + 1e-9)));
}

function tile({ properties }: Feature<Point, Area>, { lat, lng }: L.LatLng, width: number): L.Layer {
  const bounds = L.latLngBounds([lat - 0.5, lng - 0.5], [lat + 0.5, lng + 0.5]);
  return L.rectangle(bounds, { className: `area ${classOf(properties, width)}` });
}

/** A state is shown by its shape, too; a share by colour alone, since its steps differ in lightness. */
function point({ properties }: Feature<Point, Area>, at: L.LatLng, width: number): L.Layer {
  if (properties.status) return L.marker(at, { icon: shape(properties.status) });
  return L.circleMarker(at, { radius: 7, className: `area ${classOf(properties, width)}` });
}

function shape(status: string): L.DivIcon {
  const html = h("span", {}, icon(`status-${status}`));
  return L.divIcon({ html, className: `pin state-${status}`, iconSize: [18, 18] });
}

/** Few areas carry the shape of their state in their middle; many would only hide each other. */
function mark(areas: L.GeoJSON, map: L.Map): void {
  const layers = areas.getLayers().filter((layer): layer is L.Polygon & { feature: AreaFeature } => layer instanceof L.Polygon);
  if (layers.length > MOST_MARKED) return;
  for (const layer of layers) {
    const { status } = layer.feature.properties;
    if (status) L.marker(layer.getBounds().getCenter(), { icon: shape(status), interactive: false, keyboard: false }).addTo(map);
  }
}

/** The name stands on a tile of a schematic map with few tiles, and beside anything else when it is pointed at. */
function tell({ properties }: AreaFeature, layer: L.Layer, words: Record<string, string>, named: boolean): void {
  const both = h("span", {}, h("b", {}, properties.label), named ? h("br") : " ", valueOf(properties, words));
  layer.bindTooltip(both, named ? { permanent: true, direction: "center", className: "tile-label" } : { sticky: true });
}

function valueOf({ status, share }: Area, words: Record<string, string>): string {
  const percent = share == null ? "" : `${Math.floor(share * 100 + 1e-9)}%`;
  return [status ? (words[status] ?? status) : "", percent].filter(Boolean).join(" ");
}

/** Every area that leads somewhere is a link for the keyboard and for readers aloud. */
function reachable(layer: Drawn, words: Record<string, string>): void {
  const { properties } = layer.feature;
  const path = layer.getElement();
  const href = properties.href;
  if (!path || !href) return;
  path.setAttribute("tabindex", "0");
  path.setAttribute("role", "link");
  path.setAttribute("aria-label", `${properties.label} ${valueOf(properties, words)}`);
  const go = (): void => window.location.assign(href);
  layer.on("click", go);
  path.addEventListener("keydown", (event) => (event as KeyboardEvent).key === "Enter" && go());
  path.addEventListener("focus", () => layer.openTooltip());
}

function legend(features: AreaFeature[], words: Record<string, string>, width: number): HTMLElement {
  const states = [...new Set(features.map(({ properties }) => properties.status).filter(Boolean))] as string[];
  const steps = [...Array(STEPS).keys()].map((step) => ({ name: `share-${step}`, text: `${100 - (STEPS - step) * width}–${100 - (STEPS - 1 - step) * width}%` }));
  const items = states.length ? states.map((state) => ({ name: `state-${state}`, text: words[state] ?? state })) : steps;
  return h("ul", { class: "map-legend" }, ...items.map(({ name, text }) => h("li", {}, name.startsWith("state") ? h("span", { class: name }, icon(`status-${name.slice(6)}`)) : h("span", { class: `swatch ${name}` }), text)));
}

function rowsOf(element: HTMLElement, features: AreaFeature[], words: Record<string, string>): (string | HTMLElement)[][] {
  const heads = [element.dataset["nameLabel"] ?? "", element.dataset["valueLabel"] ?? ""];
  const name = ({ label, href }: Area): string | HTMLElement => (href ? h("a", { href }, label) : label);
  return [heads, ...features.map(({ properties }) => [name(properties), valueOf(properties, words)])];
}
