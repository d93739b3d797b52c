import type { Command } from '../command';
import { withCancellableProgress } from '../cancellableProgress';

/**
 * A report for whoever is asked for help. No token is asked for and no setting is changed; all that is written is a value that is no secret, to see whether VS Code's
 * secret storage works, and it is deleted again.
 */
export const doctor: Command<'nomba.doctor'> = (services) => async () => {
  const report = await withCancellableProgress('Looking at everything that Nomba needs…', async (signal) => {
    // A bundle of its own: no other command needs it.
    const { writeReport } = await import('../doctor/writeReport');
    return writeReport(services, signal);
  });
  if (report !== undefined) {
    await services.report.show('Nomba Doctor.md', report);
  }
  return undefined;
};
