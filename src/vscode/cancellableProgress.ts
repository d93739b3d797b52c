import * as vscode from 'vscode';
import { untilBegun } from '../tokens/untilBegun';

/** ms. What takes less shows no progress: its toast would stay beside the one that tells the result. */
const unnoticed = 500;

/**
 * Runs work that waits for Nomba or for the secret storage; once it takes noticeably long, with progress that can be cancelled.
 *
 * @param isCancellable asked when the progress is shown: a button that does nothing is worse than none.
 */
export async function withCancellableProgress<Result>(
  title: string,
  work: (signal: AbortSignal) => Promise<Result>,
  isCancellable: () => boolean = () => true,
): Promise<Result> {
  const abort = new AbortController();
  const result = work(abort.signal);
  if (await takesLongerThan(unnoticed, result)) {
    await vscode.window.withProgress(
      { location: vscode.ProgressLocation.Notification, title, cancellable: isCancellable() },
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

/** Waits for the secret storage, which changes nothing, so that a storage that hangs holds nobody up. */
export async function readWithProgress<Result>(read: () => Promise<Result>): Promise<Result> {
  return withCancellableProgress('Waiting for VS Code’s secret storage…', async (signal) =>
    untilBegun(signal, read),
  );
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
