/** What the script of checklists says, in the language of the page. */
const TEXTS = {
  kept: { zh: "已存在手机里，有了网络自动送出。", en: "Kept on the phone; it goes out by itself when there is a network." },
  sending: { zh: "正在送出……", en: "Sending…" },
  saved: { zh: "手机里有上次答到一半的内容，已经填回。", en: "What you had answered is filled in again from this phone." },
  offline: { zh: "现在没有网络。可以接着填，也可以交：先存在手机里。", en: "There is no network. Go on, and hand in: it is kept on the phone." },
  expired: { zh: "登录已过期；内容还在手机里。", en: "Your sign-in has ended; everything is still on the phone." },
  sign_in: { zh: "登录", en: "Sign in" },
  refused: { zh: "没有收下，请看标出的项。", en: "Not taken; see what is marked." },
  conflict: { zh: "这张清单已经交过，内容不同；交过的不改，请在清单页新开一张更正。", en: "It was handed in before with something else in it. That one stays; begin a correcting sheet." },
  title: { zh: "手机里的清单", en: "Sheets on this phone" },
  nothing: { zh: "手机里没有在填的清单；有网络时打开一张，以后没有网络也能填。", en: "No sheet is kept here. Open one with a network, and it can be filled without." },
  nobody: { zh: "这部手机上还没有人登录过。", en: "Nobody has signed in on this phone." },
  waiting: { zh: "等待送出", en: "waiting to go out" },
  filling: { zh: "还在填", en: "being filled" },
} as const;

export function t(key: keyof typeof TEXTS): string {
  return TEXTS[key][document.documentElement.lang.startsWith("en") ? "en" : "zh"];
}
