/** Files of runs and weights on their way in. A file that cannot be used says so and changes nothing. */
import { newId } from '../../record/newId';
import { newRecord, type RunRecord } from '../../record/record';
import { append, emptySeries } from '../../record/series';
import type { NetworkWeights } from '../../train/weights';
import type { Lab } from '../../runs/lab';
import type { Library } from '../../runs/library';
import { formatWhole } from '../text/format';
import { dismissImport, importStore } from './importStore';

/** Weights of the widest networks that this page trains. */
const MOST_WEIGHT_BYTES = 2 ** 31;

export async function importFiles(files: readonly File[], lab: Lab, library: Library): Promise<void> {
  if (files.length === 0) return;
  dismissImport();
  const records: RunRecord[] = [];
  const problems: string[] = [];
  const opened: string[] = [];
  let sweep: string | null = null;
  for (const file of files) {
    try {
      if (/\.safetensors$/i.test(file.name)) {
        const { record, weights } = await readWeightsFile(file);
        lab.adopt(record.id, weights);
        records.push(record);
        opened.push(`the weights of ${file.name}`);
      } else {
        const { readRunFile } = await import('../../exchange/runFile');
        const read = readRunFile(await file.text(), file.name);
        records.push(...read.records);
        problems.push(...read.remarks);
        sweep ??= read.sweep;
        opened.push(read.records.length === 1 ? `the run of ${file.name}` : `${formatWhole(read.records.length)} runs of ${file.name}`);
      }
    } catch (error) {
      problems.push(error instanceof Error ? error.message : String(error));
    }
  }
  if (records.length > 0) await library.add(records);
  const done = opened.length > 0 ? `Opened ${opened.join(', ')}.` : null;
  importStore.setState({ done, problems, sweep });
  lab.say([done, ...problems].filter(Boolean).join(' '));
}

async function readWeightsFile(file: File): Promise<{ record: RunRecord; weights: NetworkWeights }> {
  const [{ readSafeTensors }, { judgedTasks }, { UnusableFile }] = await Promise.all([
    import('../../exchange/safetensors'),
    import('../../exchange/knownTasks'),
    import('../../exchange/runFile'),
  ]);
  if (file.size > MOST_WEIGHT_BYTES) throw new UnusableFile(`“${file.name}” is larger than the weights of any network of this page. Choose another file.`);
  const weights = readSafeTensors(new Uint8Array(await file.arrayBuffer()), file.name);
  const { experiment, step } = weights;
  const start = newRecord({ id: newId(), experiment, madeBy: 'a weight file', origin: 'imported' });
  // No curve came along, but how far it was trained is known.
  const losses = step > 0 ? append(emptySeries, step, [NaN]) : emptySeries;
  return { record: { ...start, state: 'finished', tasks: judgedTasks(experiment), losses }, weights };
}
