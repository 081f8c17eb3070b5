// A stacked bar per unit, drawn from the table beneath it: the table is the one source of the numbers.
"use strict";
(function () {
  var box = document.getElementById("chart");
  if (!box || !window.echarts) return;
  var table = document.getElementById(box.dataset.table);
  var words = Array.prototype.slice.call(table.tHead.rows[0].cells, 1, -2).map(function (cell) { return cell.textContent.trim(); });
  var colours = { "待整改": "#6b7684", "整改中": "#2f6db5", "待销号审核": "#c98a00", "已销号": "#2e7d46", "反弹": "#b3261e" };
  var rows = Array.prototype.map.call(table.tBodies[0].rows, function (row) {
    return {
      unit: row.cells[0].textContent.trim(),
      counts: words.map(function (word, i) { return parseInt(row.cells[i + 1].textContent.replace(/,/g, ""), 10) || 0; })
    };
  }).filter(function (row) { return row.counts.some(function (count) { return count > 0; }); });
  rows.sort(function (a, b) { return sum(a.counts) - sum(b.counts); });
  rows = rows.slice(-30);
  function sum(counts) { return counts.reduce(function (a, b) { return a + b; }, 0); }
  box.style.height = Math.max(220, 70 + rows.length * 30) + "px";
  var narrow = box.clientWidth < 500;
  var font = getComputedStyle(document.body).fontFamily;
  var chart = window.echarts.init(box, null, { renderer: "svg" });
  chart.setOption({
    animation: false,
    textStyle: { fontFamily: font, fontSize: 14, color: "#1d2126" },
    aria: { enabled: true, decal: { show: true }, label: { description: box.dataset.title + "：数字见下表" } },
    legend: { top: 0, left: 0, itemGap: narrow ? 8 : 14, textStyle: { color: "#1d2126" } },
    grid: { left: 4, right: 24, top: narrow ? 58 : 36, bottom: 4, containLabel: true },
    xAxis: { type: "value", minInterval: 1, axisLabel: { color: "#4a5058" } },
    yAxis: {
      type: "category", data: rows.map(function (row) { return row.unit; }),
      axisLabel: { color: "#1d2126", width: narrow ? 110 : 220, overflow: "truncate" }
    },
    series: words.map(function (word, i) {
      return {
        name: word, type: "bar", stack: "all", barMaxWidth: 20, itemStyle: { color: colours[word] },
        data: rows.map(function (row) { return row.counts[i] || null; })
      };
    })
  });
  window.addEventListener("resize", function () { chart.resize(); });
})();
