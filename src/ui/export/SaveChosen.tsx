/** Many kept runs as one file: whole, to be opened here again, or as a table of a row each. */
import { useState } from 'react';
import { useLab } from '../../runs/useLab';
import { useLibrary } from '../../runs/useLibrary';
import { formatWhole } from '../text/format';
import { saveFile } from './saveFile';

export function SaveChosen({ ids }: { ids: readonly string[] }) {
  const lab = useLab();
  const library = useLibrary();
  const [outcome, setOutcome] = useState('');

  const tell = (sentence: string) => {
    setOutcome(sentence);
    lab.say(sentence);
  };

  const saveWhole = async () => {
    const [{ collectionText }, { reportOf }] = await Promise.all([import('../../exchange/runFile'), import('../../record/report')]);
    const records = (await Promise.all(ids.map(library.recordOf))).filter((record) => record !== null);
    const whole = records.filter(({ state, points, images }) => state === 'finished' && points.length > 0 && images !== null);
    if (whole.length === 0) return tell('None of these runs has finished, so there is nothing to save yet.');
    saveFile({ name: 'runs.json', content: new Blob([collectionText(whole.map(reportOf))], { type: 'application/json' }) });
    const left = ids.length - whole.length;
    tell(left === 0 ? 'runs.json saved.' : `runs.json saved without ${left === 1 ? 'one that has' : `${formatWhole(left)} that have`} not finished.`);
  };

  const saveTable = async () => {
    const { runsCsv } = await import('../../exchange/csv');
    const { summaries, marks } = library.store.getState();
    const chosen = new Set(ids);
    const text = runsCsv(summaries.filter(({ id }) => chosen.has(id)), (id) => marks[id]?.name ?? '');
    saveFile({ name: 'runs.csv', content: new Blob([text], { type: 'text/csv' }) });
    tell('runs.csv saved.');
  };

  const attempt = (work: () => Promise<void>) => void work().catch((error: unknown) => tell(error instanceof Error ? error.message : String(error)));

  return (
    <>
      <button type="button" className="button" onClick={() => attempt(saveWhole)}>
        Save as JSON
      </button>
      <button type="button" className="button" onClick={() => attempt(saveTable)}>
        Save as CSV
      </button>
      {outcome && <span className="small soft">{outcome}</span>}
    </>
  );
}
