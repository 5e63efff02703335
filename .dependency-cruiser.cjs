/**
 * Imports run one way: workbench -> worker -> retriever | quantizer -> nn | sid | dataset -> compute,
 * without cycles. docs/architecture.md says why; `npm run check:deps` checks it.
 */
const TESTS = '\\.(test|fixture)\\.tsx?$';

/** `room` may import its own files, src/problem.ts, the listed paths, shaders and packages. */
const only = (room, comment, allowed = []) => ({
  name: `${room}-imports`,
  comment,
  severity: 'error',
  from: { path: `^src/${room}/`, pathNot: TESTS },
  to: {
    path: '^src/',
    pathNot: [`^src/${room}/`, '^src/problem\\.ts$', ...allowed],
  },
});

/** Only `file` may import the package at run time; types are free. */
const oneDoor = (name, path, file) => ({
  name: `one-door-${name}`,
  comment: `Only ${file} imports ${name}, so that it can be loaded late and replaced in one place.`,
  severity: 'error',
  from: { path: '^src/', pathNot: [file, TESTS] },
  to: { path, dependencyTypesNot: ['type-only'] },
});

/** What the page and the headless entry may know of the rooms below. */
const PAGE_SEES = [
  '^src/worker/(data-client|engine-client|protocol)\\.ts$',
  // Persistence is asked for by the page, never by a worker.
  '^src/worker/storage/browser-storage\\.ts$',
  '^src/quantizer/(codes-run|config|export|export-alignment|export-alternatives|export-model|export-notations|export-policy|sort-keys|sweep-spec)\\.ts$',
  // Pure: how many steps a run takes, so that the page says what the engine does.
  '^src/quantizer/rqvae/step-counts\\.ts$',
  // Settings, and what a trained model and decoded users are written as.
  '^src/retriever/t5/(config|model-file)\\.ts$',
  '^src/retriever/train/(config|metrics)\\.ts$',
  '^src/retriever/decode/(beam-plan|decode-metrics|decoded-report)\\.ts$',
  '^src/sid/',
  '^src/retriever/(split|evaluate|proxies)/',
  '^src/retriever/baselines/(method-name|methods|evaluation-json|sid-retrieval/(profile|offline-eval-csv))\\.ts$',
  '^src/retriever/decode/decoded-report\\.ts$',
  '^src/dataset/(histories/)?types\\.ts$',
];

module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      comment: 'A cycle means that two files are one idea, or that an arrow is backwards.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-unresolvable',
      comment: 'The file or package is not there.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '\\?(raw|url|worker)' },
    },
    only('compute', 'compute knows no Semantic ID and nothing else of ours.'),
    only('sid', 'sid is pure: Semantic IDs as values.'),
    only('dataset', 'dataset turns files into columns; it knows no quantizer.', [
      '^src/compute/',
      // The quality report and the unavoidable collisions are one count.
      '^src/sid/duplicates\\.ts$',
      '^src/sid/no-row\\.ts$',
      // A file of SIDs is read by the notation that it is in.
      '^src/sid/notations/',
    ]),
    only('nn', 'nn is layers over compute; it knows no Semantic ID.', ['^src/compute/']),
    only('quantizer', 'quantizer is driven by worker, never the other way round.', [
      '^src/(compute|dataset|nn|sid)/',
    ]),
    only('retriever', 'retriever learns from SIDs; it knows no quantizer.', [
      '^src/(compute|dataset|nn|sid)/',
    ]),
    only('worker', 'worker never imports the page.', [
      '^src/(compute|dataset|quantizer|retriever|sid)/',
    ]),
    only('workbench', 'React sees worker clients, types and pure functions.', PAGE_SEES),
    only('headless', 'The headless entry uses the same clients as the page.', PAGE_SEES),
    only('fetcher', 'The script of fetch.html is small: it fetches, and answers calls.', [
      '^src/worker/rpc\\.ts$',
      '^src/dataset/remote/(address|types)\\.ts$',
    ]),
    {
      name: 'sid-is-pure',
      comment: 'sid needs no package: anyone can read it alone.',
      severity: 'error',
      from: { path: '^src/sid/', pathNot: TESTS },
      to: { path: 'node_modules' },
    },
    {
      name: 'shaders-belong-to-kernels',
      comment: 'WGSL is imported only by the records of its kernels.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(compute|nn|quantizer|retriever)/' },
      to: { path: '^shaders/' },
    },
    {
      name: 'no-tests-in-code',
      comment: 'Code that ships does not import tests.',
      severity: 'error',
      from: { path: '^src/', pathNot: TESTS },
      to: { path: TESTS },
    },
    oneDoor('duckdb-wasm', 'node_modules/@duckdb/', '^src/dataset/duckdb\\.ts$'),
    oneDoor(
      'parquet-wasm',
      'node_modules/parquet-wasm/',
      '^src/dataset/formats/parquet-wasm\\.ts$',
    ),
    oneDoor('idb', 'node_modules/idb/', '^src/workbench/state/runs/database\\.ts$'),
    oneDoor('echarts', 'node_modules/echarts/', '^src/workbench/charts/echarts\\.ts$'),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'browser', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.d.ts'],
    },
  },
};
