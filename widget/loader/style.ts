/**
 * The look of launcher and banner, by hand and short: it is on every page view. `all:initial!important`
 * on the host wins over anything the page says about it, because important rules of the inner tree
 * win over those of the outer one. The z-index is cut to the largest there is, and nines compress.
 * The banner's looks read well on light and dark pages alike.
 */
const CSS =
  ":host{all:initial!important;position:fixed!important;z-index:9999999999!important}" +
  "@media print{:host{display:none!important}}" +
  ".fd-launcher,.fd-banner{position:fixed;right:20px;border:0;border-radius:12px;font:15px/1.4 system-ui;box-shadow:0 4px 20px #0005}" +
  ".fd-launcher{bottom:20px;padding:13px 20px;border-radius:24px;background:#0f5e6b;color:#fff;font-weight:600;cursor:pointer}" +
  ":host([data-position=left]) .fd-launcher{right:auto;left:20px}" +
  ".fd-banner{top:20px;left:20px;max-width:640px;margin:auto;display:flex;background:#faeecf;color:#1c2123}" +
  ".fd-banner[data-impact=major]{background:#fbe6e1}" +
  ".fd-banner[data-impact=critical]{background:#9c2419;color:#fff}" +
  ".fd-banner button{padding:13px 20px;border:0;background:0 0;color:inherit;font:inherit;text-align:start;cursor:pointer}" +
  ".fd-banner :first-child{flex:1}";

/** Puts the style into the shadow root without a style element, which a page's CSP could refuse. */
export function dress(root: ShadowRoot) {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(CSS);
  root.adoptedStyleSheets = [sheet];
}
