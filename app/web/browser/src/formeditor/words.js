// The words of the form editor in the language of the page.
import { WORDS } from './words.zh.js';

const chinese = document.documentElement.lang.startsWith('zh');

/** A text in the page's language, `{name}` replaced. */
export function t(template, replacements = {}) {
  const text = chinese ? (WORDS[template] ?? template) : template;
  return text.replace(/{([a-z]+)}/g, (_, key) => replacements[key] ?? `{${key}}`);
}

/** Whether this page is to be translated at all, and the Chinese for an English text of form-js, if there is one. */
export const translated = (text) => (chinese ? WORDS[text] : undefined);
