// Runs inside the extension host.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { takePicture, visibleText } from '../pictures';

/** What the run is to do; from the environment variable `SELFTEST_MODE`. */
export async function run(): Promise<void> {
  switch (process.env['SELFTEST_MODE']) {
    case 'trusted':
      return trusted();
    case 'restricted':
      assert.equal(vscode.workspace.isTrusted, false);
      await takePicture(`restricted-${vscode.version}`);
      return;
    case 'failing':
      throw new Error('this failure is wanted');
    case 'endless':
      return new Promise(() => undefined);
    default:
      throw new Error('SELFTEST_MODE is not set');
  }
}

async function trusted(): Promise<void> {
  const extension = vscode.extensions.getExtension<{ secrets: vscode.SecretStorage }>(
    'selftest.host-selftest',
  );
  assert.ok(extension);
  const { secrets } = await extension.activate();
  const observed: Record<string, unknown> = {
    answer: await vscode.commands.executeCommand('selftest.answer'),
    trusted: vscode.workspace.isTrusted,
    aiOff: vscode.workspace.getConfiguration('chat').get('disableAIFeatures'),
    custom: vscode.workspace.getConfiguration('editor').get('tabSize'),
  };
  await secrets.store('key', 'test-secret-1');
  observed['secret'] = await secrets.get('key');
  await secrets.delete('key');
  observed['deleted'] = await secrets.get('key');
  await vscode.workspace
    .getConfiguration('selftest')
    .update('profiles', [{ name: 'one' }], vscode.ConfigurationTarget.Global);
  observed['profiles'] = vscode.workspace.getConfiguration('selftest').inspect('profiles')?.globalValue;
  await vscode.env.clipboard.writeText('copied');
  observed['clipboard'] = await vscode.env.clipboard.readText();
  observed['variable'] = process.env['SELFTEST_VARIABLE'];
  observed['strangers'] = Object.keys(process.env).filter((name) => /^npm_|proxy$/i.test(name));
  observed['statusBar'] = (await visibleText('#selftest\\.host-selftest\\.selftest')).trim();
  await takePicture(`trusted-${vscode.version}`);
  assert.deepEqual(observed, {
    answer: 42,
    trusted: true,
    aiOff: true,
    custom: 7,
    secret: 'test-secret-1',
    deleted: undefined,
    profiles: [{ name: 'one' }],
    clipboard: 'copied',
    variable: 'arrived',
    strangers: [],
    statusBar: 'self-test ready 1',
  });
}
