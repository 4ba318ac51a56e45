import { type DBSchema, type IDBPDatabase, openDB } from "idb";
import type { Data, Heard, Kept, Photo } from "./types";

interface Schema extends DBSchema {
  entries: { key: string; value: Kept; indexes: { account: string } };
  photos: { key: string; value: Photo; indexes: { account: string; entry: string } };
  data: { key: string; value: Heard };
  session: { key: "account"; value: string };
}

const KEPT_AFTER_SENDING = 30;

/** What the phone keeps, every piece under the account it belongs to. */
export class Store {
  private constructor(private readonly db: IDBPDatabase<Schema>) {}

  static async open(name = "bangfu-record"): Promise<Store> {
    const db = await openDB<Schema>(name, 1, {
      upgrade(fresh) {
        fresh.createObjectStore("entries", { keyPath: "id" }).createIndex("account", "account");
        const photos = fresh.createObjectStore("photos", { keyPath: "id" });
        photos.createIndex("account", "account");
        photos.createIndex("entry", "entry");
        fresh.createObjectStore("data", { keyPath: "account" });
        fresh.createObjectStore("session");
      },
    });
    return new Store(db);
  }

  close(): void {
    this.db.close();
  }

  /** Who was signed in when the server was last heard. */
  async account(): Promise<string | null> {
    return (await this.db.get("session", "account")) ?? null;
  }

  async data(account: string): Promise<Heard | null> {
    return (await this.db.get("data", account)) ?? null;
  }

  /** Fresh data of the one signed in. */
  async signIn(data: Data, heard = Date.now()): Promise<void> {
    await this.nowIs(data.account);
    await this.db.put("data", { ...data, heard });
  }

  /** Another page was made for this account: what was learnt for anybody else goes. */
  async nowIs(account: string): Promise<void> {
    const others = (await this.db.getAllKeys("data")).filter((other) => other !== account);
    for (const other of others) await this.forget(other);
    await this.db.put("session", account, "account");
  }

  /** What was cached for an account goes; entries that were not sent stay for their owner. */
  async forget(account: string): Promise<void> {
    await this.db.delete("data", account);
    for (const kept of await this.entries(account)) {
      if (kept.state === "recorded") await this.db.delete("entries", kept.id);
    }
    if ((await this.account()) === account) await this.db.delete("session", "account");
  }

  /** Entries of one account, the newest first; only the last few of those that arrived. */
  async entries(account: string): Promise<Kept[]> {
    const all = await this.db.getAllFromIndex("entries", "account", account);
    return all.sort((a, b) => b.entry.made_at.localeCompare(a.entry.made_at));
  }

  async entry(account: string, id: string): Promise<Kept | null> {
    const kept = await this.db.get("entries", id);
    return kept?.account === account ? kept : null;
  }

  async keep(kept: Kept): Promise<void> {
    await this.db.put("entries", kept);
    const recorded = (await this.entries(kept.account)).filter((each) => each.state === "recorded");
    for (const old of recorded.slice(KEPT_AFTER_SENDING)) await this.db.delete("entries", old.id);
  }

  async remove(account: string, id: string): Promise<void> {
    if (!(await this.entry(account, id))) return;
    await this.db.delete("entries", id);
    for (const photo of await this.photos(account, id)) await this.removePhoto(photo.id);
  }

  async keepPhoto(photo: Photo): Promise<void> {
    await this.db.put("photos", photo);
  }

  async photos(account: string, entry?: string): Promise<Photo[]> {
    const all = await this.db.getAllFromIndex("photos", "account", account);
    return entry ? all.filter((photo) => photo.entry === entry) : all;
  }

  async removePhoto(id: string): Promise<void> {
    await this.db.delete("photos", id);
  }
}
