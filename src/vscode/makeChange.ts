import { untilBegun } from '../tokens/untilBegun';
import { withCancellableProgress } from './cancellableProgress';
import type { Services } from './services';

/**
 * Makes a change of profiles or client secrets when nothing else changes them, with progress once it takes noticeably long: the secret storage may let each answer
 * wait. Whoever cancels has changed nothing, or everything: a change that has begun goes on to its end.
 *
 * @param title of the progress.
 * @throws {TokenError} `cancelled`
 */
export async function makeChange<Result>(
  { changes }: Services,
  title: string,
  change: () => Promise<Result>,
): Promise<Result> {
  return withCancellableProgress(title, async (signal) =>
    untilBegun(signal, async (begin) =>
      changes.run(async () => {
        begin();
        return change();
      }),
    ),
  );
}
