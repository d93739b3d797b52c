import * as vscode from 'vscode';
import { readEnvFile, type EnvFileCandidate } from '../../profiles/envFileCredentials';
import { isLoopback } from '../../profiles/baseUrl';
import { parseProfile } from '../../profiles/parseProfiles';
import { baseUrlOf, type Profile } from '../../profiles/profile';
import { checkField } from '../../profiles/profileFields';
import { readEnvFileText } from '../envFileText';
import { askForProfile, emptyDraft, type ProfileDraft } from '../profileSteps';
import { Refusal } from '../refusal';
import type { Command } from '../command';
import { showWarning } from '../showWarning';
import { saveProfile } from '../saveProfile';
import { uriIn } from '../uriArgument';

/**
 * Reads Nomba credentials out of a `.env` file. Called with a file whose one pair is complete and goes to Nomba or to this machine, it asks nothing; otherwise the steps of
 * `nomba.addProfile` are asked with what was found filled in. The file is not changed.
 */
export const importFromEnvFile: Command<'nomba.importFromEnvFile'> = (services) => async (value) => {
  const named = uriIn(value);
  const uri = named ?? (await chooseFile());
  if (uri === undefined) {
    return undefined;
  }
  const text = await readEnvFileText(uri);
  if (text === undefined) {
    return undefined;
  }
  const { candidates, findings } = readEnvFile(text);
  const [finding] = findings;
  if (finding !== undefined) {
    showWarning(finding.message, { title: 'Open File', command: 'vscode.open', argument: uri });
  }
  if (candidates.length === 0) {
    throw new Refusal(
      'The file has no Nomba credentials: no variable that begins with NOMBA_ and is filled in.',
      {
        title: 'Add Profile',
        command: 'nomba.addProfile',
      },
    );
  }
  const candidate = candidates.length === 1 ? candidates[0] : await chooseCandidate(candidates);
  if (candidate === undefined) {
    return undefined;
  }
  const otherNames = services.profiles.all.map(({ name }) => name);
  const draft = draftOf(candidate, otherNames);
  const profile = parseProfile(draft, otherNames);
  const { clientSecret } = draft;
  const complete = typeof profile !== 'string' && candidate.environment !== undefined;
  const usable =
    clientSecret !== undefined && checkField('clientSecret', clientSecret.reveal())?.severity !== 'error';
  if (named !== undefined && complete && usable && !goesElsewhere(profile)) {
    return saveProfile(services, () => {
      const names = services.profiles.all.map(({ name }) => name);
      return { profile: { ...profile, name: unusedName(profile.environment, names) }, clientSecret };
    });
  }
  const answers = await askForProfile({
    title: 'Import Nomba Profile',
    initial: draft,
    otherNames,
    canKeepSecret: () => false,
  });
  return answers && saveProfile(services, () => answers);
};

/** A host of the file's choosing is shown to the user before a secret goes there: somebody may have changed that line of the file. */
function goesElsewhere(profile: Profile): boolean {
  return profile.environment === 'custom' && !isLoopback(baseUrlOf(profile));
}

async function chooseFile(): Promise<vscode.Uri | undefined> {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  const chosen = await vscode.window.showOpenDialog({
    title: 'Import Nomba Profile',
    openLabel: 'Import',
    ...(folder !== undefined && { defaultUri: folder.uri }),
  });
  return chosen?.[0];
}

async function chooseCandidate(
  candidates: readonly EnvFileCandidate[],
): Promise<EnvFileCandidate | undefined> {
  const items = candidates.map((candidate) => ({
    candidate,
    label: candidate.environment ?? 'environment not stated',
    detail: candidate.variables.join(', '),
  }));
  const picked = await vscode.window.showQuickPick(items, {
    placeHolder: 'Which credentials do you want to import?',
  });
  return picked?.candidate;
}

function draftOf(candidate: EnvFileCandidate, otherNames: readonly string[]): ProfileDraft {
  const environment = candidate.environment ?? emptyDraft.environment;
  return {
    ...emptyDraft,
    ...candidate,
    environment,
    name: unusedName(environment, otherNames),
    clientSecret: candidate.clientSecret,
  };
}

function unusedName(wanted: string, taken: readonly string[]): string {
  let name = wanted;
  for (let number = 2; taken.includes(name); number += 1) {
    name = `${wanted} ${number}`;
  }
  return name;
}
