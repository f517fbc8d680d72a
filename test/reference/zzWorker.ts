/* temporary */
import * as tf from '@tensorflow/tfjs-core';
import { chooseBackend } from '../../src/engine/backend';
import { fitLogistic, logitsOf, accuracies } from '../../src/evaluate/logistic';
import { standardOf } from '../../src/evaluate/standardize';
import { nearestNeighbourAccuracies } from '../../src/evaluate/nearestNeighbours';
import { mlpProbe } from '../../src/evaluate/mlpProbe';
import { principalComponents } from '../../src/evaluate/principalComponents';
import { inside } from '../../src/evaluate/inside';

function data(n: number, D: number, classes: number[], seed: number) {
  let state = 12345 + seed;
  const u = () => ((state = (Math.imul(state, 1664525) + 1013904223) | 0) >>> 0) / 4294967296;
  const g = () => u() + u() + u() + u() - 2;
  const L = 48;
  let mixState = 999; const mu = () => ((mixState = (Math.imul(mixState, 1664525) + 1013904223) | 0) >>> 0) / 4294967296 - 0.5;
  const mix = Float32Array.from({ length: L * D }, mu);
  const scales = Float32Array.from({ length: D }, () => Math.exp(6 * mu()));
  const latents = new Float32Array(n * L);
  const labels = classes.map(() => new Uint8Array(n));
  for (let i = 0; i < n; i++) {
    for (let l = 0; l < L; l++) latents[i * L + l] = 2 * g() / Math.sqrt(1 + l);
    classes.forEach((c, t) => { labels[t]![i] = Math.min(c - 1, Math.max(0, Math.floor((latents[i * L + t]! + 0.7 * g() + 2) / 4 * c))); });
  }
  const values = new Float32Array(n * D);
  const M = tf.tensor2d(mix, [L, D]), S = tf.tensor1d(scales);
  for (let from = 0; from < n; from += 500) {
    const count = Math.min(500, n - from);
    const x = tf.tidy(() => tf.mul(tf.relu(tf.add(tf.matMul(tf.tensor2d(latents.subarray(from * L, (from + count) * L), [count, L]), M), tf.randomUniform([count, D], -1, 1, 'float32', seed + from))), S));
    values.set(x.dataSync(), from * D); x.dispose();
  }
  tf.dispose([M, S]);
  return { features: tf.tensor2d(values, [n, D]), tasks: classes.map((c, t) => ({ labels: labels[t]!, classes: c })) };
}
async function main() {
  await chooseBackend('wasm');
  const out: string[] = [];
  const timed = async <T>(name: string, f: () => Promise<T>) => { const t = performance.now(); const r = await f(); out.push(`${name} ${(performance.now() - t).toFixed(0)}ms`); return r; };
  if (tf.getBackend() === 'wasm') {
    const fit = async (n: number, D: number, classes: number[], name: string) => {
      const a = data(n, D, classes, 1), b = data(Math.min(2000, n >> 1), D, classes, 2);
      for (let r = 0; r < (D < 1000 ? 3 : 1); r++) {
        const f = await timed(`${name} fit`, async () => fitLogistic(a.features, a.tasks, await standardOf(a.features), { l2: 0.03, maximumIterations: 100, tolerance: 3e-4 }));
        const l = logitsOf(b.features, f);
        out.push(`${f.iterations} iterations value ${f.value} acc ${(await accuracies(l, b.tasks)).join(',')} threads ${navigator.hardwareConcurrency} ${crossOriginIsolated}`);
        l.dispose();
      }
      return [a, b] as const;
    };
    const [s, t] = await fit(953, 256, [8, 8, 8, 8, 9, 4], 'small'); tf.dispose([s.features, t.features]);
    const [a, b] = await fit(10000, 8192, [10], 'big');
    await timed('knn', () => nearestNeighbourAccuracies(a.features, a.tasks, b.features, b.tasks));
    const few = tf.slice(b.features, [0, 0], [256, -1]) as tf.Tensor2D;
    await timed('inside 8192', () => inside(few)); await timed('inside 8192', () => inside(few));
    const k = tf.slice(b.features, [0, 0], [1000, -1]) as tf.Tensor2D;
    await timed('pca 2 of 1000', () => principalComponents(k, 2)); await timed('pca 50 of 1000', () => principalComponents(k, 50));
    tf.dispose([few, k, a.features, b.features]);
    const m = data(4000, 2048, [10], 1);
    await timed('mlp 2048', () => mlpProbe(m, m, 1, () => Promise.resolve()));
    m.features.dispose();
  }
  return out.join(' | ');
}
self.onmessage = () => { main().then((r) => self.postMessage(r), (e) => self.postMessage(String(e))); };
