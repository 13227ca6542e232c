// File drop: files chosen or dropped, sent to the kernel one by one.

export default {
  render({ model, el }) {
    const texts = model.get("texts");
    const make = (name, attributes = {}, ...inside) => {
      const node = document.createElement(name);
      for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
      node.append(...inside);
      return node;
    };
    const field = make("input", { type: "file", multiple: "", accept: model.get("accept") });
    const zone = make("label", { class: "wb-drop" }, make("b", {}, texts.title), make("span", {}, texts.hint), field);
    const send = async (files) => {
      const list = [...files];
      for (const [i, file] of list.entries()) {
        model.send({ name: file.name, last: i === list.length - 1 }, undefined, [await file.arrayBuffer()]);
      }
      field.value = "";
    };
    const over = (event, on) => {
      event.preventDefault();
      event.stopPropagation();
      zone.classList.toggle("over", on);
    };
    field.addEventListener("change", () => send(field.files));
    for (const name of ["dragenter", "dragover"]) zone.addEventListener(name, (event) => over(event, true));
    zone.addEventListener("dragleave", (event) => over(event, false));
    zone.addEventListener("drop", (event) => {
      over(event, false);
      send(event.dataTransfer.files);
    });
    el.append(zone);
  },
};
