import type { TaskAnswer } from './verdict';

export function WalkStrip({ step }: { step: number; onStep: (step: number | null) => void; answer: TaskAnswer | null }) {
  return <p>Walk {step}</p>;
}
