// Counts a draw again in the reader's browser: fajian-draw/1, nothing loaded, nothing sent. Shares no code with the server.
"use strict";
(function () {
  var form = document.getElementById("verifier"), said = document.getElementById("verified");

  // SHA-256 of the text's UTF-8 bytes as 64 hex digits.
  function sha(text) {
    return crypto.subtle.digest("SHA-256", new TextEncoder().encode(text)).then(function (bytes) {
      return Array.from(new Uint8Array(bytes), function (one) { return one.toString(16).padStart(2, "0"); }).join("");
    });
  }

  function all(texts) { return Promise.all(texts.map(sha)); }

  // The `take` ids of a stratum with the smallest SHA-256(seed|id), smallest first.
  async function smallest(seed, stratum) {
    var scores = await all(stratum.ids.map(function (id) { return seed + "|" + id; }));
    var scored = stratum.ids.map(function (id, place) { return [scores[place], id]; });
    scored.sort(function (one, other) { return one[0] < other[0] ? -1 : one[0] > other[0] ? 1 : 0; });
    return scored.slice(0, stratum.take).map(function (pair) { return pair[1]; });
  }

  function same(one, other) { return JSON.stringify(one) === JSON.stringify(other); }

  function differing(name, told, counted) {
    var lacks = counted.filter(function (id) { return told.indexOf(id) < 0; });
    var extra = told.filter(function (id) { return counted.indexOf(id) < 0; });
    var parts = [];
    if (lacks.length) parts.push("少了 " + lacks.slice(0, 20).join("、"));
    if (extra.length) parts.push("多了 " + extra.slice(0, 20).join("、"));
    return "“" + name + "”的抽取结果不符：" + (parts.join("；") || "次序不同");
  }

  // What does not hold, in sentences; [] when all of it does. `published` and `value` come from outside the bundle.
  async function wrong(bundle, published, value) {
    var found = [], fixed = JSON.parse(bundle.commitment), digest = await sha(bundle.commitment);
    if (digest !== published) found.push("名单、数量、分组、排除或规则与事先公布的不同：文件里名单的摘要是 " + digest);
    var hashes = await all(bundle.secrets);
    fixed.holders.forEach(function (holder, place) {
      if (hashes[place] !== holder.hash) found.push(holder.name + "的口令与事先交存的不符");
    });
    if (hashes.length !== fixed.holders.length) found.push("口令的个数与事先交存的不符");
    if (bundle.public !== value) found.push("公开数值与来源不符：文件里是“" + bundle.public + "”");
    var seed = await sha([published, value].concat(bundle.secrets).join("\n"));
    if (bundle.format !== fixed.format || fixed.format !== "fajian-draw/1") found.push("格式不是 fajian-draw/1");
    if (bundle.digest !== published) found.push("文件里写的摘要不是事先公布的");
    if (bundle.seed !== seed) found.push("种子不符：重算是 " + seed);
    var names = fixed.strata.map(function (one) { return one.name; });
    for (var one of fixed.strata) {
      var counted = await smallest(seed, one), told = bundle.drawn[one.name] || [];
      if (!same(told, counted)) found.push(differing(one.name, told, counted));
    }
    Object.keys(bundle.drawn).forEach(function (name) {
      if (names.indexOf(name) < 0) found.push("抽取结果里多出分组“" + name + "”");
    });
    return found;
  }

  function tell(good, title, lines) {
    said.textContent = "";
    said.className = "mt-3 alert " + (good ? "alert-success" : "alert-danger");
    var head = document.createElement("p"), list = document.createElement("ul");
    head.textContent = title;
    head.className = lines.length ? "" : "mb-0";
    said.appendChild(head);
    lines.forEach(function (line) {
      var item = document.createElement("li");
      item.textContent = line;
      list.appendChild(item);
    });
    if (lines.length) said.appendChild(list);
    said.focus();
  }

  async function read() {
    var file = document.getElementById("verifier-file").files[0];
    if (file) return JSON.parse(await file.text());
    if (!form.dataset.bundle) return null;
    return (await fetch(form.dataset.bundle)).json();
  }

  async function verify() {
    var digest = document.getElementById("verifier-digest").value.trim().toLowerCase();
    var value = document.getElementById("verifier-public").value.trim();
    if (!/^[0-9a-f]{64}$/.test(digest)) return tell(false, "请填写事先公布的名单摘要：64 个字母和数字。", []);
    var bundle, found;
    try {
      bundle = await read();
    } catch (error) {
      return tell(false, "文件读不出来，请重新下载抽取结果（.json）。", []);
    }
    if (!bundle) return tell(false, "请选择抽取结果文件。", []);
    try {
      found = await wrong(bundle, digest, value);
    } catch (error) {
      return tell(false, "这个文件不是抽取结果，或者内容不全，请重新下载。", []);
    }
    if (found.length) return tell(false, "不一致", found);
    tell(true, "一致：按公布的名单和口令重算，结果相同。", []);
  }

  window.fajianDraw = wrong;
  if (!window.crypto || !crypto.subtle) {
    document.getElementById("no-script").textContent =
      "浏览器只在 https 或者本机打开的网页里提供重算要用的功能。请下载离线核对页打开，或者用核对程序重算。";
    return;
  }
  document.getElementById("no-script").hidden = true;
  form.hidden = false;
  form.addEventListener("submit", function (event) {
    event.preventDefault();
    event.stopPropagation();
    verify();
  });
})();
