// The whole extension over the stand-in for `vscode`; to be bundled.
export { activate, deactivate } from '../../../src/extension';
export { commandPalette } from '../../../src/contributions';
export * as standIn from './standIn';
