import type { Logger } from '../../src/tokens/ports';

export interface LogLine {
  readonly level: 'debug' | 'info' | 'warn';
  readonly message: string;
}

/** Keeps what was logged, oldest first. */
export class RecordingLogger implements Logger {
  readonly lines: LogLine[] = [];

  debug(message: string): void {
    this.lines.push({ level: 'debug', message });
  }

  info(message: string): void {
    this.lines.push({ level: 'info', message });
  }

  warn(message: string): void {
    this.lines.push({ level: 'warn', message });
  }
}
