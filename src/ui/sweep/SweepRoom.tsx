/** Sweeps: many runs that differ in one or two fields. What it takes to make them is loaded when the visitor comes near. */
import { Suspense, useEffect, useRef, useState } from 'react';
import { late } from '../late';
import './sweepRoom.css';

const SweepBench = late(() => import('./SweepBench'), 'The sweeps');

export function SweepRoom() {
  const room = useRef<HTMLElement>(null);
  const [near, setNear] = useState(false);
  useEffect(() => {
    const observer = new IntersectionObserver(([entry]) => entry!.isIntersecting && setNear(true), { rootMargin: '200px' });
    observer.observe(room.current!);
    return () => observer.disconnect();
  }, []);
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
