/** What a link says about the page rather than about the experiment: it changes what is shown, never what is trained. */
import { queryOf } from './queryOf';
import { showGiven } from './showGiven';
import { visible } from './typed';

/** Reserved in links, whether this version acts on them or not. */
export const pageParameters = ['backend', 'embed', 'lab', 'walk', 'chart', 'theme', 'accent', 'sweep', 'seeds', 'vary'] as const;

/** `software-webgpu` is only ever used when asked for. */
export const backendWishes = ['auto', 'webgpu', 'wasm', 'software-webgpu'] as const;

export const chartKinds = ['width', 'steps'] as const;
export const themes = ['light', 'dark'] as const;

export type ChartKind = (typeof chartKinds)[number];
export type Theme = (typeof themes)[number];

/** Steps of the guided walk on the front page. */
export const WALK_STEPS = 6;

export interface PageOptions {
  backend: (typeof backendWishes)[number];
  /** Within an article: the charts and the sliders only. */
  embed: boolean;
  /** Every control, chart and claim instead of the front page. */
  lab: boolean;
  /** The step of the walk that is open, from 1; null where none is. */
  walk: number | null;
  /** What the front page's chart is drawn over; null where the link says nothing. */
  chart: ChartKind | null;
  /** Null where the visitor's own choice, or else the system's, holds. */
  theme: Theme | null;
  /** A CSS colour in place of the page's orange. */
  accent: string | null;
  remarks: string[];
}

/** `isColour`: what the browser says of a colour that is well formed; without a browser the form alone counts. */
export function readPageOptions(link: string | URLSearchParams, isColour: (colour: string) => boolean = () => true): PageOptions {
  const query = queryOf(link);
  const remarks: string[] = [];

  /** One of a few words; a remark where it is none of them, ending with what is used instead. */
  function choice<Value extends string>(name: string, choices: readonly Value[], instead: string): Value | null {
    const text = query.get(name);
    if (text === null) return null;
    const given = visible(text);
    const chosen = choices.find((value) => value === given);
    if (chosen !== undefined) return chosen;
    const none = choices.length === 2 ? `neither ${choices.join(' nor ')}` : `none of ${choices.join(', ')}`;
    remarks.push(`“${name}” was given as ${showGiven(given)}, which is ${none}; ${instead}.`);
    return null;
  }

  const backend = choice('backend', backendWishes, 'auto is used') ?? 'auto';
  const embed = choice('embed', ['0', '1'], 'the whole page is shown') === '1';
  const lab = choice('lab', ['0', '1'], 'it is ignored') === '1';
  const walk = choice('walk', Array.from({ length: WALK_STEPS }, (_, step) => String(step + 1)), 'the walk stays closed');
  const chart = choice('chart', chartKinds, 'the usual chart is shown');
  const theme = choice('theme', themes, 'your own theme is used');
  const accent = readAccent(query.get('accent'), isColour, remarks);
  return { backend, embed, lab, walk: walk === null ? null : Number(walk), chart, theme, accent, remarks };
}

/** "#" begins a fragment, so that the digits of a colour may stand without it. */
const BARE_HEX = /^(?:[\da-f]{3,4}|[\da-f]{6}|[\da-f]{8})$/i;
/** Digits, a name, or a function of plain numbers: no variables, and nothing that is fetched. */
const COLOUR = /^(?:#(?:[\da-f]{3,4}|[\da-f]{6}|[\da-f]{8})|[a-z]{3,24}|(?:rgb|hsl|hwb|lab|lch|oklab|oklch)a?\([\d\s.,%/+-]{1,60}(?:deg|turn|rad)?[\d\s.,%/+-]{0,60}\))$/i;

function readAccent(text: string | null, isColour: (colour: string) => boolean, remarks: string[]): string | null {
  if (text === null) return null;
  const given = visible(text);
  const colour = BARE_HEX.test(given) ? `#${given}` : given;
  if (COLOUR.test(colour) && isColour(colour)) return colour;
  remarks.push(`“accent” was given as ${showGiven(given)}, which is no CSS colour; the usual one is used.`);
  return null;
}
