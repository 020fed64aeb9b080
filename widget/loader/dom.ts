/** Makes an element of the loader: a class and a `::part()` of this name, and properties. Text becomes text nodes and
 * nothing is parsed as HTML: safe under Trusted Types. */
export function make<T extends HTMLElement>(tag: string, part: string, properties: Partial<T>, ...children: (Node | string)[]) {
  const element = Object.assign(document.createElement(tag), properties, { part, className: "fd-" + part });
  element.append(...children);
  return element as unknown as T;
}
