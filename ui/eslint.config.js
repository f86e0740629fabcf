import js from '@eslint/js';
import globals from 'globals';
import svelte from 'eslint-plugin-svelte';
import ts from 'typescript-eslint';
import svelteConfig from './svelte.config.js';

/** Ways out of the laptop, and places where words would outlive a lock. */
const forbidden = [
  { name: 'fetch', message: 'Nothing leaves the laptop. Use ipc/call.' },
  { name: 'XMLHttpRequest', message: 'Nothing leaves the laptop. Use ipc/call.' },
  { name: 'WebSocket', message: 'Nothing leaves the laptop. Use ipc/call.' },
  { name: 'EventSource', message: 'Nothing leaves the laptop. Use ipc/call.' },
  { name: 'localStorage', message: 'Web storage is plain text on disk. Use a draft.' },
  { name: 'sessionStorage', message: 'Web storage is plain text on disk. Use a draft.' },
  { name: 'indexedDB', message: 'Web storage is plain text on disk. Use a draft.' },
];

export default ts.config(
  { ignores: ['dist', 'node_modules', 'test-results', 'src/ipc/bindings'] },
  js.configs.recommended,
  ...ts.configs.strict,
  ...svelte.configs.recommended,
  ...svelte.configs.prettier,
  { languageOptions: { globals: { ...globals.browser } } },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: {
      parserOptions: { parser: ts.parser, extraFileExtensions: ['.svelte'], svelteConfig },
    },
  },
  {
    rules: {
      'no-console': 'error',
      'no-restricted-globals': ['error', ...forbidden],
      'no-restricted-properties': [
        'error',
        { object: 'window', property: 'open', message: 'One window, always.' },
        ...forbidden.map(({ name, message }) => ({ object: 'window', property: name, message })),
        { object: 'document', property: 'cookie', message: 'Nothing is kept outside the vault.' },
        { object: 'navigator', property: 'sendBeacon', message: 'Nothing leaves the laptop.' },
      ],
      'no-undef': 'off',
      'svelte/no-at-html-tags': 'error',
      'svelte/require-each-key': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
    },
  },
  {
    // A folder is a permission: only ipc/ knows Tauri, and components know no ipc.
    files: ['src/screens/**', 'src/components/**', 'src/text/**'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [{ group: ['@tauri-apps/*'], message: 'Only ui/src/ipc speaks to the shell.' }],
        },
      ],
    },
  },
  {
    files: ['src/components/**', 'src/text/**'],
    ignores: ['**/*.test.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            { group: ['@tauri-apps/*'], message: 'Only ui/src/ipc speaks to the shell.' },
            {
              group: ['**/ipc/*', '!**/ipc/bindings', '!**/ipc/bindings/*'],
              allowTypeImports: true,
              message: 'Components and texts take values; screens call.',
            },
            { group: ['**/screens/*', '**/screens/**'], message: 'Components know no screen.' },
          ],
        },
      ],
    },
  },
  {
    files: ['tests/**', '*.ts', '*.js'],
    languageOptions: { globals: { ...globals.node } },
  },
);
