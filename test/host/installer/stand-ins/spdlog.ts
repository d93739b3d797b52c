// Takes the place of VS Code's native logging module, which is not compiled here: the same log files, written synchronously and without
// rotation. Without it the editor has no log files, output channels stay empty, and every logger complains at length.
import { appendFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';

const names = ['trace', 'debug', 'info', 'warning', 'error', 'critical'] as const;
const off = names.length;

export class Logger {
  readonly #file: string;
  #level = names.indexOf('info');
  #bare = false;

  constructor(_type: string, _name: string, file: string) {
    this.#file = file;
  }

  #write(name: (typeof names)[number], message: string): void {
    if (names.indexOf(name) >= this.#level) {
      const time = new Date().toISOString().replace('T', ' ').replace('Z', '');
      appendFileSync(this.#file, this.#bare ? message : `${time} [${name}] ${message}\n`);
    }
  }

  trace(message: string): void {
    this.#write('trace', message);
  }
  debug(message: string): void {
    this.#write('debug', message);
  }
  info(message: string): void {
    this.#write('info', message);
  }
  warn(message: string): void {
    this.#write('warning', message);
  }
  error(message: string): void {
    this.#write('error', message);
  }
  critical(message: string): void {
    this.#write('critical', message);
  }
  getLevel(): number {
    return this.#level;
  }
  setLevel(level: number): void {
    this.#level = level;
  }
  setPattern(): void {
    this.#bare = false;
  }
  clearFormatters(): void {
    this.#bare = true;
  }
  flush(): void {
    // Every line is in the file already.
  }
  drop(): void {
    this.#level = off;
  }
}

export const version = 1;

export function setLevel(): void {
  // The loggers have levels of their own.
}

export function setFlushOn(): void {
  // Every line is written at once.
}

export async function createRotatingLogger(name: string, file: string): Promise<Logger> {
  await mkdir(path.dirname(file), { recursive: true });
  return new Logger('rotating', name, file);
}

export async function createAsyncRotatingLogger(name: string, file: string): Promise<Logger> {
  return createRotatingLogger(name, file);
}
