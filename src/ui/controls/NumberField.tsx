/** A number of the field table that needs no slider. */
import { useId } from 'react';
import { noEffect } from '../../runs/naming';
import { useLab, useLabState } from '../../runs/useLab';
import { Field } from './Field';
import { NumberBox } from './NumberBox';

export function NumberField({ name }: { name: 'images' | 'batch' | 'steps' | 'lr' | 'decay' | 'temperature' | 'scenes' | 'seed' }) {
  const id = useId();
  const lab = useLab();
  const value = useLabState(({ experiment }) => experiment[name]);
  const reason = useLabState(({ experiment }) => noEffect(name, experiment));
  return (
    <Field name={name} control={id} reason={reason}>
      {(described) => (
        <NumberBox
          id={id}
          name={name}
          value={value}
          disabled={reason !== null}
          described={described}
          onCommit={(next) => lab.change({ [name]: next })}
        />
      )}
    </Field>
  );
}
