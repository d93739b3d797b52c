import { constants } from 'node:fs';
import { open } from 'node:fs/promises';

/** Bytes. Beyond, VS Code does not give a file to extensions either. */
const largestFile = 50_000_000;

/** Bytes. As many as VS Code and git look at to tell whether a file is text. */
const tellingBytes = 8_000;

/** Bytes that are read at a time. */
const pieceLength = 65_536;

/** Bytes. What is more takes a while. */
const longFile = 1_000_000;

/**
 * The text of a file of this machine, as UTF-8, piece by piece. Nothing comes of what is not a file (a folder, a link, a pipe), not text, too large, or not to be read.
 *
 * @param file absolute path; a link in its place is not followed.
 * @param isLong called when the file has more than {@link longFile} bytes.
 */
export async function* readTextPieces(file: string, isLong: () => void): AsyncGenerator<string> {
  // Without O_NONBLOCK, opening a pipe would wait for somebody to write to it. Windows knows neither of the two flags, and no such files.
  const flags = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;
  const handle = await open(file, flags).catch(() => undefined);
  if (handle === undefined) {
    return;
  }
  try {
    const stat = await handle.stat();
    if (!stat.isFile() || stat.size > largestFile) {
      return;
    }
    if (stat.size > longFile) {
      isLong();
    }
    const decoder = new TextDecoder();
    const buffer = Buffer.alloc(Math.max(1, Math.min(pieceLength, stat.size)));
    // Not what `stat` says: a file can grow, and one of /proc has no size.
    for (let length = 0; length <= largestFile;) {
      const { bytesRead } = await handle.read(buffer, 0, buffer.length);
      const bytes = buffer.subarray(0, bytesRead);
      if (
        bytesRead === 0 ||
        (length < tellingBytes && bytes.subarray(0, tellingBytes - length).includes(0))
      ) {
        return;
      }
      length += bytesRead;
      yield decoder.decode(bytes, { stream: true });
    }
  } catch {
    // It was removed, or cannot be read: nothing more to be found in it.
  } finally {
    await handle.close();
  }
}
