import texts from "./texts.json";
import type { Counts, Language, Problem } from "./types";

let language: Language = "zh";

export function speak(code: string): void {
  language = code.startsWith("en") ? "en" : "zh";
}

/** A text of texts.json in the language of the account, with `{name}` filled in. */
export function t(key: keyof typeof texts, values: Record<string, string | number> = {}): string {
  return texts[key][language].replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ""));
}

/** A text that counts something: `key_one` for one, `key` for more. */
export function counted(key: "counts_hint" | "recorded_counts" | "kept_counts", n: number): string {
  return n === 1 ? t(`${key}_one`) : t(key, { n });
}

export const word = (both: { zh: string; en: string }): string => both[language];
/** The same at the beginning of a line: the vocabulary writes its English words small. */
export const heading = (both: { zh: string; en: string }): string => word(both).replace(/^./u, (first) => first.toUpperCase());
export const title = (counts: Counts): string => (language === "en" ? counts.title_en : counts.title_zh);
export const remedy = (problem: Problem): string => (language === "en" ? problem.remedy_en : problem.remedy_zh);
