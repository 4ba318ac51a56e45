/** Checklists on a phone: a sheet that was opened once can be filled and handed in with no network. */
import { sendWaiting } from "./checklist/sending";
import { SheetPage } from "./checklist/sheet";
import { type KeptSheet, SheetStore } from "./checklist/store";
import { t } from "./checklist/texts";
import { htmlOf } from "./checklist/values";
import { h } from "./dom";
import { Store } from "./record/store";

const ADDRESS = /^\/checklists\/([^/]+)\/fill\/$/;

async function start(root: HTMLElement): Promise<void> {
  if ("serviceWorker" in navigator) void navigator.serviceWorker.register("/record/sw.js", { scope: "/checklists/" });
  const store = await SheetStore.open();
  const form = root.querySelector<HTMLFormElement>("form[data-sheet]");
  if (form) await online(root, form, store);
  else await offline(root, store);
}

/** The page from the server: keep its form for when there is no network. */
async function online(root: HTMLElement, form: HTMLFormElement, store: SheetStore): Promise<void> {
  const [account, id] = [document.body.dataset["account"], form.dataset["sheet"]];
  if (!account || !id) return;
  await nowIs(account);
  await store.forgetUntouched(account);
  const before = await store.sheet(account, id);
  const kept: KeptSheet = before ?? { id, account, title: form.dataset["title"] ?? id, html: "", values: {}, handing: crypto.randomUUID(), state: "filling" };
  const fresh = { ...kept, html: htmlOf(form) };
  await store.keep(fresh);
  new SheetPage(form, told(root), store, fresh).start();
}

/** The shell that the service worker keeps: the sheet of the address, or a list of what is on the phone. */
async function offline(root: HTMLElement, store: SheetStore): Promise<void> {
  const account = await lastAccount();
  const shell = root.querySelector<HTMLElement>("[data-checklist-shell]");
  if (!shell) return;
  if (!account) return shell.replaceChildren(h("div", { class: "empty" }, h("p", {}, t("nobody"))));
  await sendWaiting(store, account);
  const id = ADDRESS.exec(location.pathname)?.[1] ?? "";
  const kept = await store.sheet(account, decodeURIComponent(id));
  if (!kept) return shell.replaceChildren(list(await store.sheets(account)));
  const parsed = new DOMParser().parseFromString(kept.html, "text/html").querySelector("form");
  if (!parsed) return;
  const form = document.importNode(parsed, true);
  const status = h("div", { role: "status" });
  shell.replaceChildren(h("header", { class: "head" }, h("div", {}, h("h1", {}, kept.title))), status, form);
  new SheetPage(form, status, store, kept).start();
}

function list(sheets: KeptSheet[]): HTMLElement {
  const line = ({ id, title, state }: KeptSheet): HTMLElement =>
    h("li", {}, h("a", { class: "due-title", href: `/checklists/${id}/fill/` }, title), " ", h("span", { class: "muted" }, t(state)));
  const items = sheets.length ? h("ul", { class: "due" }, ...sheets.map(line)) : h("p", {}, t("nothing"));
  return h("div", {}, h("header", { class: "head" }, h("h1", {}, t("title"))), h("section", { class: "box" }, h("div", { class: "box-body" }, items)));
}

const told = (root: HTMLElement): HTMLElement => root.querySelector<HTMLElement>("[data-told]") ?? root.appendChild(h("div", { role: "status" }));

async function nowIs(account: string): Promise<void> {
  const store = await Store.open();
  await store.nowIs(account);
  store.close();
}

async function lastAccount(): Promise<string | null> {
  const store = await Store.open();
  const account = await store.account();
  store.close();
  return account;
}

const root = document.querySelector<HTMLElement>("[data-checklist]");
if (root) void start(root);
