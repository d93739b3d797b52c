import type { ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';
import { callEnds, encodings } from '../echoes';
import type { FaultySecretStorage } from '../../fakes/faultySecretStorage';
import type { EditorFault } from './desk';
import type { ServerEnd } from './echoServer';

/** What goes wrong around a window. */
export interface Failure {
  readonly server?: ServerEnd;
  /** A call takes so long that progress is shown. */
  readonly isSlow?: true;
  /** Nothing listens where the profile leads to. */
  readonly isUnreachable?: true;
  readonly storage?: FaultySecretStorage['faults'];
  readonly editor?: EditorFault;
  /** What the user has written into the setting `nomba.profiles` beside the profile, or in its place. */
  readonly profiles?: (secret: string) => unknown;
}

/** Those of the transport itself are brought about below; one that rejects cannot be brought about from outside. */
const answers = Object.entries(callEnds).filter(
  ([title]) => !title.startsWith('no answer') && !title.startsWith('a transport'),
);

/** Every way of failing that has a secret within reach, by name. */
export const failures: Readonly<Record<string, Failure>> = {
  'nothing fails': {},
  ...Object.fromEntries(answers.map(([title, server]) => [title, { server } satisfies Failure])),
  'a connection that is closed': wire((_text, response) => response.destroy()),
  'an answer that breaks off': wire((text, response) => {
    response.writeHead(200, { 'content-length': 10_000 });
    response.write(text);
    setImmediate(() => response.destroy());
  }),
  'what is no HTTP': wire((text, response) => response.socket?.end(`${text}\r\n\r\n`)),
  'a header that is no HTTP': wire((text, response) =>
    response.socket?.end(`HTTP/1.1 200 OK\r\n${text}\r\n\r\n{}`),
  ),
  'what is no gzip': wire((text, response) => {
    response.writeHead(200, { 'content-encoding': 'gzip' });
    response.end(`${text}${gzipSync(text).toString('latin1')}`);
  }),
  'an answer that is too large': wire((text, response) => {
    response.end(`${text}.`.repeat(Math.ceil(1_200_000 / (text.length + 1))));
  }),
  'a server that is slow': { isSlow: true },
  'a server that is not there': { isUnreachable: true },
  'a storage whose reading rejects': { storage: { get: 'rejects' } },
  'a storage whose reading throws': { storage: { get: 'throws' } },
  'a storage that has other texts': { storage: { get: 'otherText' } },
  'a storage that has halves': { storage: { get: 'half' } },
  'a storage that has no texts': { storage: { get: 'noText' } },
  'a storage whose writing rejects': { storage: { store: 'rejects' } },
  'a storage whose writing is lost': { storage: { store: 'loses' } },
  'a storage whose deleting rejects': { storage: { delete: 'rejects' } },
  'a storage that rejects everything': { storage: { get: 'rejects', store: 'rejects', delete: 'rejects' } },
  'settings that cannot be written': { editor: 'settings' },
  'a clipboard that rejects': { editor: 'clipboard' },
  'a state that cannot be written': { editor: 'state' },
  'documents that cannot be shown': { editor: 'documents' },
  'edits that are rejected': { editor: 'edits' },
  'clients that reject': { editor: 'clients' },
  'settings with secrets in the wrong places': { profiles: misplaced },
  'settings that are a secret': { profiles: (secret) => secret },
};

/** The server does something to the connection, with all that it knows in a text. */
function wire(act: (text: string, response: ServerResponse) => unknown): Failure {
  return {
    server: async (echo, response) => {
      act(echo.secrets.map(encodings[echo.encoding]).join(' '), response);
      return Promise.resolve(undefined);
    },
  };
}

function misplaced(secret: string): readonly unknown[] {
  const usable = {
    name: 'odd',
    environment: 'custom',
    baseUrl: 'https://nomba.example',
    accountId: 'a',
    clientId: 'c',
  };
  return [
    secret,
    [secret],
    { ...usable, name: { secret } },
    { ...usable, name: `$(${secret})` },
    { ...usable, environment: secret },
    { ...usable, baseUrl: `https://user:${encodeURIComponent(secret)}@nomba.example` },
    { ...usable, baseUrl: `http://nomba.example/?${secret}` },
    { ...usable, clientId: `${secret}\n` + secret },
    { ...usable, accountId: `${secret} ${secret}` },
  ];
}
