/** The rows of "Judged by every probe": what each probe is, and what it found in the representation. Pure. */
import type { Run } from '../../runs/run';
import type { JudgedProbe, Judgement } from '../../worker/protocol';
import { formatWhole } from '../text/format';

export interface ProbeRow {
  /** The same for the same probe of other runs. */
  key: string;
  name: string;
  /** One short sentence. */
  what: string;
  /** Numbers per image that it sees. */
  dimensions: number;
  /** Null where the probe has no counterpart on the untrained network. */
  untrained: number | null;
  trained: number;
}

/** Probes on one task; empty before the run was judged. */
export function probeRows(run: Run, task: string): ProbeRow[] {
  const { judgement } = run;
  if (!judgement) return [];
  const layers = judgement.probes.filter(({ probe }) => probe === 'projector').length;
  const rows = judgement.probes.flatMap((judged): ProbeRow[] => {
    const [untrained, trained] = [judged.untrained[task], judged.trained[task]];
    if (untrained === undefined || trained === undefined) return [];
    return [{ key: `${judged.probe}${judged.layer ?? judged.share ?? ''}`, ...describe(judged, layers), dimensions: judged.dimensions, untrained, trained }];
  });
  return [...onlineRow(run, judgement, task), ...rows];
}

/** The probe that trained along, as it stood at the step that was judged. Transfer has none. */
function onlineRow({ points, experiment }: Run, { step }: Judgement, task: string): ProbeRow[] {
  const trained = points.findLast((point) => point.step <= step)?.online[task];
  if (trained === undefined) return [];
  return [
    {
      key: 'online',
      name: 'Online probe',
      what: 'A linear layer that trained along. It starts at chance and lags.',
      dimensions: experiment.width,
      untrained: null,
      trained,
    },
  ];
}

function describe({ probe, layer, share, draws, dimensions }: JudgedProbe, layers: number): { name: string; what: string } {
  switch (probe) {
    case 'logistic':
      return { name: 'Logistic regression', what: 'A linear probe, fitted to its optimum after the run.' };
    case 'few':
      return {
        name: `${100 * share!} % of the labels`,
        what: `A linear probe fitted to as few labelled images, equally many of each class. Mean of ${draws} draws.`,
      };
    case 'mlp':
      return { name: 'MLP probe', what: 'A probe with a hidden layer, which also finds what a linear one cannot.' };
    case 'binarised':
      return { name: 'Binarised probe', what: 'A linear probe that sees only which units are on, h > 0.' };
    case 'knn':
      return { name: 'Weighted k-NN', what: 'The 20 most similar training images vote. Nothing is fitted.' };
    case 'projector':
      return layer === layers
        ? { name: `Projector layer ${layer}`, what: `A linear probe on the projector’s ${formatWhole(dimensions)} outputs, which the loss sees.` }
        : { name: `Projector layer ${layer}`, what: `A linear probe on the ${formatWhole(dimensions)} numbers behind layer ${layer} of the projector’s ${layers}.` };
  }
}
