import { h } from "../dom";
import { handIn, settle } from "./sending";
import type { KeptSheet, SheetStore } from "./store";
import { t } from "./texts";
import { fillIn, valuesOf } from "./values";

const [SOONEST, LATEST] = [1_000, 60_000];

/** One sheet on the screen: every answer is kept as it is given; handing in waits for a network where there is none. */
export class SheetPage {
  private pause = SOONEST;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly form: HTMLFormElement,
    private readonly told: HTMLElement,
    private readonly store: SheetStore,
    private kept: KeptSheet,
    private readonly go: (url: string) => void = (url) => location.assign(url),
  ) {}

  start(): void {
    if (Object.keys(this.kept.values).length) {
      fillIn(this.form, this.kept.values);
      this.tell(t(this.kept.state === "waiting" ? "kept" : this.kept.state === "conflict" ? "conflict" : "saved"));
    }
    this.form.addEventListener("change", () => void this.keep());
    this.form.addEventListener("input", () => void this.keep());
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      void this.handIn();
    });
    window.addEventListener("online", () => void this.sendAgain());
    if (this.kept.state === "waiting") void this.send();
    else if (!navigator.onLine) this.tell(t("offline"));
  }

  private async keep(state = this.kept.state): Promise<void> {
    this.kept = { ...this.kept, state: state === "waiting" ? "filling" : state, values: valuesOf(this.form) };
    await this.store.keep(this.kept);
  }

  private async handIn(): Promise<void> {
    await this.keep("filling");
    this.kept = { ...this.kept, state: "waiting" };
    await this.store.keep(this.kept);
    await this.send();
  }

  private async send(scroll = true): Promise<void> {
    this.tell(t("sending"));
    const outcome = await handIn(this.kept);
    this.kept = await settle(this.store, this.kept, outcome);
    if (outcome.is === "handed_in") return this.go(outcome.url);
    if (outcome.is === "later") this.sendLater();
    if (outcome.is === "refused") this.mark(outcome.fields);
    this.tell(outcome.is === "signed_out" ? this.door() : t(outcome.is === "later" ? "kept" : outcome.is));
    if (scroll) this.told.scrollIntoView({ block: "center" });
  }

  /** A phone says that it has a network before anything gets through, and says so only once: try until it does. */
  private sendLater(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.sendAgain(), this.pause);
    this.pause = Math.min(this.pause * 2, LATEST);
  }

  private async sendAgain(): Promise<void> {
    if (this.kept.state === "waiting") await this.send(false);
  }

  private mark(fields: Record<string, string[]>): void {
    this.form.querySelectorAll(".error").forEach((old) => old.remove());
    for (const [name, faults] of Object.entries(fields)) {
      const field = this.form.querySelector(`[name="${CSS.escape(name)}"]`)?.closest(".field");
      const at = field ?? this.form;
      faults.forEach((fault) => at.prepend(h("p", { class: "error" }, fault)));
      field?.classList.add("wrong");
    }
  }

  private door(): HTMLElement {
    const link = h("a", { href: `/sign-in/?next=/checklists/${this.kept.id}/fill/` }, t("sign_in"));
    return h("span", {}, t("expired"), " ", link);
  }

  private tell(words: string | HTMLElement): void {
    this.told.replaceChildren(h("p", { class: "notice" }, words));
  }
}
