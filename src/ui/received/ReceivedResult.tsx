/** A received run or table with its origin, its comparison with what was made here, and for a table its charts. Loaded with the first result. */
import { Suspense, useId } from 'react';
import type { ReceivedResult as Result } from '../../runs/received';
import { useReceived } from '../../runs/useReceived';
import { late } from '../late';
import { CloseIcon, PlayIcon } from '../run/icons';
import './received.css';
import { RunComparison } from './RunComparison';
import { TableComparison } from './TableComparison';
import { useIsRepeated } from './useIsRepeated';
import { nameOf, originOf } from './wording';

const ReceivedTable = late(() => import('./ReceivedTable'), 'The charts of the sweep');

export default function ReceivedResult({ result }: { result: Result }) {
  const desk = useReceived();
  const title = useId();
  const isRepeated = useIsRepeated(result);
  return (
    <section className="received" aria-labelledby={title}>
      <div className="received-head">
        <h2 id={title}>
          {nameOf(result)} <span className="received-tag">received, not verified</span>
        </h2>
        <button type="button" className="icon-button" aria-label="Dismiss the received result" onClick={desk.dismiss}>
          <CloseIcon />
        </button>
      </div>
      <p className="small soft">{originOf(result)}</p>
      {result.kind === 'table' && (
        <div className="received-table">
          <Suspense fallback={<p className="soft">Loading the charts…</p>}>
            <ReceivedTable sweep={result.sweep} runs={result.runs} level={3} />
          </Suspense>
        </div>
      )}
      {result.kind === 'run' ? <RunComparison record={result.record} isRepeated={isRepeated} /> : <TableComparison sweep={result.sweep} runs={result.runs} />}
      {!isRepeated && (
        <button type="button" className="button" onClick={desk.runHere}>
          <PlayIcon />
          Run it here
        </button>
      )}
    </section>
  );
}
