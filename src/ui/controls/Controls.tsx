/** Everything that a person can set, the lever first. */
import { useState } from 'react';
import type { Experiment } from '../../experiment/fields';
import { ChoiceField } from './ChoiceField';
import './controls.css';
import { DataField } from './DataField';
import { LayersField } from './LayersField';
import { Lever } from './Lever';
import { NumberField } from './NumberField';
import { Presets } from './Presets';
import { SliderField } from './SliderField';

/** On a phone only the lever and the projector stand open, so that the curves are not a long way down. */
const wide = () => matchMedia('(min-width: 901px)').matches;

export function Controls() {
  const [taskOpen] = useState(wide);
  return (
    <section className="experiment" aria-label="Experiment">
      <Lever />
      <div className="fields">
        <LayersField />
        <SliderField name="hidden" />
        <SliderField name="out" />
      </div>
      <details className="fold" open={taskOpen}>
        <summary>Images and pretext task</summary>
        <div className="fields">
          <Presets />
          <DataField />
          <ChoiceField name="method" topicOf={(method) => method as Experiment['method']} />
          <ChoiceField name="sampling" />
          <ChoiceField name="probe" />
          <ChoiceField name="tasks" />
          <ChoiceField name="backbone" />
          <div className="pair">
            <NumberField name="scenes" />
            <NumberField name="seed" />
          </div>
        </div>
      </details>
      <details className="fold">
        <summary>More settings</summary>
        <div className="fields">
          <div className="pair">
            <NumberField name="images" />
            <NumberField name="batch" />
            <NumberField name="steps" />
            <NumberField name="lr" />
            <NumberField name="decay" />
            <NumberField name="temperature" />
          </div>
          <ChoiceField name="optimizer" />
          <SliderField name="crop" />
          <SliderField name="jitter" />
          <SliderField name="hue" />
          <SliderField name="gray" />
          <SliderField name="flip" />
        </div>
      </details>
    </section>
  );
}
