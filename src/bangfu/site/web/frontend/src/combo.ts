/**
 * A select that is searched while typing. The server answers with `<li role="option" data-value="…">label</li>`;
 * the chosen value goes into the hidden field, and a typed word that was not chosen is no choice.
 */
export function startCombos(): void {
  document.addEventListener("keydown", (event) => {
    const combo = comboOf(event.target);
    if (combo) onKey(combo, event);
  });
  document.addEventListener("input", (event) => {
    const combo = comboOf(event.target);
    if (combo && event.target === box(combo)) value(combo).value = "";
  });
  document.addEventListener("mousedown", (event) => {
    const option = (event.target as Element).closest<HTMLElement>(".combo [role=option]:not([aria-disabled])");
    if (!option) return;
    event.preventDefault();
    choose(comboOf(option)!, option);
  });
  document.addEventListener("focusout", (event) => {
    const combo = comboOf(event.target);
    if (combo) close(combo);
  });
  document.addEventListener("htmx:afterSwap", (event) => {
    const combo = comboOf(event.target);
    if (combo) opened(combo);
  });
}

function comboOf(target: EventTarget | null): HTMLElement | null {
  return target instanceof Element ? target.closest<HTMLElement>(".combo") : null;
}

const box = (combo: HTMLElement): HTMLInputElement => combo.querySelector<HTMLInputElement>("[role=combobox]")!;
const list = (combo: HTMLElement): HTMLElement => combo.querySelector<HTMLElement>("[role=listbox]")!;
const value = (combo: HTMLElement): HTMLInputElement => combo.querySelector<HTMLInputElement>("input[type=hidden]")!;
const options = (combo: HTMLElement): HTMLElement[] => [...list(combo).querySelectorAll<HTMLElement>("[role=option]:not([aria-disabled])")];

function opened(combo: HTMLElement): void {
  options(combo).forEach((option, i) => (option.id = `${list(combo).id}-${i}`));
  box(combo).setAttribute("aria-expanded", String(options(combo).length > 0));
}

function onKey(combo: HTMLElement, event: KeyboardEvent): void {
  const all = options(combo);
  const at = all.findIndex((option) => option.getAttribute("aria-selected") === "true");
  if (event.key === "Escape") close(combo);
  else if (event.key === "ArrowDown") mark(combo, all[(at + 1) % all.length]);
  else if (event.key === "ArrowUp") mark(combo, all[(at <= 0 ? all.length : at) - 1]);
  else if (event.key === "Enter" && at >= 0) choose(combo, all[at]!);
  else return;
  if (all.length) event.preventDefault();
}

function mark(combo: HTMLElement, option: HTMLElement | undefined): void {
  options(combo).forEach((other) => other.setAttribute("aria-selected", String(other === option)));
  if (!option) return;
  box(combo).setAttribute("aria-activedescendant", option.id);
  option.scrollIntoView({ block: "nearest" });
}

function choose(combo: HTMLElement, option: HTMLElement): void {
  value(combo).value = option.dataset["value"] ?? "";
  box(combo).value = option.dataset["label"] ?? option.textContent?.trim() ?? "";
  close(combo);
  value(combo).dispatchEvent(new Event("change", { bubbles: true }));
}

function close(combo: HTMLElement): void {
  list(combo).replaceChildren();
  box(combo).setAttribute("aria-expanded", "false");
  box(combo).removeAttribute("aria-activedescendant");
}
