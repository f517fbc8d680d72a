/** What a run can be exported as. Whatever writes a file is loaded when the first one is asked for. */
import type { Experiment } from '../../experiment/fields';
import { pageVersion } from '../../record/pageVersion';
import type { RunRecord } from '../../record/record';
import type { Lab } from '../../runs/lab';
import { plainName, type SavedFile } from './saveFile';

export type FileKind = 'json' | 'points' | 'losses' | 'weights' | 'script' | 'images';

export function baseName({ method, backbone, width, layers, seed }: Experiment): string {
  return plainName(`${method}-${backbone}-width${width}-layers${layers}-seed${seed}`);
}

const text = (content: string, type: string) => new Blob([content], { type });

/** Rejects with a sentence where the run has not got that far or its weights are gone. */
export async function makeFile(kind: FileKind, record: RunRecord, lab: Lab): Promise<SavedFile> {
  const name = baseName(record.experiment);
  switch (kind) {
    case 'json': {
      const { reportOf } = await import('../../record/report');
      return { name: `${name}.json`, content: text(`${JSON.stringify(reportOf(record))}\n`, 'application/json') };
    }
    case 'points':
    case 'losses': {
      const { lossesCsv, pointsCsv } = await import('../../exchange/csv');
      return { name: `${name}-${kind}.csv`, content: text((kind === 'points' ? pointsCsv : lossesCsv)(record), 'text/csv') };
    }
    case 'weights': {
      const [{ writeSafeTensors }, weights] = await Promise.all([import('../../exchange/safetensors'), lab.weightsOf(record.id)]);
      return { name: `${name}.safetensors`, content: new Blob([writeSafeTensors(weights, pageVersion)], { type: 'application/octet-stream' }) };
    }
    case 'script':
      return { name: `${name}.py`, content: text(await scriptOf(record, lab, name), 'text/x-python') };
    case 'images': {
      const { shapesFile } = await import('../../worker/shapesFile');
      return { name: 'shapes.bin', content: new Blob([await shapesFile(record.experiment)], { type: 'application/octet-stream' }) };
    }
  }
}

/** Of a visitor's own images only the network itself tells how they are normalised, and without it the script finds out. */
async function scriptOf({ id, experiment, tasks }: RunRecord, lab: Lab, name: string): Promise<string> {
  const [{ pytorchScript }, { knownImages }] = await Promise.all([import('../../exchange/pytorch/script'), import('../../exchange/knownTasks')]);
  const known = knownImages(experiment.data);
  if (known) return pytorchScript(experiment, { ...known, classes: known.tasks[0]!.classNames.length, pageVersion, name });
  const weights = await lab.weightsOf(id).catch(() => null);
  const classes = weights?.classes ?? tasks[0]?.classNames.length ?? 2;
  return pytorchScript(experiment, { classes, pageVersion, mean: weights?.mean ?? null, deviation: weights?.deviation ?? null, tasks, name });
}
