// Charts: an element with data-chart names the id of a JSON script that holds ECharts' option.
// The option is made on the server; nothing is computed here.
document.addEventListener("DOMContentLoaded", () => {
  if (!window.echarts) return;
  const charts = [];
  for (const element of document.querySelectorAll("[data-chart]")) {
    const option = JSON.parse(document.getElementById(element.dataset.chart).textContent);
    const chart = window.echarts.init(element, null, { renderer: "svg" });
    chart.setOption({ animation: false, textStyle: { fontFamily: "inherit" }, ...option });
    charts.push(chart);
  }
  window.addEventListener("resize", () => charts.forEach((chart) => chart.resize()));
});
// A form or link with data-confirm asks before it acts.
document.addEventListener("submit", (event) => {
  const words = event.target.dataset.confirm;
  if (words && !window.confirm(words)) event.preventDefault();
});
// A table that scrolls sideways can be reached and scrolled by keyboard.
const reachable = () => {
  for (const region of document.querySelectorAll(".table-responsive")) {
    if (region.scrollWidth > region.clientWidth) region.tabIndex = 0;
    else region.removeAttribute("tabindex");
  }
};
document.addEventListener("DOMContentLoaded", reachable);
document.addEventListener("htmx:afterSettle", reachable);
window.addEventListener("resize", reachable);
