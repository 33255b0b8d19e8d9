// bpmn-js with the parts of a designer: panel, menus, our profile, our dialect, our words.
import Modeler from 'bpmn-js/lib/Modeler';
import 'bpmn-js/dist/assets/bpmn-js.css';
import 'bpmn-js/dist/assets/diagram-js.css';
import 'bpmn-js/dist/assets/bpmn-font/css/bpmn.css';
import '@bpmn-io/properties-panel/assets/properties-panel.css';
import { CreateAppendAnythingModule } from 'bpmn-js-create-append-anything';
import { BpmnPropertiesPanelModule } from 'bpmn-js-properties-panel';
import behaviors from 'camunda-bpmn-js-behaviors/lib/camunda-platform';
import camunda from 'camunda-bpmn-moddle/resources/camunda.json';
import { blocksModule } from './blocks.js';
import { panelModule } from './panel/provider.js';
import { ProfileModule } from './profile.js';
import { TranslateModule } from './words.js';

export function modelerOf(page, known) {
  return new Modeler({
    container: page.part('canvas'),
    propertiesPanel: { parent: page.part('panel') },
    additionalModules: [
      BpmnPropertiesPanelModule, CreateAppendAnythingModule, behaviors, TranslateModule,
      blocksModule(known), ProfileModule, panelModule(page, known),
    ],
    moddleExtensions: { camunda },
  });
}
