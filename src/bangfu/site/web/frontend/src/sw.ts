/**
 * Opens recording and checklists with no network, one worker for each folder. It keeps an empty page and its files, and
 * nothing that names a person: what a page shows lies in the store of the account.
 */
const worker = self as unknown as ServiceWorkerGlobalScope;

const FILES = "__SHELL_FILES__" as unknown as string[];
const OF_CHECKLISTS = new URL(worker.registration.scope).pathname === "/checklists/";
const SHELL = OF_CHECKLISTS ? "/checklists/fill/" : "/record/";
const KIND = OF_CHECKLISTS ? "bangfu-checklists-" : "bangfu-record-";
const CACHE = `${KIND}${FILES.join().split("").reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) >>> 0, 7)}`;
const PATIENCE = 2500;
const SHEET = /^\/checklists\/[^/]+\/fill\/$/;

// Those of this folder, and of the time when there was only one.
const OLD = new RegExp(`^(${KIND}|bangfu-\\d)`);

worker.addEventListener("install", (event) => event.waitUntil(install()));
worker.addEventListener("activate", (event) => event.waitUntil(activate()));
worker.addEventListener("fetch", (event) => {
  const { pathname, origin } = new URL(event.request.url);
  if (event.request.method !== "GET" || origin !== worker.location.origin) return;
  if (pathname === SHELL && event.request.mode === "navigate") event.respondWith(shell());
  else if (OF_CHECKLISTS && SHEET.test(pathname) && event.request.mode === "navigate") event.respondWith(sheet(event.request));
  else if (FILES.includes(pathname)) event.respondWith(file(event.request));
});

async function install(): Promise<void> {
  await (await caches.open(CACHE)).addAll(FILES);
  await freshShell();
  await worker.skipWaiting();
}

async function activate(): Promise<void> {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => OLD.test(name) && name !== CACHE).map((name) => caches.delete(name)));
  await worker.clients.claim();
}

async function file(request: Request): Promise<Response> {
  return (await caches.match(request)) ?? fetch(request);
}

/** The page from the network, or soon from the cache where the network is slow or absent. */
async function shell(): Promise<Response> {
  const cached = await caches.match(SHELL);
  if (!cached) return fetch(SHELL);
  const late = new Promise<Response>((done) => setTimeout(() => done(cached), PATIENCE));
  return Promise.race([freshShell().catch(() => cached), late]);
}

/** A sheet from the server; with no network the shell, which finds it in the store of the account. */
async function sheet(request: Request): Promise<Response> {
  return fetch(request).catch(async () => (await caches.match(SHELL)) ?? Response.error());
}

/** The shell is the same for everybody; a redirect (to the sign-in page) or an error is passed on and not kept. */
async function freshShell(): Promise<Response> {
  const response = await fetch(SHELL, { credentials: "same-origin" });
  if (response.ok && !response.redirected) await (await caches.open(CACHE)).put(SHELL, response.clone());
  // A navigation may not be answered with what a redirect led to; the browser goes there itself.
  return response.redirected ? Response.redirect(response.url) : response;
}

export {};
