import { readdirSync, readFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { RandomSource } from '../schedules/randomSource';
import type { Sightings } from '../sightings';

export interface FolderOptions {
  readonly random: RandomSource;
  readonly baseUrl: string;
  /** Those that the user has in files of their own. */
  readonly secrets: {
    readonly clientSecret: string;
    readonly accessToken: string;
    readonly refreshToken: string;
    readonly newClientSecret: string;
  };
}

const jsonName = 'http-client.private.env.json';

/** The folder of a window, on the disk: with a request file, with files of environment variables, and with secrets in the wrong places. */
export class WorkspaceFolder {
  readonly path: string;
  readonly #options: FolderOptions;
  /** What the user has written, by line. */
  readonly #own = new Set<string>();
  readonly requestText: string;
  /** Of the file that the user wants to be kept current, its name and what is in it; `undefined` for a file that is to be made. */
  readonly #synced: readonly [name: string, text: string | undefined];

  constructor(folder: string, options: FolderOptions) {
    this.path = folder;
    this.#options = options;
    const { random, secrets } = options;
    const { newClientSecret } = secrets;
    const json = { dev: { OTHER: newClientSecret, NOMBA_ACCESS_TOKEN: 'of-the-past' }, prod: {} };
    this.#synced = random.oneOf([
      ['.env.local', undefined],
      ['.env.local', ''],
      ['.env.local', `OTHER='of the user'\nNOMBA_ACCESS_TOKEN=of-the-past\n`],
      // A quote that never ends.
      ['.env.local', `OTHER="${newClientSecret.replaceAll('"', '')}\n`],
      [jsonName, undefined],
      [jsonName, JSON.stringify(json, undefined, 2)],
      [jsonName, `{ "dev": ${newClientSecret}`],
    ] as const);
    this.requestText = requestText(secrets);
  }

  /** A `.env` file with credentials. */
  get envFile(): string {
    return path.join(this.path, '.env');
  }

  get syncedFile(): string {
    return path.join(this.path, this.#synced[0]);
  }

  get requestFile(): string {
    return path.join(this.path, 'requests.http');
  }

  async make(): Promise<void> {
    const { random, secrets } = this.#options;
    const { clientSecret, accessToken, refreshToken } = secrets;
    await mkdir(this.path);
    if (random.below(4) === 0) {
      await makeRepository(this.path);
    }
    const [, synced] = this.#synced;
    await Promise.all([
      this.#write(this.envFile, this.#credentials()),
      this.#write(this.requestFile, this.requestText),
      this.#write(path.join(this.path, 'notes.txt'), [clientSecret, accessToken, refreshToken].join('\n')),
      ...(synced === undefined ? [] : [this.#write(this.syncedFile, synced)]),
    ]);
  }

  /** Paths of the files. */
  files(): readonly string[] {
    return readdirSync(this.path, { withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ name }) => path.join(this.path, name));
  }

  /**
   * What the user has not written.
   *
   * @param envFiles where what is in files of environment variables is to be seen: while the window is open, a token may be in there.
   */
  see(seen: Sightings, envFiles: Sightings): void {
    for (const file of this.files()) {
      const name = path.basename(file);
      const added = contentOf(file)
        .split('\n')
        .map((line) => this.#added(withoutComma(line)))
        .join('\n');
      seen.see('files of the workspace', name);
      if (name.startsWith('.env') || name.includes(jsonName)) {
        envFiles.see('env files', added);
      } else {
        seen.see('files of the workspace', added);
      }
    }
  }

  /** What others have written of a line: not what stood behind a value that was replaced, since what begins with “#” is a comment and stays. */
  #added(line: string): string {
    if (this.#own.has(line)) {
      return '';
    }
    const name = /^\w+=/.exec(line)?.[0];
    const former = name === undefined ? undefined : [...this.#own].find((own) => own.startsWith(name));
    return line.slice(0, line.length - commonEnd(line, former ?? ''));
  }

  async #write(file: string, text: string): Promise<void> {
    text.split('\n').forEach((line) => this.#own.add(withoutComma(line)));
    await writeFile(file, text);
  }

  #credentials(): string {
    const { random, baseUrl, secrets } = this.#options;
    const { newClientSecret } = secrets;
    const address = random.oneOf([
      baseUrl,
      `https://user:${encodeURIComponent(newClientSecret)}@127.0.0.1`,
      newClientSecret,
    ]);
    return [
      'NOMBA_CLIENT_ID=44444444-5555-4666-8777-888888888888',
      `NOMBA_CLIENT_SECRET=${random.oneOf(['', "'", '"'])}${newClientSecret}`,
      'NOMBA_ACCOUNT_ID=99999999-8888-4777-8666-555555555555',
      `NOMBA_BASE_URL=${address}`,
      random.oneOf(['', `NEXT_PUBLIC_NOMBA_SECRET=${newClientSecret}`]),
      '',
    ].join('\n');
  }
}

/** What is behind a value in JSON gets a comma before it. */
function withoutComma(line: string): string {
  return line.replace(/,$/, '');
}

/** How many characters two texts have in common at their ends. */
function commonEnd(one: string, other: string): number {
  let length = 0;
  while (length < Math.min(one.length, other.length) && one.at(-1 - length) === other.at(-1 - length)) {
    length += 1;
  }
  return length;
}

/** As much of a repository as git asks for, without starting git. */
async function makeRepository(folder: string): Promise<void> {
  const git = path.join(folder, '.git');
  await mkdir(path.join(git, 'objects'), { recursive: true });
  await mkdir(path.join(git, 'refs'));
  await writeFile(path.join(git, 'HEAD'), 'ref: refs/heads/main\n');
}

function requestText({ accessToken, clientSecret }: FolderOptions['secrets']): string {
  return [
    '### Balance',
    'GET {{$processEnv NOMBA_BASE_URL}}/v1/accounts/balance',
    'Authorization: Bearer {{$processEnv NOMBA_ACCESS_TOKEN}}',
    '',
    '### With secrets in it',
    'POST https://sandbox.nomba.com/v1/auth/token/issue?a=1',
    `Authorization: Bearer ${accessToken}`,
    'Content-Type: application/json',
    '',
    JSON.stringify({ grant_type: 'client_credentials', client_secret: clientSecret }),
    '',
  ].join('\n');
}

/** One that is renamed meanwhile is looked at under its other name. */
function contentOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
