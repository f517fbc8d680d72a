/** What a chosen preset tests, below the menu. Loaded lazily with the claims' texts. */
import { surenessWords } from '../../experiment/claims/claim';
import type { ClaimId } from '../../experiment/claims/claimPresets';
import { claimOf } from '../../experiment/claims/claims';

export default function ClaimNote({ id }: { id: ClaimId }) {
  const { sentence, sureness, look, refute } = claimOf(id);
  return (
    <div className="field-note claim-note">
      <p>
        {sentence} <em>{surenessWords[sureness]}</em>
      </p>
      <p>
        <b>Look at:</b> {look}
      </p>
      <p>
        <b>Refuted by:</b> {refute}
      </p>
      <p>
        <a href="#claims">Runs to compare, and what was measured</a>
      </p>
    </div>
  );
}
