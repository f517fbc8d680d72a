/** Which images to pretrain on. Where they still have to be brought, the notes beside the run say so. */
import { fields, type Experiment } from '../../experiment/fields';
import { useLab, useLabState } from '../../runs/useLab';
import { spell } from '../text/choices';
import { Field } from './Field';
import { Segments } from './Segments';

const segments = fields.data.choices.map((value) => ({ value, label: spell(value) }));

export function DataField() {
  const lab = useLab();
  const data = useLabState(({ experiment }) => experiment.data);
  return (
    <Field name="data">
      {() => (
        <Segments segments={segments} value={data} onChange={(next: Experiment['data']) => lab.change({ data: next })} />
      )}
    </Field>
  );
}
