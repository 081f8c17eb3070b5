// Bars drawn from the table a chart names: the table is the one source of the numbers. data-columns: which of its columns.
"use strict";
(function () {
  var COLOURS = { "未销号": "#c98a00", "逾期未销号": "#b3261e", "已销号": "#2e7d46", "新增": "#c98a00", "销号": "#2e7d46" };
  var MOST = 20; // a longer table is drawn by its largest rows
  function number(cell) { return parseInt(cell.textContent.replace(/,/g, ""), 10) || 0; }
  function draw(box) {
    var table = document.getElementById(box.dataset.bars);
    var columns = box.dataset.columns.split(",").map(Number);
    var heads = table.tHead.rows[0].cells;
    var rows = Array.prototype.slice.call(table.tBodies[0].rows);
    if (rows.length > MOST) {
      rows.sort(function (a, b) { return number(b.cells[columns[0]]) - number(a.cells[columns[0]]); });
      rows = rows.slice(0, MOST);
    }
    box.style.height = "280px";
    var chart = window.echarts.init(box, null, { renderer: "svg" });
    chart.setOption({
      animation: false,
      textStyle: { fontFamily: getComputedStyle(document.body).fontFamily, fontSize: 14, color: "#1d2126" },
      aria: { enabled: true, decal: { show: true }, label: { description: box.dataset.title + "：数字见下表" } },
      legend: { top: 0, left: 0, textStyle: { color: "#1d2126" } },
      grid: { left: 4, right: 16, top: 36, bottom: 4, containLabel: true },
      xAxis: {
        type: "category", data: rows.map(function (row) { return row.cells[0].textContent.trim(); }),
        axisLabel: { color: "#1d2126", hideOverlap: true, rotate: rows.length > 6 ? 35 : 0, width: 110, overflow: "truncate" }
      },
      yAxis: { type: "value", minInterval: 1, axisLabel: { color: "#4a5058" } },
      series: columns.map(function (i) {
        var name = heads[i].textContent.trim();
        return {
          name: name, type: "bar", barMaxWidth: 36, itemStyle: { color: COLOURS[name] || "#1f5fa8" },
          data: rows.map(function (row) { return number(row.cells[i]); })
        };
      })
    });
    window.addEventListener("resize", function () { chart.resize(); });
  }
  if (window.echarts) Array.prototype.forEach.call(document.querySelectorAll("[data-bars]"), draw);
})();
