import * as vscode from 'vscode';

/** ms. What takes less shows no progress: its toast would stay beside the one that tells the result. */
const unnoticed = 500;

/** Runs work that waits for Nomba or for the secret storage; once it takes noticeably long, with progress that can be cancelled. */
export async function withCancellableProgress<Result>(
  title: string,
  work: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const abort = new AbortController();
  const result = work(abort.signal);
  if (await takesLongerThan(unnoticed, result)) {
    await vscode.window.withProgress(
      { location: vscode.ProgressLocation.Notification, title, cancellable: true },
      async (_progress, cancellation) => {
        const subscription = cancellation.onCancellationRequested(() => {
          abort.abort();
        });
        await settled(result);
        subscription.dispose();
      },
    );
  }
  return result;
}

async function takesLongerThan(milliseconds: number, work: Promise<unknown>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(resolve, milliseconds, true);
  });
  const early = settled(work).then(() => false);
  const tooLong = await Promise.race([early, late]);
  clearTimeout(timer);
  return tooLong;
}

/** Resolves when the work has ended, well or badly. */
async function settled(work: Promise<unknown>): Promise<void> {
  await Promise.allSettled([work]);
}
