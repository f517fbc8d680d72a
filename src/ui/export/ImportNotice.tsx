/** What came of the files that were opened last. */
import { useId } from 'react';
import { useStore } from 'zustand';
import { dismissImport, importStore } from './importStore';
import './export.css';

export function ImportNotice() {
  const title = useId();
  const { done, problems, sweep } = useStore(importStore);
  if (!done && problems.length === 0) return null;
  return (
    <section className={`import-notice${done ? '' : ' failed'}`} aria-labelledby={title}>
      <h2 id={title}>{done ?? 'Nothing was opened'}</h2>
      {problems.length > 0 && (
        <ul>
          {problems.map((problem, index) => (
            <li key={index}>{problem}</li>
          ))}
        </ul>
      )}
      <p className="import-actions">
        {sweep !== null && (
          <a className="button" href={`?${sweep}`}>
            Open the sweep that they belong to
          </a>
        )}
        <button type="button" className="button quiet" onClick={dismissImport}>
          Dismiss
        </button>
      </p>
    </section>
  );
}
