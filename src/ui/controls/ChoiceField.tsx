/** A choice of the field table as a menu. */
import { useId } from 'react';
import { fieldTable, type ChoiceField as Choice, type Experiment, type fields } from '../../experiment/fields';
import { useLab, useLabState } from '../../runs/useLab';
import type { Topic } from '../explain/topic';
import { spell } from '../text/choices';
import { Field } from './Field';

type ChoiceName = { [Name in keyof typeof fields]: (typeof fields)[Name] extends Choice ? Name : never }[keyof typeof fields];

interface ChoiceFieldProps {
  name: ChoiceName;
  /** What explains the choice that is set. */
  topicOf?: (value: string) => Topic;
}

export function ChoiceField({ name, topicOf }: ChoiceFieldProps) {
  const id = useId();
  const lab = useLab();
  const value = useLabState(({ experiment }) => experiment[name]);
  const field = fieldTable[name] as Choice;
  return (
    <Field name={name} control={id} {...(topicOf && { topic: topicOf(value) })}>
      {(described) => (
        <select
          id={id}
          className="select"
          aria-describedby={described}
          value={value}
          onChange={(event) => lab.change({ [name]: event.target.value } as Partial<Experiment>)}
        >
          {field.choices.map((choice) => (
            <option key={choice} value={choice}>
              {spell(choice)}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
