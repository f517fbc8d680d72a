/** Version of this page with its commit, e.g. "0.1.0+2221eb0"; written in by the build (vite.config.ts). */
declare const __PAGE_VERSION__: string | undefined;

export const pageVersion = typeof __PAGE_VERSION__ === 'string' ? __PAGE_VERSION__ : 'development';
