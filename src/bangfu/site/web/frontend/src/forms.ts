/** Small habits of forms: filters that send themselves, printing, one sending at a time. */
export function startForms(): void {
  document.addEventListener("change", (event) => {
    const field = event.target as HTMLElement;
    field.closest<HTMLFormElement>("form[data-send-on-change]")?.requestSubmit();
  });
  document.addEventListener("click", (event) => {
    if ((event.target as Element).closest("[data-print]")) window.print();
  });
  document.addEventListener("submit", (event) => {
    const form = event.target as HTMLFormElement;
    if (form.method !== "post" || event.defaultPrevented) return;
    if (form.dataset["sending"]) event.preventDefault();
    form.dataset["sending"] = "1";
  });
  // A page that comes back from the browser's memory may be sent again.
  window.addEventListener("pageshow", () => {
    document.querySelectorAll<HTMLFormElement>("form[data-sending]").forEach((form) => delete form.dataset["sending"]);
  });
  document.querySelector<HTMLElement>("[data-errors]")?.focus();
}
