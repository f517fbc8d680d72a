/**
 * Headers that make the page cross-origin isolated. Browsers hand out SharedArrayBuffer, and so WebAssembly threads,
 * to isolated pages only. Without them the page works too, with one thread.
 */
export const isolationHeaders = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'same-origin',
} as const;
