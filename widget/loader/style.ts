/**
 * The look of launcher and banner, by hand and short: it is on every page view. `all:initial!important`
 * on the host wins over anything the page says about it, because important rules of the inner tree
 * win over those of the outer one. The z-index is cut to the largest there is, and nines compress.
 * The banner's looks read well on light and dark pages alike.
 */
export const CSS =
  ":host{all:initial!important;position:fixed!important;z-index:var(--fd-z,9999999999)!important}" +
  "@media print{:host{display:none!important}}" +
  ".fd-launcher,.fd-banner{position:fixed;right:var(--fd-x,20px);border:0;border-radius:12px;font:15px/1.4 system-ui;box-shadow:0 0 20px #0005}" +
  ".fd-launcher{bottom:var(--fd-y,20px);padding:13px 20px;border-radius:24px;background:#0f5e6b;color:#fff;font-weight:600;cursor:pointer}" +
  ":host([data-position=left]) .fd-launcher{right:auto;left:var(--fd-x,20px)}" +
  ":host([data-launcher=none]) .fd-launcher,:host([data-banner=none]) .fd-banner{display:none}" +
  ".fd-banner{top:20px;left:20px;max-width:640px;margin:auto;display:flex;background:#faeecf;color:#1c2123}" +
  // Above the launcher, which a phone has no room beside.
  ":host([data-banner=bottom]) .fd-banner{top:auto;bottom:80px}" +
  ".major{background:#fbe6e1}" +
  ".critical{background:#9c2419;color:#fff}" +
  ".fd-banner button{all:unset;outline:revert;padding:13px 20px;cursor:pointer}" +
  ".fd-banner :first-child{flex:1}";
