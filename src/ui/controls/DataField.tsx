/** Which images to pretrain on, with a word where they still have to be brought. */
import { fields, type Experiment } from '../../experiment/fields';
import { useLab, useLabState } from '../../runs/useLab';
import { useStoredImages } from '../images/useStoredImages';
import { spell } from '../text/choices';
import { Field } from './Field';
import { Segments } from './Segments';

export function DataField() {
  const lab = useLab();
  const data = useLabState(({ experiment }) => experiment.data);
  const { has } = useStoredImages();
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
          {!has(data) && (
            <p className="field-note">
              {spell(data)} is not on this machine yet. <a href="#images">Bring the archive</a>, or drop it anywhere on this page.
            </p>
          )}
        </>
      )}
    </Field>
  );
}
