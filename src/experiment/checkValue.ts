/** One foreign value against its row of the table: what is used, and one sentence where that is not what was given. */
import { type ChoiceField, defaultExperiment, type Experiment, type FieldName, fieldTable, type NumberField } from './fields';
import { showGiven } from './showGiven';
import { typedNumber, visible } from './typed';

export interface Checked<Value> {
  value: Value;
  /** One sentence that names the field, what was given and what is used. Absent where the value is used as given. */
  remark?: string;
}

/**
 * Out of bounds is clamped, a fraction given for a whole number is rounded, anything else that does not fit falls
 * back to its default in `defaults`. Never throws, whatever is given. What cannot be seen, and space around a value, is no mistake and is not reported.
 */
export function checkValue<Name extends FieldName>(name: Name, given: string | number, defaults: Experiment = defaultExperiment): Checked<Experiment[Name]> {
  const field = fieldTable[name];
  const text = visible(String(given));
  const initial = defaults[name];
  const checked = field.kind === 'choice' ? checkChoice(name, field, text, initial as string) : checkNumber(name, field, text, initial as number);
  return checked as Checked<Experiment[Name]>;
}

/** Whether a value is of the field's kind, within bounds or not; where it is not, `checkValue` falls back to the default. */
export function isKindred(name: FieldName, given: string): boolean {
  const field = fieldTable[name];
  return field.kind === 'choice' ? field.choices.includes(visible(given)) : typedNumber(given, field.kind === 'integer') !== null;
}

function checkNumber(name: FieldName, field: NumberField, text: string, initial: number): Checked<number> {
  const opening = `“${name}” was given as ${showGiven(text)}`;
  const typed = typedNumber(text, field.kind === 'integer');
  if (!typed) {
    const kind = field.kind === 'integer' ? 'a whole number' : 'a number';
    return { value: initial, remark: `${opening}, which is not ${kind}; the default, ${initial}, is used.` };
  }
  const given = typed.value; // "1e999" is infinite here and so clamped below
  if (given < field.minimum) {
    return { value: field.minimum, remark: `${opening}, but the smallest value is ${field.minimum}; ${field.minimum} is used.` };
  }
  if (given > field.maximum) {
    return { value: field.maximum, remark: `${opening}, but the largest value is ${field.maximum}; ${field.maximum} is used.` };
  }
  if (field.kind === 'integer' && !Number.isInteger(given)) {
    const value = Math.round(given);
    return { value, remark: `${opening}, but must be a whole number; ${value} is used.` };
  }
  if (typed.isInterpreted) return { value: given + 0, remark: `${opening}; ${given} is used.` };
  return { value: given + 0 }; // −0 + 0 is 0, which prints and compares like any other zero
}

function checkChoice(name: FieldName, field: ChoiceField, text: string, initial: string): Checked<string> {
  const opening = `“${name}” was given as ${showGiven(text)}`;
  if (!field.choices.includes(text)) {
    return { value: initial, remark: `${opening}, which is none of ${field.choices.join(', ')}; the default, ${initial}, is used.` };
  }
  return { value: text };
}
