// Filters the rows of the duty tables by what is typed, and opens a township that a link leads to.
(function () {
  const box = document.getElementById("filter");
  document.getElementById("filtering").hidden = false;
  box.addEventListener("input", function () {
    const wanted = box.value.trim().toLowerCase();
    document.querySelectorAll(".duties tbody tr").forEach(function (row) {
      const details = row.closest("details");
      const name = details ? details.querySelector("summary").textContent : "";
      row.hidden = !(name + row.textContent).toLowerCase().includes(wanted);
    });
    document.querySelectorAll("details").forEach(function (d) {
      const any = d.querySelector("tbody tr:not([hidden])");
      d.hidden = !any;
      d.open = Boolean(wanted && any);
    });
  });
  function open() {
    const at = location.hash.length > 1 && document.getElementById(location.hash.slice(1));
    if (at && at.tagName === "DETAILS") at.open = true;
  }
  addEventListener("hashchange", open);
  open();
})();
