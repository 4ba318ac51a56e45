const SECONDS = 8;

/** Messages in the corner close by a button; those that only inform go by themselves. */
export function startToasts(): void {
  document.addEventListener("click", (event) => {
    const button = (event.target as Element).closest(".toasts .close");
    button?.closest(".notice")?.remove();
  });
  document.querySelectorAll<HTMLElement>(".toasts [data-passing]").forEach((toast) => {
    setTimeout(() => toast.remove(), SECONDS * 1000);
  });
}
