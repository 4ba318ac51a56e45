import { type DBSchema, type IDBPDatabase, openDB } from "idb";

export type Values = Record<string, string[]>;
export type State = "filling" | "waiting" | "conflict";

/** A sheet as the phone keeps it: the form that the server made, and what was answered so far. */
export interface KeptSheet {
  id: string;
  account: string;
  title: string;
  html: string;
  values: Values;
  /** The id under which it is handed in, made here: handing it in twice changes nothing. */
  handing: string;
  state: State;
}

interface Schema extends DBSchema {
  sheets: { key: string; value: KeptSheet; indexes: { account: string } };
}

/** Sheets on this phone, each under the account that fills it. */
export class SheetStore {
  private constructor(private readonly db: IDBPDatabase<Schema>) {}

  static async open(name = "bangfu-checklists"): Promise<SheetStore> {
    const db = await openDB<Schema>(name, 1, {
      upgrade: (fresh) => void fresh.createObjectStore("sheets", { keyPath: "id" }).createIndex("account", "account"),
    });
    return new SheetStore(db);
  }

  close(): void {
    this.db.close();
  }

  /** Committed at once, so that what was answered last is not lost with the page that is left. */
  async keep(sheet: KeptSheet): Promise<void> {
    const work = this.db.transaction("sheets", "readwrite");
    const put = work.store.put(sheet);
    work.commit();
    await Promise.all([put, work.done]);
  }

  async sheet(account: string, id: string): Promise<KeptSheet | null> {
    const kept = await this.db.get("sheets", id);
    return kept?.account === account ? kept : null;
  }

  async sheets(account: string): Promise<KeptSheet[]> {
    return this.db.getAllFromIndex("sheets", "account", account);
  }

  async remove(account: string, id: string): Promise<void> {
    if (await this.sheet(account, id)) await this.db.delete("sheets", id);
  }

  /** What nobody has answered yet goes; begun answers stay for their owner, as entries do. Null: everybody's. */
  async forgetUntouched(except: string | null): Promise<void> {
    for (const kept of await this.db.getAll("sheets")) {
      if (kept.account !== except && !Object.keys(kept.values).length) await this.db.delete("sheets", kept.id);
    }
  }
}
