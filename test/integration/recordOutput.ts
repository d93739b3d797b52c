/** What this process prints while `work` is under way; it is printed all the same. The output of the editor's process comes this way, too. */
export async function recordOutput(work: () => Promise<void>): Promise<string> {
  let output = '';
  const streams = [process.stdout, process.stderr];
  const originals = streams.map((stream) => stream.write.bind(stream));
  streams.forEach((stream, index) => {
    stream.write = (chunk: string | Uint8Array, ...rest: unknown[]) => {
      output += typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString('utf8');
      return Reflect.apply(originals[index] ?? (() => true), stream, [chunk, ...rest]) as boolean;
    };
  });
  try {
    await work();
  } finally {
    streams.forEach((stream) => {
      Reflect.deleteProperty(stream, 'write');
    });
  }
  return output;
}
