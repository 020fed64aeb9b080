/** Makes an element. Text becomes text nodes and nothing is parsed as HTML: safe under Trusted Types. */
export function make(tag: string, attributes: Record<string, string>, ...children: (Node | string)[]) {
  const element = document.createElement(tag);
  for (const name in attributes) element.setAttribute(name, attributes[name]);
  element.append(...children);
  return element;
}
