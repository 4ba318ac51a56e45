import { dialog } from "./dialogs";

/** `/` goes to the search box, `?` tells the keys, `g` and a letter go to the link with that `data-key`. */
export function startKeys(): void {
  let going = 0;
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || isTyping(event.target)) return;
    if (document.querySelector("dialog[open]")) return;
    if (event.key === "/") focusSearch(event);
    else if (event.key === "?") dialog("keys")?.showModal();
    else if (event.key === "g") going = event.timeStamp;
    else if (going && event.timeStamp - going < 1500) go(event.key);
    if (event.key !== "g") going = 0;
  });
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && Boolean(target.closest("input, textarea, select, [contenteditable]"));
}

function focusSearch(event: KeyboardEvent): void {
  // The search of a page goes before the one above all pages.
  const find = (where: string) => document.querySelector<HTMLInputElement>(`${where} [data-search]`);
  const box = find("main") ?? find("body");
  if (!box) return;
  event.preventDefault();
  box.select();
  box.focus();
}

function go(key: string): void {
  document.querySelector<HTMLAnchorElement>(`a[data-key="${CSS.escape(key)}"]`)?.click();
}
