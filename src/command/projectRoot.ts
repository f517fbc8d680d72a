import path from 'node:path';

/** The folder of package.json: commands work from any current folder. */
export const projectRoot = path.resolve(import.meta.dirname, '../..');
