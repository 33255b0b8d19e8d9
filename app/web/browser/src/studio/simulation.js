// A walk with tokens: control flow only, no data and no days. For those the trial runs the real thing.
import NavigatedViewer from 'bpmn-js/lib/NavigatedViewer';
import Simulation from 'bpmn-js-token-simulation/lib/viewer';
import 'bpmn-js-token-simulation/assets/css/bpmn-js-token-simulation.css';
import camunda from 'camunda-bpmn-moddle/resources/camunda.json';
import { t, TranslateModule } from './words.js';

/** Shows the diagram in `holder`, ready to walk; returns how to end it. */
export async function walk(holder, text) {
  const viewer = new NavigatedViewer({
    container: holder,
    additionalModules: [Simulation, TranslateModule],
    moddleExtensions: { camunda },
  });
  await viewer.importXML(text);
  viewer.get('canvas').zoom('fit-viewport', 'auto');
  viewer.get('toggleMode').toggleMode(true);
  for (const each of holder.querySelectorAll('[title]')) each.title = t(each.title);
  return () => viewer.destroy();
}
