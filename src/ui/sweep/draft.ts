/** A sweep while it is being put together: what was typed, and what that means. Pure; the link is the only reader of values. */
import { type Experiment, type FieldName, fieldTable } from '../../experiment/fields';
import { writeLink } from '../../experiment/link';
import { readSweep, type Sweep } from '../../experiment/sweep';
import { noEffect } from '../../runs/naming';

export interface DraftAxis {
  readonly field: FieldName;
  /** Values as typed, with commas between them. */
  readonly text: string;
}

export interface Draft {
  /** One or two. */
  readonly axes: readonly DraftAxis[];
  readonly seeds: number;
}

export interface ReadDraft {
  /** Null where nothing usable was typed. */
  readonly sweep: Sweep | null;
  /** One sentence for each part that is not used as typed. */
  readonly remarks: readonly string[];
}

const ofWidth: DraftAxis = { field: 'width', text: '16, 32, 64, 128, 256, 512, 1024, 2048' };

export interface DraftPreset {
  readonly name: string;
  readonly draft: Draft;
}

export const draftPresets: readonly DraftPreset[] = [
  { name: 'Width', draft: { axes: [ofWidth], seeds: 3 } },
  { name: 'Width × projector outputs', draft: { axes: [{ field: 'width', text: '32, 128, 512' }, { field: 'out', text: '16, 64, 256' }], seeds: 2 } },
  { name: 'Width × method', draft: { axes: [{ field: 'width', text: '32, 128, 512' }, { field: 'method', text: 'simclr, vicreg, barlow' }], seeds: 2 } },
];

/** Every field but the seed, which a sweep counts by itself; those that people sweep first stand first. */
export const sweptFields: readonly FieldName[] = [
  ...(['width', 'out', 'layers', 'method'] as const),
  ...(Object.keys(fieldTable) as FieldName[]).filter((field) => !['width', 'out', 'layers', 'method', 'seed', 'data', 'probe', 'tasks'].includes(field)),
  ...(['data', 'probe', 'tasks'] as const),
];

function powers(low: number, high: number): string[] {
  return Array.from({ length: Math.round(Math.log2(high / low)) + 1 }, (_, octave) => String(low * 2 ** octave));
}

/** Values worth offering for numbers; fields that are shares have the even ones. */
const offered: Partial<Record<FieldName, readonly string[]>> = {
  width: powers(8, 4_096),
  out: powers(8, 1_024),
  hidden: powers(8, 1_024),
  layers: ['0', '1', '2', '3', '4'],
  batch: powers(16, 256),
  images: ['500', '1000', '2000', '4000', '8000'],
  steps: powers(100, 1_600),
  hue: ['0', '0.1', '0.25', '0.5'],
  scenes: ['1', '2', '3', '4', '5'],
  lr: ['0.0005', '0.001', '0.002', '0.004', '0.008'],
  decay: ['0', '0.0001', '0.001', '0.01', '0.1'],
  temperature: ['0.05', '0.1', '0.2', '0.5', '1'],
  crop: ['0.08', '0.2', '0.4', '0.7', '1'],
};
const evenShares = ['0', '0.2', '0.4', '0.6', '0.8', '1'];

/** Values worth offering; any other number may be typed. */
export function suggestionsFor(field: FieldName): readonly string[] {
  const row = fieldTable[field];
  return row.kind === 'choice' ? row.choices : (offered[field] ?? evenShares);
}

/** What a freshly chosen field begins with. */
export function firstText(field: FieldName): string {
  const suggestions = suggestionsFor(field);
  return (field === 'width' ? suggestions.slice(1, 9) : suggestions.slice(0, 4)).join(', ');
}

/** The values of a text, as typed. Semicolons and spaces separate as commas do, since a link could not hold them. */
export function valuesOf(text: string): string[] {
  return text.split(/[\s,;]+/).filter((value) => value !== '');
}

/** The text without a value, or with it; numbers stay in order. */
export function toggled({ field, text }: DraftAxis, value: string): DraftAxis {
  const values = valuesOf(text);
  const next = values.includes(value) ? values.filter((other) => other !== value) : [...values, value];
  const isNumeric = fieldTable[field].kind !== 'choice';
  return { field, text: (isNumeric ? next.sort((a, b) => Number(a) - Number(b)) : next).join(', ') };
}

export function draftOf({ axes, seeds }: Pick<Sweep, 'axes' | 'seeds'>): Draft {
  return { axes: axes.map(({ field, values }) => ({ field, text: values.join(', ') })), seeds };
}

/** What a draft means beside the settings that everything else is taken from. */
export function readDraft(base: Experiment, { axes, seeds }: Draft): ReadDraft {
  const query = new URLSearchParams(writeLink(base));
  query.set('sweep', axes.map(({ field, text }) => `${field}:${valuesOf(text).join(',')}`).join(';'));
  query.set('seeds', String(seeds));
  const { sweep, remarks } = readSweep(query);
  return { sweep, remarks: [...remarks, ...(sweep ? withoutEffect(sweep) : [])] };
}

/** A field that changes nothing would make every run of its row the same. */
function withoutEffect({ base, axes }: Sweep): string[] {
  return axes.flatMap(({ field, values }) => {
    const others = axes.filter((axis) => axis.field !== field);
    const settings = others.length === 0 ? [base] : others[0]!.values.map((value) => ({ ...base, [others[0]!.field]: value }));
    const idle = settings.map((setting) => (values.length > 1 ? noEffect(field, setting) : null));
    const reason = idle[0];
    return reason && idle.every((sentence) => sentence !== null) ? [`“${fieldTable[field].label}” changes nothing here. ${reason}`] : [];
  });
}
