/* Mount a panel: a tree of elements sent as JSON becomes nodes of the page. Texts are text nodes. */
(function () {
  "use strict";
  const atlas = (window.atlas = window.atlas || {});
  const RENAMED = { className: "class", htmlFor: "for" };
  const PLAIN = /^(class|for|title|alt|lang|role|type|scope|open|hidden|tabindex|colspan|download|min|max|placeholder|inputmode|maxlength|autocomplete|aria-[a-z]+|data-[a-z-]+)$/;

  function setAttribute(node, name, value) {
    const attribute = RENAMED[name] || name.toLowerCase();
    if (value === null || value === undefined || value === false) return;
    if (PLAIN.test(attribute)) node.setAttribute(attribute, value === true ? "" : value);
    else if (attribute === "href" && /^(\/(?!\/)|#|https?:)/.test(value)) node.setAttribute("href", value);
    else if (attribute === "src" && /^(\/(?!\/)|data:image\/)/.test(value)) node.setAttribute("src", value);
  }

  atlas.mount = function (tree) {
    if (tree === null || tree === undefined) return document.createDocumentFragment();
    if (Array.isArray(tree)) {
      const list = document.createDocumentFragment();
      for (const child of tree) list.appendChild(atlas.mount(child));
      return list;
    }
    if (typeof tree !== "object") return document.createTextNode(String(tree));
    const node = document.createElement(tree.type.toLowerCase());
    for (const [name, value] of Object.entries(tree.props)) if (name !== "children") setAttribute(node, name, value);
    node.appendChild(atlas.mount(tree.props.children));
    return node;
  };

  /* Drawings of our own build, sent as text: read as XML, then made again of known elements and attributes only. */
  const SVG = "http://www.w3.org/2000/svg";
  const DRAWN = new Set(["svg", "g", "path", "circle", "text", "tspan"]);
  const SHAPED = /^(viewBox|d|cx|cy|r|x|y|fill|stroke|opacity|(stroke|fill)-[a-z]+|font-(size|weight)|text-anchor|aria-hidden|data-[a-z]+)$/;

  function draw(source) {
    if (!DRAWN.has(source.localName)) return document.createDocumentFragment();
    const node = document.createElementNS(SVG, source.localName);
    for (const { name, value } of source.attributes) if (SHAPED.test(name)) node.setAttribute(name, value);
    for (const child of source.childNodes) node.append(child.nodeType === Node.ELEMENT_NODE ? draw(child) : child.textContent);
    return node;
  }

  /* Draw what is unfolded; the rest is drawn when its part is opened. */
  atlas.drawCharts = function (root) {
    for (const holder of root.querySelectorAll("[data-svg]")) {
      if (holder.closest("details:not([open])")) continue;
      holder.replaceChildren(draw(new DOMParser().parseFromString(holder.dataset.svg, "image/svg+xml").documentElement));
      holder.removeAttribute("data-svg");
      if (atlas.date) atlas.dateChart(holder);
    }
  };

  document.addEventListener("toggle", (event) => event.target.open && atlas.drawCharts(event.target), true);
})();
