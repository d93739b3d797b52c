import * as vscode from 'vscode';
import { sendRequest } from '../httpYac/sendRequest';

/** Stands in for httpYac's own extension, with the real httpYac in it: sends the request at a line of the editor in front, and shows the answer beside it. */
export function activate(context: vscode.ExtensionContext): void {
  context.subscriptions.push(
    vscode.commands.registerCommand('httpyac.send', async (_document: unknown, line: number) => {
      const document = vscode.window.activeTextEditor?.document;
      if (document === undefined) {
        throw new Error('No editor is open.');
      }
      const before = document.getText(new vscode.Range(0, 0, line, 0));
      const { status, body } = await sendRequest(
        document.fileName,
        document.getText(),
        before.split(/^###.*$/m).length - 2,
      );
      const answer = await vscode.workspace.openTextDocument({
        language: 'jsonc',
        content: `// HTTP ${status}\n${JSON.stringify(JSON.parse(body), undefined, 2)}\n`,
      });
      await vscode.window.showTextDocument(answer, vscode.ViewColumn.Beside);
    }),
  );
}
