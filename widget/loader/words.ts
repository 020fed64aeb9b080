/**
 * The few words that stand on a page before the widget is loaded, which has its own tables: the
 * launcher, the dismiss button, and what the launcher says when the widget cannot be loaded.
 */
export const WORDS: Record<string, string[]> = {
  en: ["Help", "Dismiss", "Can't load. Open the help center"],
  de: ["Hilfe", "Ausblenden", "Lädt nicht. Zum Hilfe-Center"],
  ja: ["ヘルプ", "閉じる", "開けません。ヘルプセンターへ"],
};
