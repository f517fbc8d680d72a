import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { assemblyScript } from './src/command/assemblyScript.ts';
import { isolationHeaders } from './src/command/isolationHeaders.ts';
import { localData } from './src/command/localData.ts';
import { pageVersion } from './src/command/pageVersion.ts';
import { wholeWasmFactory } from './src/command/wholeWasmFactory.ts';

export default defineConfig({
  // Relative, so that a build works from any sub-path of a static host.
  base: './',
  plugins: [react(), localData(), assemblyScript(), wholeWasmFactory()],
  worker: { format: 'es', plugins: () => [assemblyScript(), wholeWasmFactory()] },
  server: { headers: isolationHeaders },
  preview: { headers: isolationHeaders },
  define: { __PAGE_VERSION__: JSON.stringify(pageVersion()) },
  build: { target: 'es2023' },
});
