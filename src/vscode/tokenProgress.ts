import * as vscode from 'vscode';

/** Runs a call to Nomba with progress that can be cancelled. */
export async function withTokenProgress<Result>(
  title: string,
  work: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  return vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title, cancellable: true },
    async (_progress, cancellation) => {
      const abort = new AbortController();
      const subscription = cancellation.onCancellationRequested(() => {
        abort.abort();
      });
      try {
        return await work(abort.signal);
      } finally {
        subscription.dispose();
      }
    },
  );
}
