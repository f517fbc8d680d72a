/** How many claims were tested and how many held, with the way to them. Fetched when the line comes near. */
import { claimsHeld } from '../../experiment/claims/claimsHeld';
import { useNear } from '../useNear';
import { useScoreboard } from '../claims/useScoreboard';
import { PageLink } from '../PageLink';

export function ClaimsLine() {
  const [line, near] = useNear('200px');
  return (
    <aside ref={line} className="claims-line" aria-label="Claims">
      <p>
        <strong>Claims: {near ? <Counted /> : 'tested one by one'}.</strong> The paper behind this page and its neighbours say more about width than this one chart.{' '}
        <PageLink to="lab" place="#claims">
          See each claim, what was measured, and what went the other way
        </PageLink>
        .
      </p>
    </aside>
  );
}

function Counted() {
  const { scoreboard } = useScoreboard();
  if (!scoreboard) return 'tested one by one';
  const { tested, held } = claimsHeld(scoreboard);
  return `${tested} tested, ${held} held`;
}
