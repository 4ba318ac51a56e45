/** What every page has: styles, htmx, keys, dialogs, messages; charts and maps are fetched where one stands. */
import "../styles/app.scss";
import htmx from "htmx.org/dist/htmx.esm.js";
import { startAccount } from "./account";
import { csrfToken } from "./csrf";
import { startCombos } from "./combo";
import { startDialogs } from "./dialogs";
import { startFigures } from "./figures";
import { startForms } from "./forms";
import { startKeys } from "./keys";
import { startToasts } from "./toasts";

htmx.config.allowEval = false;
htmx.config.includeIndicatorStyles = false;
document.addEventListener("htmx:configRequest", (event) => {
  (event as CustomEvent<{ headers: Record<string, string> }>).detail.headers["X-CSRFToken"] = csrfToken();
});
// Parts that htmx brings in later come alive like those of the first page.
htmx.onLoad((part) => {
  if (part instanceof HTMLElement) startFigures(part);
});

startAccount();
startCombos();
startDialogs();
startForms();
startKeys();
startToasts();
