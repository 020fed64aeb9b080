/** Another language while the page stays. */
import type { Place } from "../loader/types";

/** The site's locale that fits best: the wanted one or its language. */
export function choose(wanted: string, index: Record<string, string>) {
  return [wanted, String(wanted).split("-")[0]].find((locale) => Object.hasOwn(index, locale));
}

/** What the loader drew says it in that language, too. */
export function dress(host: HTMLElement, { words }: Place, locale: string) {
  const [help, hide, dir = "ltr"] = words[locale];
  host.lang = locale;
  host.dir = dir;
  const root = host.shadowRoot!;
  const { icon, launcher: said } = host.dataset;
  const launcher = root.querySelector("button.fd-launcher");
  if (launcher) {
    if (!said && !icon) launcher.textContent = help;
    // What the program said of news is in the other language; it says it again.
    launcher.ariaLabel = icon ? help : null;
  }
  root.querySelector(".fd-dismiss")?.setAttribute("aria-label", hide);
}
