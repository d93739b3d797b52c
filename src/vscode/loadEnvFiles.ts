import type { EnvFileKeeping, StartedEnvFiles } from './envFileSync';

/** Loads what keeps files current, from a bundle of its own: most workspaces have no such file. */
export async function loadEnvFiles(ports: EnvFileKeeping): Promise<StartedEnvFiles> {
  const { startEnvFiles } = await import('./startEnvFiles');
  return startEnvFiles(ports);
}
