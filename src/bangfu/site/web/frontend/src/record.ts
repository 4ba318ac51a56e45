/** The recording page: opens offline too, keeps entries on the phone, sends each once. */
import { h } from "./dom";
import { RecordPage } from "./record/page";
import { Queue } from "./record/queue";
import { server } from "./record/server";
import { openSession } from "./record/session";
import { Store } from "./record/store";
import { speak, t, word } from "./record/texts";

async function start(root: HTMLElement): Promise<void> {
  speak(document.documentElement.lang);
  if ("serviceWorker" in navigator) void navigator.serviceWorker.register("/record/sw.js", { scope: "/record/" });
  void navigator.storage?.persist?.();
  const store = await Store.open();
  const session = await openSession(store, server);
  if (!session) return root.replaceChildren(door());
  speak(session.data.language);
  document.documentElement.lang = session.data.language;
  // The shell may have been kept in the language of the one before.
  document.querySelectorAll<HTMLElement>("[data-zh]").forEach((label) => {
    label.textContent = word({ zh: label.dataset["zh"] ?? "", en: label.dataset["en"] ?? "" });
  });
  document.documentElement.classList.toggle("large", session.data.large_type ?? false);
  await new RecordPage(root, store, new Queue(store, server), session).start();
}

function door(): HTMLElement {
  const why = navigator.onLine ? t("sign_in_why") : t("never_online");
  const link = h("a", { class: "btn btn-primary", href: "/sign-in/?next=/record/" }, t("sign_in_button"));
  return h("div", { class: "empty" }, h("h1", {}, t("sign_in")), h("p", {}, why), link);
}

const root = document.querySelector<HTMLElement>("[data-record]");
if (root) void start(root);
