import * as vscode from 'vscode';

/** Counts its activations in SecretStorage and shows the count, so that a reload and a second window can be told from a fresh start. */
export async function activate(context: vscode.ExtensionContext): Promise<{ secrets: vscode.SecretStorage }> {
  const activations = Number((await context.secrets.get('activations')) ?? 0) + 1;
  await context.secrets.store('activations', String(activations));
  const item = vscode.window.createStatusBarItem('selftest', vscode.StatusBarAlignment.Left, 100);
  item.name = 'Self-test';
  item.text = `$(beaker) self-test ready ${activations}`;
  item.show();
  const log = vscode.window.createOutputChannel('Self-test', { log: true });
  log.info('self-test activated');
  context.subscriptions.push(
    item,
    log,
    vscode.commands.registerCommand('selftest.answer', () => 42),
  );
  return { secrets: context.secrets };
}
