import { untilBegun } from '../tokens/untilBegun';
import { withCancellableProgress } from './cancellableProgress';
import type { Services } from './services';

/**
 * Makes a change of profiles or client secrets when nothing else changes them, with progress once it takes noticeably long: the secret storage may let each answer
 * wait. Whoever cancels has changed nothing; a change that has begun goes on to its end, and its progress has no button.
 *
 * @param title of the progress.
 * @param change is to call `begin` before it changes anything.
 * @throws {TokenError} `cancelled`
 */
export async function makeChange<Result>(
  { changes }: Services,
  title: string,
  change: (begin: () => void) => Promise<Result>,
): Promise<Result> {
  let hasBegun = false;
  return withCancellableProgress(
    title,
    async (signal) =>
      untilBegun(signal, async (begin) =>
        changes.run(async () =>
          change(() => {
            begin();
            hasBegun = true;
          }),
        ),
      ),
    () => !hasBegun,
  );
}
