import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { commandPalette } from '../../src/contributions';
import { extension, nothingShared } from './extension';
import { startOfRun } from './startOfRun';

describe('activation', () => {
  it('comes with the start of VS Code, sends nothing, and shares nothing but what is no secret', () => {
    const { calls, shared } = startOfRun();
    assert.deepEqual({ calls, bearer: shared.bearer }, { calls: [], bearer: nothingShared().bearer });
  });

  it('returns the API for other extensions', () => {
    const { version, ...functions } = extension().exports;
    assert.deepEqual(
      { version, functions: Object.entries(functions).map(([name, value]) => `${name}: ${typeof value}`) },
      { version: 1, functions: ['getAccessToken: function', 'onDidChangeToken: function'] },
    );
  });

  it('registers every command', async () => {
    const registered = await vscode.commands.getCommands(true);
    assert.deepEqual(
      registered.filter((id) => id.startsWith('nomba.')).sort(),
      Object.keys(commandPalette).sort(),
    );
  });
});
