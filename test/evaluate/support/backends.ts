import { missingWebGpu } from '../../support/dawn';
import { startWasmInNode } from '../../support/wasm';
import { startTrainingOnWebGpu } from '../../support/webgpu';

const missing = await missingWebGpu();

/** The backends that features may lie on here. */
export const backends = [
  { name: 'wasm', start: startWasmInNode },
  ...(missing ? [] : [{ name: 'webgpu', start: () => startTrainingOnWebGpu() }]),
];
