// JavaScript, since ESLint reads a TypeScript configuration only with one more dependency.
import { defineConfig } from 'eslint/config';
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

/**
 * Imports run one way: page → runs → worker → storage → exchange → record → train → model, pretext, evaluate → engine; data,
 * random and experiment are used by all. For each room: the rooms that it may not enter.
 */
const closedTo = {
  experiment: ['main', 'ui', 'runs', 'worker', 'storage', 'exchange', 'record', 'train', 'model', 'pretext', 'evaluate', 'engine', 'data', 'random', 'command'],
  random: ['main', 'ui', 'runs', 'worker', 'storage', 'exchange', 'record', 'train', 'model', 'pretext', 'evaluate', 'engine', 'data', 'experiment', 'command'],
  data: ['main', 'ui', 'runs', 'worker', 'storage', 'exchange', 'record', 'train', 'model', 'pretext', 'evaluate', 'command'],
  engine: ['main', 'ui', 'runs', 'worker', 'storage', 'exchange', 'record', 'train', 'model', 'pretext', 'evaluate', 'command'],
  model: ['main', 'ui', 'runs', 'worker', 'storage', 'exchange', 'record', 'train', 'pretext', 'evaluate', 'command'],
  pretext: ['main', 'ui', 'runs', 'worker', 'storage', 'exchange', 'record', 'train', 'evaluate', 'command'],
  evaluate: ['main', 'ui', 'runs', 'worker', 'storage', 'exchange', 'record', 'train', 'pretext', 'command'],
  train: ['main', 'ui', 'runs', 'worker', 'storage', 'exchange', 'record', 'command'],
  record: ['main', 'ui', 'runs', 'worker', 'storage', 'exchange', 'command'],
  exchange: ['main', 'ui', 'runs', 'worker', 'archive', 'command'],
  storage: ['main', 'ui', 'runs', 'worker', 'command'],
  worker: ['main', 'ui', 'runs', 'command'],
  runs: ['main', 'ui', 'command'],
  ui: ['main', 'command'],
};

/** Rooms that may use React and the store. */
const page = ['ui', 'runs'];
const framework = ['react', 'react-dom', 'react/*', 'react-dom/*', 'zustand', 'zustand/*', 'recharts'];

const directions = Object.entries(closedTo).map(([room, closed]) => ({
  files: [`src/${room}/**/*.{ts,tsx}`],
  rules: {
    'no-restricted-imports': ['error', {
      patterns: [
        {
          regex: `^(\\.\\.?/)+(${closed.join('|')})(/|$)`,
          message: `Imports run one way, and this one runs against it (see eslint.config.js).`,
        },
        ...(page.includes(room) ? [] : [{ group: framework, message: 'Only the page knows its framework.' }]),
      ],
    }],
  },
}));

export default defineConfig(
  { ignores: ['dist/', 'node_modules/', 'local-data/', 'test-results/', 'playwright-report/', 'src/engine/wasm/assembly/'] },
  {
    files: ['**/*.{ts,tsx}'],
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      // tfjs types most results as Tensor<Rank>; naming the rank is worth more than inferring it.
      '@typescript-eslint/no-unnecessary-type-assertion': 'off',
      // Objects here are closures; no method of ours uses `this`.
      '@typescript-eslint/unbound-method': 'off',
      eqeqeq: 'error',
      'no-console': ['error', { allow: ['warn', 'error'] }],
    },
  },
  { files: ['src/ui/**/*.{ts,tsx}', 'src/main.tsx'], ...reactHooks.configs.flat.recommended },
  // Commands and tests speak to a terminal.
  { files: ['src/command/**', 'test/**'], rules: { 'no-console': 'off' } },
  directions,
);
