import dns from 'node:dns';

/**
 * From now on every name below `.example` leads to 127.0.0.1, in this process only: Node asks `dns.lookup` for whatever it connects to by name. VS Code
 * never sends `localhost` or `127.0.0.1` through a proxy, so that tests need another name.
 *
 * @returns the names that were asked for, which grows
 */
export function leadExampleNamesHere(): string[] {
  const asked: string[] = [];
  const lookup = dns.lookup as (...parameters: unknown[]) => void;
  Object.assign(dns, {
    lookup: (name: string, ...rest: unknown[]) => {
      const isExample = name.endsWith('.example');
      if (isExample) {
        asked.push(name);
      }
      lookup(isExample ? '127.0.0.1' : name, ...rest);
    },
  });
  return asked;
}
