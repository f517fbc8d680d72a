/** Which kind of line means which measure, and on request why; runs are told apart in the list of runs. */
import { useId, useRef, useState, type ReactNode } from 'react';
import { Explained } from '../explain/Explained';
import type { Topic } from '../explain/topic';

interface Sample {
  name: string;
  path: ReactNode;
  topic?: Topic;
}

const samples: readonly Sample[] = [
  { name: 'pretext loss, every step', path: <path d="M0 6H32" strokeWidth="1.75" /> },
  {
    name: 'probe accuracy',
    path: (
      <>
        <path d="M0 6H32" strokeWidth="2.25" />
        <circle cx="16" cy="6" r="4" fill="currentColor" stroke="none" />
      </>
    ),
    topic: 'probe',
  },
  { name: 'online probe (lags behind)', path: <path d="M0 6H32" strokeWidth="1.25" strokeDasharray="1.5 2.5" /> },
  { name: 'untrained', path: <path d="M0 6H32" strokeWidth="1.25" strokeDasharray="12 5" />, topic: 'untrained' },
];

const interval: Sample = {
  name: 'mean of seeds, 95 % interval',
  path: (
    <>
      <path d="M0 1H32V11H0Z" fill="currentColor" stroke="none" opacity="0.2" />
      <path d="M0 6H32" strokeWidth="2.25" />
    </>
  ),
};

export function MeasureLegend({ hasMeans = false }: { hasMeans?: boolean }) {
  const panel = useId();
  const [opened, setOpened] = useState<Topic | null>(null);
  const opener = useRef<HTMLButtonElement>(null);
  return (
    <div
      onKeyDown={({ key }) => {
        if (key !== 'Escape' || opened === null) return;
        setOpened(null);
        opener.current?.focus();
      }}
    >
      <ul className="measure-legend">
        {[...samples, ...(hasMeans ? [interval] : [])].map(({ name, path, topic }) => (
          <li key={name}>
            <svg className="swatch" viewBox="0 0 32 12" width="32" height="12" stroke="currentColor" aria-hidden="true">
              {path}
            </svg>
            {name}
            {topic && (
              <button
                type="button"
                className="help-button"
                aria-label={`About ${name}`}
                aria-expanded={opened === topic}
                aria-controls={panel}
                onClick={(event) => {
                  opener.current = event.currentTarget;
                  setOpened(opened === topic ? null : topic);
                }}
              >
                ?
              </button>
            )}
          </li>
        ))}
      </ul>
      <div id={panel} className="measure-explained" hidden={opened === null}>
        {opened && <Explained topic={opened} />}
      </div>
    </div>
  );
}
