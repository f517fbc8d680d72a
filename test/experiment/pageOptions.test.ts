import { expect, test } from 'vitest';
import { readPageOptions } from '../../src/experiment/pageOptions';

test('the backend comes from the link, and auto is meant where nothing is said', () => {
  expect(readPageOptions('width=64')).toEqual({ backend: 'auto', remarks: [] });
  expect(readPageOptions('?backend=software-webgpu&width=64')).toEqual({ backend: 'software-webgpu', remarks: [] });
});

test('an unknown backend is remarked on', () => {
  expect(readPageOptions('backend=cuda')).toEqual({
    backend: 'auto',
    remarks: ['“backend” was given as “cuda”, which is none of auto, webgpu, wasm, software-webgpu; auto is used.'],
  });
});

test('reserved parameters that this version cannot act on are remarked on', () => {
  expect(readPageOptions('embed=1').remarks).toEqual(['“embed” was given as “1”, which this version cannot show yet; the single experiment is shown.']);
  expect(readPageOptions('sweep=width:16,64&seeds=3').remarks).toEqual([]);
});
