/** How a received table and the runs of the same sweep made here differ, as far as they have been made. */
import { useMemo } from 'react';
import { readLink } from '../../experiment/link';
import { countRuns, type Sweep } from '../../experiment/sweep';
import { compareTables } from '../../record/comparison';
import type { SweptRun } from '../../record/sweepTable';
import { nameRun } from '../../runs/naming';
import { formatWhole } from '../text/format';
import { usePeers } from './usePeers';
import { spellDifference, spellTable } from './wording';

/** More than these tell nothing new. */
const SHOWN = 6;

export function TableComparison({ sweep, runs }: { sweep: Sweep; runs: readonly SweptRun[] }) {
  const { own, peers } = usePeers(sweep.base);
  const here = useMemo(() => own.filter(({ origin }) => origin === 'here'), [own]);
  const comparison = useMemo(() => compareTables(here, runs, peers), [here, runs, peers]);
  const made = runs.filter(({ link }) => here.some((run) => run.link === link)).length;
  if (made === 0) return <p className="small soft">Run the sweep here, and its figures are compared with these, run by run.</p>;
  const { beyond } = comparison;
  return (
    <div className="comparison">
      <p>
        {formatWhole(made)} of the {formatWhole(countRuns(sweep))} runs were made here too. {spellTable(comparison)}
      </p>
      {beyond.length > 0 && (
        <ul className="small">
          {beyond.slice(0, SHOWN).map(({ link, difference }) => {
            const { experiment } = readLink(link);
            return (
              <li key={`${link} ${difference.task ?? difference.of}`} className="difference beyond">
                {nameRun(experiment)}, seed {experiment.seed}. {spellDifference(difference)}
              </li>
            );
          })}
          {beyond.length > SHOWN && <li className="soft">And {formatWhole(beyond.length - SHOWN)} more.</li>}
        </ul>
      )}
    </div>
  );
}
