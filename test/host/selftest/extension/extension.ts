import * as vscode from 'vscode';

export function activate(context: vscode.ExtensionContext): { secrets: vscode.SecretStorage } {
  const item = vscode.window.createStatusBarItem('selftest', vscode.StatusBarAlignment.Left, 100);
  item.name = 'Self-test';
  item.text = '$(beaker) self-test ready';
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
