/**
 * The table of pretext methods. A new method is one file beside this one and one row here (and its name leaves
 * `notYet` in the field table).
 */
import type { Experiment } from '../experiment/fields';
import { barlow } from './barlow';
import type { PretextMethod } from './method';
import { simclr } from './simclr';
import { supervised } from './supervised';
import { vicreg } from './vicreg';

const methods: Partial<Record<Experiment['method'], PretextMethod>> = { simclr, vicreg, barlow, supervised };

/** Throws for a method that the field table lists as not yet available; links never lead there. */
export function pretextMethod(name: Experiment['method']): PretextMethod {
  const method = methods[name];
  if (!method) throw new Error(`The pretext method ${name} is not available yet. Choose ${Object.keys(methods).join(', ')}.`);
  return method;
}
