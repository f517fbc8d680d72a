import { expect, test } from 'vitest';
import { readPageOptions } from '../../src/experiment/pageOptions';

test('the backend comes from the link, and auto is meant where nothing is said', () => {
  expect(readPageOptions('width=64')).toEqual({ backend: 'auto', embed: false, remarks: [] });
  expect(readPageOptions('?backend=software-webgpu&width=64')).toEqual({ backend: 'software-webgpu', embed: false, remarks: [] });
});

test('an unknown backend is remarked on', () => {
  expect(readPageOptions('backend=cuda')).toEqual({
    backend: 'auto',
    embed: false,
    remarks: ['“backend” was given as “cuda”, which is none of auto, webgpu, wasm, software-webgpu; auto is used.'],
  });
});

test('embedding is asked for with 1; another value is remarked on', () => {
  expect(readPageOptions('embed=1&width=64')).toEqual({ backend: 'auto', embed: true, remarks: [] });
  expect(readPageOptions('embed=0').embed).toBe(false);
  expect(readPageOptions('embed=yes')).toEqual({
    backend: 'auto',
    embed: false,
    remarks: ['“embed” was given as “yes”, which is neither 0 nor 1; the whole page is shown.'],
  });
});

test('a sweep is for those who read it', () => {
  expect(readPageOptions('sweep=width:16,64&seeds=3').remarks).toEqual([]);
});
