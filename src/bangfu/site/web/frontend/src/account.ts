/** Ties the pages of an account to what recording keeps on the phone; the code for it comes when the page is idle. */
export function startAccount(): void {
  const account = document.body.dataset["account"];
  if (!account || !("indexedDB" in window)) return;
  setTimeout(() => void import("./background").then(({ sendWaiting }) => sendWaiting(account)), 2000);
  document.addEventListener("submit", (event) => {
    const form = event.target as HTMLFormElement;
    if (!("signOut" in form.dataset)) return;
    event.preventDefault();
    void import("./background")
      .then(({ forgetLists }) => forgetLists(account))
      .finally(() => form.submit());
  });
}
