/* The order in which layers are drawn: dragged by its grip, or moved by buttons and arrow keys. */
(function () {
  "use strict";
  const atlas = (window.atlas = window.atlas || {});
  const PAUSE = 2500; // ms a message stays
  let drawn = []; // the layers that are on, from the top down
  const list = () => document.getElementById("layer-order-list");
  const rank = (id) => atlas.bootData().layers[id].order;
  const known = (layers) => layers.filter((id) => atlas.bootData().layers[id]).sort((a, b) => rank(b) - rank(a));
  const fromTheTop = (raised, layers) => [...raised, ...layers.filter((id) => !raised.includes(id))];

  /* All the layers from the top of the drawing down; `layers/view/order.py` says the same. */
  atlas.fromTheTop = (raised, layers) => fromTheTop(raised.filter((id) => layers.includes(id)), known(layers));

  /* How high a layer is drawn: a number that does not move when another layer comes or goes. */
  atlas.heightOf = function (raised, id) {
    const count = Object.keys(atlas.bootData().layers).length;
    return raised.includes(id) ? count + raised.length - raised.indexOf(id) : rank(id);
  };

  /* The shortest beginning of an order that still gives the same order of all. */
  function fewest(order) {
    const layers = known([...order]);
    let count = order.length;
    while (count && fromTheTop(order.slice(0, count - 1), layers).join() === order.join()) count -= 1;
    return order.slice(0, count);
  }

  const titleOf = (id) => document.querySelector(`.row[data-layer="${id}"] .switch`).textContent.trim();

  function button(className, id, data, said, text) {
    const node = atlas.element("button", className, text);
    node.type = "button";
    Object.assign(node.dataset, data);
    node.title = said;
    node.setAttribute("aria-label", said);
    return node;
  }

  function line(id, place) {
    const words = atlas.words();
    const title = titleOf(id);
    const item = atlas.element("li", "order-line");
    item.dataset.ordered = id;
    const swatch = document.querySelector(`.row[data-layer="${id}"] .swatch`);
    const [up, down] = [
      button("order-step", id, { orderStep: -1 }, words.order_up.replace("{title}", title), "↑"),
      button("order-step", id, { orderStep: 1 }, words.order_down.replace("{title}", title), "↓"),
    ];
    up.setAttribute("aria-disabled", String(place === 0));
    down.setAttribute("aria-disabled", String(place === drawn.length - 1));
    const grip = button("order-grip", id, { orderGrip: id }, words.order_grip.replace("{title}", title));
    item.append(grip, ...(swatch ? [swatch.cloneNode()] : []), atlas.element("span", "order-title", title), up, down);
    return item;
  }

  /* The list and the legend in the order of the drawing; what had the focus keeps it. */
  function write() {
    const held = document.activeElement && document.activeElement.closest(".order-line");
    const part = held && [...held.children].indexOf(document.activeElement);
    list().replaceChildren(...drawn.map(line));
    if (held) {
      const again = list().querySelector(`[data-ordered="${held.dataset.ordered}"]`);
      if (again) again.children[part].focus();
    }
    document.getElementById("layer-order").hidden = drawn.length < 2;
    const blocks = document.querySelector(".legend-blocks");
    const now = [...blocks.children].map((block) => block.dataset.legend).filter((id) => drawn.includes(id));
    if (now.join() === drawn.join()) return;
    for (const id of drawn) blocks.appendChild(blocks.querySelector(`[data-legend="${id}"]`));
  }

  atlas.followOrder = function (layers, raised) {
    const wanted = atlas.fromTheTop(raised, layers);
    if (!list() || (wanted.join() === drawn.join() && list().childElementCount === drawn.length)) return;
    drawn = wanted;
    write();
  };

  function settle(order, id) {
    drawn = order;
    write();
    atlas.write("order", fewest(order));
    const words = { title: titleOf(id), place: order.indexOf(id) + 1, count: order.length };
    atlas.say(atlas.words().order_said.replace(/\{(\w+)\}/g, (all, name) => words[name]));
    setTimeout(() => atlas.say(""), PAUSE);
  }

  function step(id, by) {
    const place = drawn.indexOf(id);
    if (place + by < 0 || place + by >= drawn.length) return;
    const order = drawn.filter((other) => other !== id);
    order.splice(place + by, 0, id);
    settle(order, id);
  }

  document.addEventListener("click", function (event) {
    const pressed = event.target.closest && event.target.closest("[data-order-step]");
    if (pressed) step(pressed.closest(".order-line").dataset.ordered, Number(pressed.dataset.orderStep));
    else if (event.target.id === "layer-order-reset" && drawn.length) settle(known([...drawn]), drawn[0]);
  });
  document.addEventListener("keydown", function (event) {
    const id = event.target.dataset && event.target.dataset.orderGrip;
    if (!id || !/^Arrow(Up|Down)$/.test(event.key)) return;
    event.preventDefault();
    step(id, event.key === "ArrowUp" ? -1 : 1);
  });

  /* By mouse or finger: the line follows the pointer past the middle of its neighbours. */
  document.addEventListener("pointerdown", function (event) {
    const grip = event.target.closest && event.target.closest("[data-order-grip]");
    if (!grip) return;
    const item = grip.closest(".order-line");
    const others = () => [...list().children].filter((other) => other !== item);
    const move = function (e) {
      const next = others().find((other) => e.clientY < other.getBoundingClientRect().top + other.offsetHeight / 2);
      if ((next || null) !== item.nextElementSibling) list().insertBefore(item, next || null);
    };
    const end = function () {
      document.removeEventListener("pointermove", move);
      item.classList.remove("is-held");
      const order = [...list().children].map((one) => one.dataset.ordered);
      if (order.join() !== drawn.join()) settle(order, item.dataset.ordered);
      grip.isConnected ? grip.focus() : list().querySelector(`[data-order-grip="${item.dataset.ordered}"]`).focus();
    };
    event.preventDefault();
    item.classList.add("is-held");
    document.addEventListener("pointermove", move);
    document.addEventListener("pointerup", end, { once: true });
    document.addEventListener("pointercancel", end, { once: true });
  });
})();
