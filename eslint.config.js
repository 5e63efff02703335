import js from '@eslint/js';
import jsxA11y from 'eslint-plugin-jsx-a11y';
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

/** Number loops over typed arrays, where `noUncheckedIndexedAccess` makes `!` the honest spelling. */
const NUMERIC = [
  'src/{compute,dataset,nn,quantizer,retriever,sid}/**/*.ts',
  'src/worker/engine*.ts',
  'bench/**',
];
const TESTS = ['**/*.{test,fixture}.{ts,tsx}', 'e2e/**'];

/** The one file that asks the browser for a GPU; everything else takes a `Device`. */
const GPU_FILE = 'src/compute/webgpu/adapter.ts';
const NO_NAVIGATOR_GPU = {
  selector: "MemberExpression[object.name='navigator'][property.name='gpu']",
  message: `Only ${GPU_FILE} touches navigator.gpu; use a Device.`,
};

/** The one file of the origin private file system; everything else takes a `StoredFolder`. */
const STORAGE_FILE = 'src/worker/storage/browser-storage.ts';
const NO_NAVIGATOR_STORAGE = {
  selector: "MemberExpression[object.name='navigator'][property.name='storage']",
  message: `Only ${STORAGE_FILE} touches navigator.storage; use a StoredFolder.`,
};

const NODE_GLOBALS = Object.fromEntries(
  ['AbortController', 'AbortSignal', 'Buffer', 'URL', 'clearTimeout', 'console', 'fetch', 'process']
    .concat(['performance', 'setTimeout', 'clearInterval', 'setInterval', 'structuredClone'])
    // Scripts that drive a page hold functions that run in it.
    .concat(['document', 'window', 'navigator', 'Worker', 'Response', 'TextDecoder', 'TextEncoder'])
    .concat([
      'CanvasRenderingContext2D',
      'MutationObserver',
      'PerformanceObserver',
      'requestAnimationFrame',
    ])
    .map((name) => [name, 'readonly']),
);

export default tseslint.config(
  {
    ignores: [
      '**/dist/**',
      '**/node_modules/**',
      'coverage/**',
      'playwright-report/**',
      'test-results/**',
    ],
  },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  js.configs.recommended,
  {
    files: ['**/*.{ts,tsx,mts}'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      // `connect<Api>(worker)` names what comes back; no argument could.
      '@typescript-eslint/no-unnecessary-type-parameters': 'off',
      '@typescript-eslint/no-unnecessary-type-arguments': 'off',
      '@typescript-eslint/no-misused-promises': [
        'error',
        { checksVoidReturn: { attributes: false } },
      ],
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
      '@typescript-eslint/no-unnecessary-condition': [
        'error',
        { allowConstantLoopConditions: true },
      ],
    },
  },
  { files: [...NUMERIC, ...TESTS], rules: { '@typescript-eslint/no-non-null-assertion': 'off' } },
  {
    files: TESTS,
    rules: {
      // A fake often answers at once where the interface promises a Promise.
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/unbound-method': 'off',
    },
  },
  { files: ['**/*.d.{ts,mts}'], extends: [tseslint.configs.disableTypeChecked] },
  {
    files: ['src/**/*.{ts,tsx}'],
    ignores: [GPU_FILE, STORAGE_FILE, ...TESTS],
    rules: { 'no-restricted-syntax': ['error', NO_NAVIGATOR_GPU, NO_NAVIGATOR_STORAGE] },
  },
  { files: [GPU_FILE], rules: { 'no-restricted-syntax': ['error', NO_NAVIGATOR_STORAGE] } },
  { files: [STORAGE_FILE], rules: { 'no-restricted-syntax': ['error', NO_NAVIGATOR_GPU] } },
  {
    files: ['src/**/*.tsx'],
    extends: [jsxA11y.flatConfigs.strict, reactHooks.configs.flat.recommended],
    rules: {
      // It warns of what the React compiler would skip, and we do not use that compiler.
      'react-hooks/incompatible-library': 'off',
    },
  },
  {
    files: ['src/workbench/**/*.ts'],
    extends: [reactHooks.configs.flat.recommended],
  },
  {
    files: ['**/*.{ts,tsx,mjs}'],
    ignores: ['*.config.ts'],
    rules: {
      'no-restricted-exports': ['error', { restrictDefaultExports: { direct: true, named: true } }],
      eqeqeq: 'error',
      'prefer-const': 'error',
      'no-var': 'error',
    },
  },
  { files: ['**/*.{mjs,js}'], languageOptions: { globals: NODE_GLOBALS } },
  {
    files: ['**/*.cjs'],
    languageOptions: { sourceType: 'commonjs', globals: { module: 'writable' } },
  },
);
