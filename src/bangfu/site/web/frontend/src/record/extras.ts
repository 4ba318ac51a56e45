import { h, icon } from "../dom";
import { smaller } from "./photo";
import { t } from "./texts";
import type { Location } from "./types";

/** Photos and the place, for those who want to add them: folded away, and nothing is asked of the phone unasked. */
export function extrasField(location: Location | null, photos: Blob[], setLocation: (location: Location | null) => void): HTMLElement {
  return h(
    "details",
    { class: "extras", open: Boolean(location ?? photos.length) },
    h("summary", {}, t("extras")),
    h("p", { class: "hint" }, t("nobody_requires")),
    photoPart(photos),
    locationPart(location, setLocation),
  );
}

function photoPart(photos: Blob[]): HTMLElement {
  const told = h("span", { role: "status" }, photos.length ? t("photo_added", { n: photos.length }) : "");
  const input = h("input", {
    type: "file",
    id: "photo",
    accept: "image/*",
    class: "sr-only",
    onchange: () => {
      void Promise.all([...(input.files ?? [])].map(smaller)).then(
        (pictures) => {
          photos.push(...pictures);
          told.textContent = t("photo_added", { n: photos.length });
        },
        () => (told.textContent = t("photo_bad")),
      );
    },
  });
  return h("p", { class: "actions" }, input, h("label", { class: "btn", for: "photo" }, icon("camera"), t("add_photo")), told);
}

function locationPart(location: Location | null, set: (location: Location | null) => void): HTMLElement {
  const told = h("span", { role: "status" });
  const part = h("p", { class: "actions" });
  const show = (found: Location | null): void => {
    set(found);
    told.textContent = found ? t("location_added", { n: Math.round(found.accuracy) }) : "";
    const ask = (): void =>
      navigator.geolocation.getCurrentPosition(
        ({ coords: { latitude, longitude, accuracy } }) => show({ latitude, longitude, accuracy }),
        () => (told.textContent = t("location_failed")),
        { enableHighAccuracy: true, timeout: 20_000 },
      );
    const button = found
      ? h("button", { type: "button", class: "btn", onclick: () => show(null) }, t("remove"))
      : h("button", { type: "button", class: "btn", onclick: ask }, icon("map-pin"), t("add_location"));
    part.replaceChildren(button, told);
  };
  show(location);
  return part;
}
