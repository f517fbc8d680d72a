import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { assemblyScript } from './src/command/assemblyScript.ts';
import { isolationHeaders } from './src/command/isolationHeaders.ts';
import { localData } from './src/command/localData.ts';
import { pageVersion } from './src/command/pageVersion.ts';
import { withoutThreadPool } from './src/command/withoutThreadPool.ts';

export default defineConfig({
  // Relative, so that a build works from any sub-path of a static host.
  base: './',
  plugins: [react(), localData(), assemblyScript(), withoutThreadPool()],
  worker: { format: 'es', plugins: () => [assemblyScript(), withoutThreadPool()] },
  server: { headers: isolationHeaders },
  preview: { headers: isolationHeaders },
  define: { __PAGE_VERSION__: JSON.stringify(pageVersion()) },
  build: {
    target: 'es2023',
    rolldownOptions: {
      output: {
        // Few requests: what the first drawing needs is one file, and what several parts share goes together up to 20 kB. One file
        // per shared module made 118 requests of a link with a result (now 42 with the styles), and each costs its time to ask and to compile.
        codeSplitting: {
          groups: [
            // Without the entry: it waits for parts that need this file.
            { name: 'page', tags: ['$initial'], test: /^(?!.*(index\.html|[\\/]main\.tsx))/ },
            { name: 'library', test: /[\\/]node_modules[\\/]/, minShareCount: 2, entriesAware: true },
            // Without what draws by Recharts, or 100 kB would come along.
            { name: 'shared', test: /^(?!.*[\\/](sweep|recorded|inside|claims)[\\/])/, minShareCount: 2, entriesAware: true, entriesAwareMergeThreshold: 20_000 },
          ],
        },
        // The builder lists in such a name everything that shares it.
        chunkFileNames: ({ name }) => `assets/${name.split('~')[0]}-[hash].js`,
      },
    },
  },
});
