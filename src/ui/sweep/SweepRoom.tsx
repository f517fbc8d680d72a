/** Sweeps: many runs that differ in one or two fields. What it takes to make them is loaded when the visitor comes near. */
import { Suspense } from 'react';
import { late } from '../late';
import { useNear } from '../useNear';
import './sweepRoom.css';

const SweepBench = late(() => import('./SweepBench'), 'The sweeps');

export function SweepRoom() {
  const [room, near] = useNear('200px');
  return (
    <section id="sweep" ref={room} className="sweeps" aria-labelledby="sweep-title">
      <h2 id="sweep-title">Sweep a setting</h2>
      {near ? (
        <Suspense fallback={<p className="soft sweeps-lead">Loading the sweeps…</p>}>
          <SweepBench />
        </Suspense>
      ) : (
        <p className="soft sweeps-lead">Many runs that differ in one or two settings, one after the other, with intervals over seeds.</p>
      )}
    </section>
  );
}
