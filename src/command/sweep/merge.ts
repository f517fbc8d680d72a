/** The results of all shards as the one collection that the page opens. */
import { collectionText } from '../../exchange/runFile';
import { writeLink } from '../../experiment/link';
import { experimentsOf, readSweep } from '../../experiment/sweep';
import { gatherResults, keptSweepLink, type Result } from './resultFiles';

export interface Merged {
  /** Null where there is no run at all. */
  text: string | null;
  /** What is missing or more than the sweep, as sentences. */
  remarks: string[];
  /** What is damaged and left out. */
  faults: readonly string[];
}

/** Runs in the order of the sweep, others behind them. */
export function mergeResults(directory: string): Merged {
  const { results, faults } = gatherResults(directory);
  const link = keptSweepLink(directory);
  if (results.length === 0) return { text: null, remarks: [`There is no finished run in ${directory}; make some with npm run -s sweep.`], faults };
  const reportsOf = (some: readonly Result[]) => some.map(({ report }) => report);
  if (link === null) return { text: collectionText(reportsOf(results)), remarks: ['The folder does not tell which sweep its runs belong to, so the collection names none.'], faults };

  const order = experimentsOf(readSweep(link).sweep!).map(writeLink);
  const byLink = new Map(results.map((result) => [result.link, result]));
  const swept = order.flatMap((run) => byLink.get(run) ?? []);
  const others = results.filter((result) => !swept.includes(result));
  const missing = order.length - swept.length;
  return {
    text: collectionText(reportsOf([...swept, ...others]), link),
    remarks: [
      ...(missing > 0 ? [`${missing} of the sweep’s ${order.length} runs ${missing === 1 ? 'is' : 'are'} not there yet.`] : []),
      ...(others.length > 0 ? [`${others.length} ${others.length === 1 ? 'run is' : 'runs are'} not of this sweep; ${others.length === 1 ? 'it is' : 'they are'} in the collection too.`] : []),
    ],
    faults,
  };
}
