/**
 * The rooms and the one direction in which they may know each other:
 * extension → app → vscode → {sharing, nomba} → {tokens, httpFile} → profiles.
 */

/** What each room may import, beside itself. `contributions` is names and types, known to the rooms of the editor. */
const rooms = {
  profiles: [],
  tokens: ['profiles'],
  httpFile: ['profiles'],
  sharing: ['tokens', 'httpFile', 'profiles'],
  nomba: ['tokens', 'httpFile', 'profiles'],
  vscode: ['sharing', 'nomba', 'tokens', 'httpFile', 'profiles'],
};

const directions = Object.entries(rooms).map(([room, others]) => ({
  name: `room-${room}`,
  comment: `src/${room} knows only: ${[room, ...others].join(', ')}.`,
  severity: 'error',
  from: { path: `^src/${room}/` },
  to: {
    path: '^src/',
    pathNot: [room, ...others]
      .map((other) => `^src/${other}/`)
      .concat(room === 'vscode' ? '^src/contributions[.]ts$' : []),
  },
}));

export default {
  forbidden: [
    ...directions,
    {
      name: 'pure-rooms',
      comment: 'Text and data in, text and data out: no editor, no files, no network.',
      severity: 'error',
      from: { path: '^src/(profiles|tokens|httpFile)/' },
      to: { path: '^(node:)?(fs|fs/promises|net|http|https|child_process)$|^vscode$|node_modules/axios' },
    },
    {
      name: 'axios-in-one-place',
      comment: 'Its errors carry the request, and with it the secret.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/nomba/' },
      to: { path: 'node_modules/axios' },
    },
    {
      name: 'editor-at-run-time',
      comment: 'Whatever else imports it cannot run in plain Node.',
      severity: 'error',
      from: { path: '^src/', pathNot: ['^src/vscode/', '^src/extension[.]ts$'] },
      to: { path: '^vscode$|@types/vscode', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'no-tests-in-the-product',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^test/' },
    },
    {
      name: 'app-only-from-extension',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/extension[.]ts$' },
      to: { path: '^src/(app|extension)[.]ts$' },
    },
    { name: 'no-circles', severity: 'error', from: { path: '^src/' }, to: { circular: true } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: 'specify',
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.js', '.mjs', '.json'],
      mainFields: ['module', 'main', 'types'],
    },
  },
};
