import * as vscode from 'vscode';
import { commandPalette, type CommandId } from '../contributions';
import { isTokenError } from '../tokens/tokenError';
import { showFailure } from './failureMessages';
import { isRefusal } from './refusal';
import type { Services } from './services';
import { showWarning } from './showWarning';

/**
 * Registers every command. A refusal or a failure ends in a toast, not in an exception: VS Code would show a second toast for that, with a text of its own.
 * The exception is `nomba.getAccessToken`, whose callers need a token or a rejection.
 */
export function registerCommands(services: Services): vscode.Disposable {
  const ids = Object.keys(commandPalette) as CommandId[];
  return vscode.Disposable.from(
    ...ids.map((id) =>
      vscode.commands.registerCommand(id, async (argument: unknown) => {
        try {
          // A bundle of its own: what starting VS Code has to read stays small.
          const { commandTable } = await import('./commandTable');
          return await commandTable[id](services)(argument);
        } catch (error) {
          if (id === 'nomba.getAccessToken') {
            throw error;
          }
          report(error, id, services.log);
          return undefined;
        }
      }),
    ),
  );
}

function report(error: unknown, id: string, log: vscode.LogOutputChannel): void {
  if (isRefusal(error)) {
    showWarning(error.message, error.button);
  } else if (isTokenError(error)) {
    showFailure('', undefined, error);
  } else {
    // Not one of ours, so its text is not known to be free of secrets: only its name goes to the log.
    log.error(`${id} failed: ${error instanceof Error ? error.name : typeof error}`);
    showWarning('Something went wrong in the Nomba extension.', {
      title: 'Show Log',
      command: 'nomba.showLog',
    });
  }
}
