const SECONDS = 8;

/** Messages in the corner close by a button; those that only inform go by themselves. */
export function startToasts(): void {
  document.addEventListener("click", (event) => {
    const button = (event.target as Element).closest(".toasts .close");
    button?.closest(".notice")?.remove();
  });
  document.addEventListener("htmx:responseError", (event) => {
    const { xhr } = (event as CustomEvent<{ xhr: XMLHttpRequest }>).detail;
    if (xhr.getResponseHeader("Content-Type")?.startsWith("text/plain")) tell(xhr.responseText);
  });
  document.querySelectorAll<HTMLElement>(".toasts [data-passing]").forEach((toast) => {
    setTimeout(() => toast.remove(), SECONDS * 1000);
  });
}

/** What the server refused to a part of the page. */
function tell(text: string): void {
  const notice = document.createElement("div");
  notice.className = "notice state-unmet";
  notice.textContent = text;
  notice.dataset["passing"] = "";
  document.querySelector(".toasts")?.append(notice);
  setTimeout(() => notice.remove(), SECONDS * 1000);
}
