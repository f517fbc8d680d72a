/** Which kind of line means which measure; runs are told apart in the list of runs. */
const samples = [
  { name: 'pretext loss, every step', path: <path d="M0 6H32" strokeWidth="1.75" /> },
  {
    name: 'refit probe',
    path: (
      <>
        <path d="M0 6H32" strokeWidth="2.25" />
        <circle cx="16" cy="6" r="4" fill="currentColor" stroke="none" />
      </>
    ),
  },
  { name: 'online probe (lags)', path: <path d="M0 6H32" strokeWidth="1.25" strokeDasharray="1.5 2.5" /> },
  { name: 'untrained (refit at step 0)', path: <path d="M0 6H32" strokeWidth="1.25" strokeDasharray="12 5" /> },
];

export function MeasureLegend() {
  return (
    <ul className="measure-legend">
      {samples.map(({ name, path }) => (
        <li key={name}>
          <svg className="swatch" viewBox="0 0 32 12" width="32" height="12" stroke="currentColor" aria-hidden="true">
            {path}
          </svg>
          {name}
        </li>
      ))}
    </ul>
  );
}
