/** An explanation with its formulas. Texts and KaTeX come with the first one that is opened. */
import { Suspense } from 'react';
import type { Experiment } from '../../experiment/fields';
import { late } from '../late';

/** What is explained; a pretext method stands for its loss. */
export type Topic = 'lever' | 'projector' | 'probe' | 'untrained' | Experiment['method'];

const ExplainedText = late(() => import('./ExplainedText'), 'The explanation');

export function Explained({ topic }: { topic: Topic }) {
  return (
    <Suspense fallback={<p className="small soft">Loading the explanation…</p>}>
      <ExplainedText topic={topic} />
    </Suspense>
  );
}
