import * as vscode from 'vscode';

/** A progress that the extension shows now. */
export interface ShownProgress {
  readonly title: string;
  readonly cancellable: boolean;
  /** As the button of its toast does. */
  cancel(): void;
}

type Task = (
  progress: vscode.Progress<{ message?: string; increment?: number }>,
  token: vscode.CancellationToken,
) => Thenable<unknown>;

const shown = new Set<ShownProgress>();

/** The progress that the extension shows now, in the order in which it came. */
export function progressNow(): readonly ShownProgress[] {
  return [...shown];
}

/** Listens to the progress of the extension, which shares this module's `vscode.window`. It is shown all the same. */
export function recordProgress(): void {
  const { withProgress } = vscode.window;
  Object.assign(vscode.window, {
    withProgress: async ({ title = '', cancellable = false, ...where }: vscode.ProgressOptions, task: Task) =>
      withProgress({ title, cancellable, ...where }, async (progress, token) => {
        const cancellation = new vscode.CancellationTokenSource();
        const subscription = token.onCancellationRequested(() => {
          cancellation.cancel();
        });
        const one = {
          title,
          cancellable,
          cancel: () => {
            if (!cancellable) {
              throw new Error('This progress has no button.');
            }
            cancellation.cancel();
          },
        };
        shown.add(one);
        try {
          return await task(progress, cancellation.token);
        } finally {
          shown.delete(one);
          subscription.dispose();
        }
      }),
  });
}
