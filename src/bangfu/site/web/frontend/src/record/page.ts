import { EntryForm } from "./form";
import { h } from "../dom";
import { type Acts, recentList, savedNotice, unsentList } from "./list";
import type { Queue, Sent } from "./queue";
import type { Session } from "./session";
import type { Store } from "./store";
import { t } from "./texts";
import type { Entry, Kept } from "./types";

const [SOONEST, LATEST] = [1_000, 60_000];

/** The recording page of one account. */
export class RecordPage {
  private readonly told = h("div", { role: "status", tabindex: "-1" });
  private readonly unsent = h("div");
  private readonly recent = h("div");
  private readonly form: EntryForm;
  private kept: Kept[] = [];

  constructor(
    private readonly root: HTMLElement,
    private readonly store: Store,
    private readonly queue: Queue,
    private readonly session: Session,
  ) {
    this.form = new EntryForm(session.data, () => this.before(), (entry, photos) => this.save(entry, photos));
  }

  async start(): Promise<void> {
    const { data } = this.session;
    await this.refresh();
    const who = h("p", {}, t("who", { name: data.person?.name ?? data.name, today: data.today }));
    const head = h("header", { class: "head" }, h("div", {}, h("h1", {}, t("title")), who));
    this.root.replaceChildren(head, this.told, this.form.element, this.unsent, this.recent);
    if (!this.session.online) this.told.replaceChildren(h("p", { class: "notice" }, t("offline")));
    window.addEventListener("online", () => void this.send(true));
    await this.send(true);
    void this.sendOn();
  }

  /** Send again when the server asked to, and look now and then anyway. */
  private async sendOn(): Promise<void> {
    const due = (await this.queue.due(this.account)) ?? LATEST;
    await new Promise((done) => setTimeout(done, Math.min(Math.max(due, SOONEST), LATEST)));
    await this.send().catch(() => undefined);
    void this.sendOn();
  }

  private get account(): string {
    return this.session.data.account;
  }

  private before(): Entry[] {
    return [...this.kept.map(({ entry }) => entry), ...this.session.data.recent];
  }

  private async save(entry: Entry, photos: Blob[]): Promise<void> {
    await this.queue.add(this.account, entry);
    for (const picture of photos) {
      await this.store.keepPhoto({ id: crypto.randomUUID(), account: this.account, entry: entry.id, picture });
    }
    // It is safe from here on; the list says so while it is being sent.
    await this.refresh();
    const sent = await this.send(true);
    if (this.kept.some(({ id, state }) => id === entry.id && state === "waiting")) this.tellKept(entry, sent);
    window.scrollTo({ top: 0 });
    this.told.focus({ preventScroll: true });
  }

  private tellKept(entry: Entry, sent: Sent): void {
    const expected = this.session.data.kinds.find(({ code }) => code === entry.kind)?.counts ?? [];
    this.told.replaceChildren(...(sent === "signed_out" ? [this.expired()] : []), savedNotice(expected, false));
  }

  private expired(): HTMLElement {
    return h("p", { class: "notice state-judgement" }, h("span", {}, t("expired"), " ", h("a", { href: "/sign-in/?next=/record/" }, t("sign_in_button"))));
  }

  private async send(hurry = false): Promise<Sent> {
    const waited = new Set(this.kept.filter(({ state }) => state === "waiting").map(({ id }) => id));
    const sent = await this.queue.send(this.account, hurry);
    if (sent === "signed_out") this.told.replaceChildren(this.expired());
    await this.refresh();
    // Whenever an entry arrives, at once or days later, its bearer learns what it counts for.
    const arrived = this.kept.filter(({ id, state }) => state === "recorded" && waited.has(id));
    if (arrived.length) this.told.replaceChildren(...arrived.map(({ counts }) => savedNotice(counts, true)));
    return sent;
  }

  private async sendByHand(): Promise<void> {
    const sending = h("p", { class: "notice" }, t("sending"));
    this.told.replaceChildren(sending);
    const sent = await this.send(true);
    if (sending.isConnected) sending.textContent = t(sent === "all" ? "all_sent" : "still_waiting");
  }

  private async refresh(): Promise<void> {
    this.kept = await this.store.entries(this.account);
    const unsent = this.kept.filter((kept) => kept.state !== "recorded");
    const list = unsentList(unsent, this.session.data, this.acts());
    this.unsent.replaceChildren(...(list ? [list] : []));
    this.recent.replaceChildren(recentList(this.kept, this.session.data));
  }

  private acts(): Acts {
    return {
      send: () => void this.sendByHand(),
      edit: (kept) => {
        this.told.replaceChildren();
        this.form.correct(kept.entry, kept.problems);
      },
      anew: (kept) => void this.queue.again(kept).then(() => this.send(true)),
      drop: (kept) => {
        if (window.confirm(t("drop_sure"))) void this.store.remove(kept.account, kept.id).then(() => this.refresh());
      },
    };
  }
}
