import { openSession, type Session, type SessionOptions } from './session';

/**
 * Opens a window before the tests of a file and closes it after them. A test that fails leaves a picture.
 *
 * @param options asked for when the window is to be opened
 * @param prepare what the tests start from, done by keyboard and mouse too
 * @returns the session, for use inside of the tests
 */
export function useSession(
  options: () => SessionOptions,
  prepare: (session: Session) => Promise<void> = async () => Promise.resolve(),
): () => Session {
  let opened: Session | undefined;
  const session = (): Session => {
    if (opened === undefined) {
      throw new Error('The window is open inside of tests only.');
    }
    return opened;
  };

  before(async function () {
    this.timeout(120_000);
    opened = await openSession(options());
    try {
      await prepare(opened);
    } catch (error) {
      await opened.workbench.picture('failed');
      throw error;
    }
  });

  afterEach(async function () {
    if (this.currentTest?.state === 'failed') {
      const { workbench } = session();
      await workbench.picture('failed');
      // Whatever is open covers the window, and would fail the next test too.
      await workbench.page.keyboard.press('Escape');
      await workbench.page.keyboard.press('Escape');
    }
  });

  after(async () => {
    await opened?.close();
    opened = undefined;
  });

  return session;
}
