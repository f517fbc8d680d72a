/** The table of pretext methods. A new method is one file beside this one and one row here. */
import type { Experiment } from '../experiment/fields';
import { barlow } from './barlow';
import { byol } from './byol';
import type { PretextMethod } from './method';
import { simclr } from './simclr';
import { simsiam } from './simsiam';
import { supervised } from './supervised';
import { vicreg } from './vicreg';

const methods: Readonly<Record<Experiment['method'], PretextMethod>> = { simclr, vicreg, byol, barlow, simsiam, supervised };

export function pretextMethod(name: Experiment['method']): PretextMethod {
  return methods[name];
}
