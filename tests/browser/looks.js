// Says of every drawn element of an SVG what it is, where, in which words and colours. Lines of one style are one path on
// the page and single ones in a file, so they are told apart by their beginnings.
([root, pressed]) => {
  const members = {
    path: ["fill", "stroke", "strokeWidth", "strokeDasharray"],
    rect: ["fill", "stroke", "strokeDasharray"],
    text: ["fill", "fontSize", "fontWeight", "textAnchor"],
    tspan: ["fill", "fontWeight"],
    use: ["color"],
  };
  const rounded = (number) => ` ${Math.round(number * 10) / 10}`;
  const numbers = (text) => (text ?? "").replace(/-?[\d.]+/g, rounded).replace(/[ ,]+/g, " ").trim();
  const own = (one) => [...one.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE);
  const said = (one) => own(one).map((node) => node.textContent.trim()).join("");
  const place = (one) => {
    const card = one.closest(".card")?.getAttribute("transform") ?? "";
    return [card, ...["d", "x", "y", "width", "height"].map((name) => numbers(one.getAttribute(name)))].join(" ");
  };
  const looks = (one) => {
    const style = getComputedStyle(one);
    const icon = (one.getAttribute("href") ?? "").replace(/^.*#/, "");
    const rest = [said(one), icon, ...members[one.tagName].map((name) => style[name])].join(" | ");
    if (!one.matches(".edge, .core, .spine, .band")) return [`${one.tagName} | ${place(one)} | ${rest}`];
    return one.getAttribute("d").split(/(?=M)/).map((line) => `line | ${numbers(line)} | ${rest}`);
  };
  const isText = (one) => ["text", "tspan"].includes(one.tagName);
  const isDrawn = (one) => one.tagName in members && !one.closest("defs") && !one.closest(pressed) && !(isText(one) && !said(one));
  return [...document.querySelectorAll(`${root} *`)].filter(isDrawn).flatMap(looks);
};
