import { constants } from 'node:fs';
import { open } from 'node:fs/promises';

/** Why a file's content is not to be had. `notAFile`: a folder, a pipe, a device, a socket. */
export type FileProblem = 'notAFile' | 'tooLarge';

/**
 * Reads a file of this machine, and never more of it than asked for: what `stat` says of the size need not be what reading gives, in a file that grows or one of
 * `/proc`.
 *
 * @param file absolute path; a link in its place is not followed.
 * @param largest bytes.
 * @throws what Node throws when the file is not there or must not be read.
 */
export async function readSmallFile(file: string, largest: number): Promise<Uint8Array | FileProblem> {
  // Without O_NONBLOCK, opening a pipe would wait for somebody to write to it. Windows knows neither of the two flags, and no such files.
  const handle = await open(file, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  try {
    if (!(await handle.stat()).isFile()) {
      return 'notAFile';
    }
    // One byte more than is allowed tells that there is more.
    const buffer = Buffer.alloc(largest + 1);
    let length = 0;
    while (length <= largest) {
      const { bytesRead } = await handle.read(buffer, length, buffer.length - length);
      if (bytesRead === 0) {
        return buffer.subarray(0, length);
      }
      length += bytesRead;
    }
    return 'tooLarge';
  } finally {
    await handle.close();
  }
}
