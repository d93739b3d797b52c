import type { Command } from '../command';
import { withTokenProgress } from '../tokenProgress';

/** A report for whoever is asked for help. Looks only: no token is asked for, nothing is stored, no setting is changed. */
export const doctor: Command<'nomba.doctor'> = (services) => async () => {
  const report = await withTokenProgress('Looking at everything that Nomba needs…', async (signal) => {
    // A bundle of its own: no other command needs it.
    const { writeReport } = await import('../doctor/writeReport');
    return writeReport(services, signal);
  });
  if (report !== undefined) {
    await services.report.show('Nomba Doctor.md', report);
  }
  return undefined;
};
