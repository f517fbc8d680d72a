/** How the curves of a run are told apart: colour, dash and marker together, so that none has to be relied on alone. */
export interface RunStyle {
  colour: string;
  /** Dash pattern of the loss curve; undefined is a solid line. */
  dash: string | undefined;
  /** Outline of the marker around 0, 0. */
  marker: string;
}

/** Opacity of former runs: they step back, yet stay 3 to 1 against the paper. */
export const DIMMED = 0.74;

const dashes = [undefined, '9 3', '2 3', '9 3 2 3', '5 4', '14 4'];

/** Circle, square, triangle, diamond, cross, wedge; about equal in area. */
const markers = [
  'M4 0A4 4 0 1 1 -4 0A4 4 0 1 1 4 0Z',
  'M-3.5 -3.5H3.5V3.5H-3.5Z',
  'M0 -4.6L4.4 3.2H-4.4Z',
  'M0 -5L5 0L0 5L-5 0Z',
  'M-1.6 -4.4H1.6V-1.6H4.4V1.6H1.6V4.4H-1.6V1.6H-4.4V-1.6H-1.6Z',
  'M0 4.6L4.4 -3.2H-4.4Z',
];

/** Colours are few, since more could not be told apart; every round of them shifts dashes and markers against them. */
export const COLOURS = 6;

export function runStyle(slot: number): RunStyle {
  const colour = slot % COLOURS;
  const shape = (slot + Math.floor(slot / COLOURS)) % COLOURS;
  return { colour: `var(--run-${colour})`, dash: dashes[shape], marker: markers[shape]! };
}

interface MarkerProps {
  slot: number;
  x: number;
  y: number;
  /** Hollow markers are untrained networks. */
  hollow?: boolean;
}

export function Marker({ slot, x, y, hollow = false }: MarkerProps) {
  const { colour, marker } = runStyle(slot);
  return (
    <path
      d={marker}
      transform={`translate(${x} ${y})`}
      fill={hollow ? 'var(--paper)' : colour}
      stroke={hollow ? colour : 'var(--paper)'}
      strokeWidth={hollow ? 1.75 : 1}
    />
  );
}

/** A short piece of curve with its marker, for legends. */
export function Swatch({ slot }: { slot: number }) {
  const { colour, dash } = runStyle(slot);
  return (
    <svg className="swatch" viewBox="0 0 32 12" width="32" height="12" aria-hidden="true">
      <path d="M0 6H32" stroke={colour} strokeWidth="2" strokeDasharray={dash} />
      <Marker slot={slot} x={16} y={6} />
    </svg>
  );
}
