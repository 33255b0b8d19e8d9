// The code fields of the editors bring their styles along as style elements, which this site's headers refuse.
// They are put into sheets of the document instead.
import { StyleModule } from 'style-mod';

const known = new WeakMap();

StyleModule.mount = (root, modules) => {
  const place = root.adoptedStyleSheets ? root : document;
  const sheets = [modules].flat().map((module) => {
    if (!known.has(module)) {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(module.getRules());
      known.set(module, sheet);
    }
    return known.get(module);
  });
  const others = place.adoptedStyleSheets.filter((sheet) => !sheets.includes(sheet));
  place.adoptedStyleSheets = [...others, ...sheets];
};
