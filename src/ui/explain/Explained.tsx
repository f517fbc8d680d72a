/** An explanation with its formulas. Texts and KaTeX come with the first one that is opened. */
import { Suspense } from 'react';
import { late } from '../late';
import type { Topic } from './topic';

const ExplainedText = late(() => import('./ExplainedText'), 'The explanation');

export function Explained({ topic }: { topic: Topic }) {
  return (
    <Suspense fallback={<p className="small soft">Loading the explanation…</p>}>
      <ExplainedText topic={topic} />
    </Suspense>
  );
}
