// The page for those who look only: by right, or on a narrow screen. The same list, problems and picture.
import NavigatedViewer from 'bpmn-js/lib/NavigatedViewer';
import 'bpmn-js/dist/assets/bpmn-js.css';
import 'bpmn-js/dist/assets/diagram-js.css';
import camunda from 'camunda-bpmn-moddle/resources/camunda.json';
import { catalogue } from './catalogue.js';
import { download, fit, put } from './files.js';
import { handlerOf, laneOf } from './model.js';
import { outline } from './outline.js';
import { Problems } from './problems.js';
import { tabs } from './tabs.js';
import { t, TranslateModule } from './words.js';

export async function begin(page) {
  page.holder.classList.add('reading');
  page.part('reading').hidden = false;
  const known = await catalogue(page);
  page.known = known;
  const viewer = new NavigatedViewer({ container: page.part('canvas'), additionalModules: [TranslateModule], moddleExtensions: { camunda } });
  const problems = new Problems(page, viewer, async () => page.text);
  const below = tabs(page);
  page.download = async () => download(page.name, page.text);
  if (!(await put(page, viewer, page.text))) return;
  outline(page, viewer, known, (element) => { problems.goTo(element); tell(page, known, element); });
  viewer.on('element.click', ({ element }) => tell(page, known, element.labelTarget ?? element));
  problems.check();
  problems.arrive();
  const canvas = viewer.get('canvas');
  const act = {
    check: () => { below.show('problems'); problems.check(); },
    bpmn: () => page.download(),
    svg: async () => download(page.name.replace(/\.bpmn$/, '.svg'), (await viewer.saveSVG()).svg, 'image/svg+xml'),
    fit: () => fit(canvas),
    in: () => canvas.zoom(canvas.zoom() * 1.3),
    out: () => canvas.zoom(canvas.zoom() / 1.3),
  };
  for (const button of page.holder.querySelectorAll('[data-act]')) {
    const does = act[button.dataset.act];
    button.hidden = !does;
    button.disabled = !does;
    if (does) button.addEventListener('click', does);
  }
}

/** What an element says, where the panel would stand. */
function tell(page, known, element) {
  const node = element.businessObject;
  const handler = known.handler(handlerOf(element));
  const facts = [
    [t('Name'), node.name], [t('Id (results are kept under it)'), node.id], [t('Role of this lane'), laneOf(element)],
    [t('Handler'), handler ? `${handler.label}（${handler.name}）` : handlerOf(element)],
    [t('Decision table'), node.get('camunda:decisionRef')], [t('Last day'), node.get('camunda:dueDate')],
    [t('Documentation'), node.documentation?.[0]?.text], [t('Condition'), node.conditionExpression?.body],
  ];
  const list = Object.assign(document.createElement('dl'), { className: 'facts' });
  for (const [label, value] of facts.filter(([, each]) => each)) {
    list.append(Object.assign(document.createElement('dt'), { textContent: label }), Object.assign(document.createElement('dd'), { textContent: value }));
  }
  page.part('panel').replaceChildren(list);
}
