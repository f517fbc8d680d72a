/** The claims, one below the other. Their texts and what was measured are loaded when the visitor comes near. */
import { Suspense } from 'react';
import { late } from '../late';
import { useNear } from '../useNear';

const ClaimList = late(() => import('./ClaimList'), 'The claims');

export function ClaimsRoom() {
  const [room, near] = useNear();
  return (
    <section id="claims" ref={room} className="claims" aria-labelledby="claims-title">
      <h2 id="claims-title">Claims to test</h2>
      {near ? (
        <Suspense fallback={<p className="soft">Loading the claims…</p>}>
          <ClaimList />
        </Suspense>
      ) : (
        <p className="soft">What the paper and related papers claim, each with an experiment that tests it.</p>
      )}
    </section>
  );
}
