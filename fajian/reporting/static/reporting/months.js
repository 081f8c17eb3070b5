// Found and closed by month, drawn from the table beneath it: the table is the one source of the numbers.
"use strict";
(function () {
  var box = document.getElementById("month-chart");
  if (!box || !window.echarts) return;
  var table = document.getElementById(box.dataset.table);
  var rows = Array.prototype.slice.call(table.tBodies[0].rows);
  function column(i) {
    return rows.map(function (row) { return parseInt(row.cells[i].textContent.replace(/,/g, ""), 10) || 0; });
  }
  box.style.height = "260px";
  var chart = window.echarts.init(box, null, { renderer: "svg" });
  chart.setOption({
    animation: false,
    textStyle: { fontFamily: getComputedStyle(document.body).fontFamily, fontSize: 14, color: "#1d2126" },
    aria: { enabled: true, decal: { show: true }, label: { description: box.dataset.title + "：数字见下表" } },
    legend: { top: 0, left: 0, textStyle: { color: "#1d2126" } },
    grid: { left: 4, right: 16, top: 36, bottom: 4, containLabel: true },
    xAxis: { type: "category", data: rows.map(function (row) { return row.cells[0].textContent.trim(); }), axisLabel: { color: "#1d2126" } },
    yAxis: { type: "value", minInterval: 1, axisLabel: { color: "#4a5058" } },
    series: [
      { name: "新增", type: "bar", barMaxWidth: 36, itemStyle: { color: "#c98a00" }, data: column(1) },
      { name: "销号", type: "bar", barMaxWidth: 36, itemStyle: { color: "#2e7d46" }, data: column(2) }
    ]
  });
  window.addEventListener("resize", function () { chart.resize(); });
})();
