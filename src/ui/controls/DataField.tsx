/** Which images to pretrain on, with a word where they still have to be brought. */
import { fields, type Experiment } from '../../experiment/fields';
import { useLab, useLabState } from '../../runs/useLab';
import { MissingImages } from '../images/MissingImages';
import { spell } from '../text/choices';
import { Field } from './Field';
import { Segments } from './Segments';

export function DataField() {
  const lab = useLab();
  const data = useLabState(({ experiment }) => experiment.data);
  const notYet: readonly string[] = fields.data.notYet;
  const segments = fields.data.choices.map((value) => ({
    value,
    label: spell(value),
    disabled: notYet.includes(value),
    note: notYet.includes(value) ? 'coming' : undefined,
  }));
  return (
    <Field name="data">
      {() => (
        <>
          <Segments segments={segments} value={data} onChange={(next: Experiment['data']) => lab.change({ data: next })} />
          <MissingImages />
        </>
      )}
    </Field>
  );
}
