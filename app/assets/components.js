/* The elements and the store that Dash mounts here, instead of its two libraries for every page: an element is its
   tag, with its attributes; a store in memory draws nothing, and Dash itself keeps its data. */
(function () {
  "use strict";
  const TAGS = ["A", "Button", "Dd", "Div", "Dl", "Dt", "H3", "Kbd", "Li", "P", "Strong", "Ul"];
  const ATTRIBUTE = /^(id|className|style|href|type|aria-[a-z]+|data-[a-z]+)$/;

  const element = (tag) => function ({ children, ...props }) {
    const kept = Object.entries(props).filter(([name]) => ATTRIBUTE.test(name));
    return window.React.createElement(tag.toLowerCase(), Object.fromEntries(kept), children);
  };

  window.dash_core_components = { Store: () => null };
  window.dash_html_components = Object.fromEntries(TAGS.map((tag) => [tag, element(tag)]));
})();
