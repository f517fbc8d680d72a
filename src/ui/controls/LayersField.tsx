/** How many layers the projector has, and in words what that means. */
import { useLab, useLabState } from '../../runs/useLab';
import { Field } from './Field';
import { Segments } from './Segments';

const segments = [0, 1, 2, 3, 4].map((value) => ({ value, label: String(value) }));

export function LayersField() {
  const lab = useLab();
  const layers = useLabState(({ experiment }) => experiment.layers);
  return (
    <Field name="layers" topic="projector">
      {() => (
        <>
          <Segments segments={segments} value={layers} onChange={(next) => lab.change({ layers: next })} />
          <p className="field-note">{meaning(layers)}</p>
        </>
      )}
    </Field>
  );
}

function meaning(layers: number): string {
  if (layers === 0) return 'None: the loss sees the representation itself.';
  if (layers === 1) return 'Linear: D → K.';
  return `Non-linear: D → ${'hidden → '.repeat(layers - 1)}K.`;
}
