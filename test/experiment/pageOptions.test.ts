import { expect, test } from 'vitest';
import { type PageOptions, readPageOptions } from '../../src/experiment/pageOptions';

const usual: PageOptions = { backend: 'auto', embed: false, lab: false, walk: null, chart: null, theme: null, accent: null, remarks: [] };

test('the backend comes from the link, and auto is meant where nothing is said', () => {
  expect(readPageOptions('width=64')).toEqual(usual);
  expect(readPageOptions('?backend=software-webgpu&width=64')).toEqual({ ...usual, backend: 'software-webgpu' });
});

test('an unknown backend is remarked on', () => {
  expect(readPageOptions('backend=cuda')).toEqual({
    ...usual,
    remarks: ['“backend” was given as “cuda”, which is none of auto, webgpu, wasm, software-webgpu; auto is used.'],
  });
});

test('embedding is asked for with 1; another value is remarked on', () => {
  expect(readPageOptions('embed=1&width=64')).toEqual({ ...usual, embed: true });
  expect(readPageOptions('embed=0').embed).toBe(false);
  expect(readPageOptions('embed=yes')).toEqual({
    ...usual,
    remarks: ['“embed” was given as “yes”, which is neither 0 nor 1; the whole page is shown.'],
  });
});

test('what is shown of the page comes from the link', () => {
  expect(readPageOptions('lab=1&walk=2&chart=steps&theme=dark&accent=0a69a8')).toEqual({
    ...usual,
    lab: true,
    walk: 2,
    chart: 'steps',
    theme: 'dark',
    accent: '#0a69a8',
  });
  expect(readPageOptions('walk=6').walk).toBe(6);
});

test.each([
  ['lab=2', '“lab” was given as “2”, which is neither 0 nor 1; it is ignored.'],
  ['walk=0', '“walk” was given as “0”, which is none of 1, 2, 3, 4, 5, 6; the walk stays closed.'],
  ['walk=7', '“walk” was given as “7”, which is none of 1, 2, 3, 4, 5, 6; the walk stays closed.'],
  ['walk=1.5', '“walk” was given as “1.5”, which is none of 1, 2, 3, 4, 5, 6; the walk stays closed.'],
  ['chart=pie', '“chart” was given as “pie”, which is neither width nor steps; the usual chart is shown.'],
  ['theme=sepia', '“theme” was given as “sepia”, which is neither light nor dark; your own theme is used.'],
  ['accent=12345', '“accent” was given as “12345”, which is no CSS colour; the usual one is used.'],
])('%s is remarked on and changes nothing', (query, remark) => {
  expect(readPageOptions(query)).toEqual({ ...usual, remarks: [remark] });
});

test.each(['teal', '#bf4d08', 'rgb(10 105 168)', 'hsl(210deg 80% 40%)', 'oklch(60% 0.1 250 / 90%)'])('the accent %s is a colour', (accent) => {
  expect(readPageOptions(`accent=${encodeURIComponent(accent)}`).accent).toBe(accent);
});

test.each(['url(https://example.org/x)', 'var(--paper)', 'red;background:blue', 'rgb(url(x))', ''])('the accent “%s” is none', (accent) => {
  expect(readPageOptions(`accent=${encodeURIComponent(accent)}`).accent).toBeNull();
});

test('a name is a colour only where the browser knows it', () => {
  const known = (colour: string) => colour === 'teal';
  expect(readPageOptions('accent=teal', known).accent).toBe('teal');
  expect(readPageOptions('accent=tealish', known)).toMatchObject({ accent: null, remarks: [expect.stringContaining('no CSS colour')] });
});

test('a sweep is for those who read it', () => {
  expect(readPageOptions('sweep=width:16,64&seeds=3').remarks).toEqual([]);
});
