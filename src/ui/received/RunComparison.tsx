/** How a received run and the same one made here differ, once it has been made. */
import { useMemo } from 'react';
import { compare } from '../../record/comparison';
import type { RunRecord } from '../../record/record';
import { summaryOf } from '../../record/summary';
import { isAlike, spellDifference, toleranceNote, verdictOf } from './wording';
import { usePeers } from './usePeers';

export function RunComparison({ record, isRepeated }: { record: RunRecord; isRepeated: boolean }) {
  const received = useMemo(() => summaryOf(record), [record]);
  const { own, peers } = usePeers(record.experiment);
  const here = own.find(({ link, origin }) => link === record.link && origin === 'here');
  const comparison = useMemo(() => here && compare(here, received, peers), [here, received, peers]);
  if (record.final === null) return <p className="small soft">This run was stopped before its end, so there are no final figures to compare. Running it here completes it.</p>;
  if (!here || !comparison) return <p className="small soft">{isRepeated ? 'It is being repeated here; the comparison appears at its end.' : 'Repeat it here, and its figures are compared with these.'}</p>;
  return (
    <div className="comparison">
      <p>{verdictOf(comparison, isAlike(here, record))}</p>
      <ul className="small">
        {comparison.differences.map((difference) => (
          <li key={difference.task ?? difference.of} className={`difference ${difference.verdict}`}>
            {spellDifference(difference)}
          </li>
        ))}
      </ul>
      <p className="small soft">{toleranceNote(comparison.seeds)}</p>
    </div>
  );
}
