/** Where nothing can be stored, worker and page have memories of their own: the page keeps what it sees of its runs. */
import type { Archive } from '../storage/archive';
import type { Lab } from './lab';
import type { Run } from './run';

const INTERVAL_MS = 1_000;

export function feedArchive({ store }: Lab, archive: Archive): void {
  const kept = new Map<string, Pick<Run, 'points' | 'state' | 'judgement'>>();
  let waiting = false;

  function feed(): void {
    waiting = false;
    for (const run of store.getState().runs) {
      const before = kept.get(run.id);
      const isNews = !before || before.points !== run.points || before.state !== run.state || before.judgement !== run.judgement;
      if (run.origin !== 'here' || !isNews) continue;
      kept.set(run.id, run);
      void archive.put(run);
    }
  }
  function schedule(): void {
    if (waiting) return;
    waiting = true;
    setTimeout(feed, INTERVAL_MS);
  }
  schedule();
  store.subscribe((state, before) => {
    if (state.runs !== before.runs) schedule();
  });
}
