/* Mount a panel: a tree of elements sent as JSON becomes nodes of the page. Texts are text nodes. */
(function () {
  "use strict";
  const atlas = (window.atlas = window.atlas || {});
  const RENAMED = { className: "class", htmlFor: "for" };
  const PLAIN = /^(class|for|title|alt|lang|role|type|scope|open|hidden|tabindex|colspan|download|aria-[a-z]+|data-[a-z-]+)$/;

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
})();
