import * as vscode from 'vscode';
import { readEnvFile, type EnvFileCandidate } from '../../profiles/envFileCredentials';
import { isLoopback } from '../../profiles/baseUrl';
import { parseProfile } from '../../profiles/parseProfiles';
import { baseUrlOf, type Profile } from '../../profiles/profile';
import { checkArgument } from '../commandArgument';
import { askForProfile, emptyDraft, type ProfileDraft } from '../profileSteps';
import { Refusal } from '../refusal';
import type { Command } from '../command';
import { showWarning } from '../showWarning';
import { saveProfile } from '../saveProfile';

/** Bytes. A `.env` file is a page of text; anything far larger was chosen by mistake. */
const largestFile = 1024 * 1024;

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
  const { candidates, findings } = readEnvFile(await readText(uri));
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
  if (named !== undefined && complete && clientSecret !== undefined && !goesElsewhere(profile)) {
    return saveProfile(services, { profile, clientSecret });
  }
  const answers = await askForProfile({
    title: 'Import Nomba Profile',
    initial: draft,
    otherNames,
    canKeepSecret: () => false,
  });
  return answers && saveProfile(services, answers);
};

/** A host of the file's choosing is shown to the user before a secret goes there: somebody may have changed that line of the file. */
function goesElsewhere(profile: Profile): boolean {
  return profile.environment === 'custom' && !isLoopback(baseUrlOf(profile));
}

/** From a menu VS Code passes the Uri itself, from a keybinding it is a text. */
function uriIn(value: unknown): vscode.Uri | undefined {
  if (value instanceof vscode.Uri) {
    return value;
  }
  if (typeof value === 'object' && value !== null && 'uri' in value && value.uri instanceof vscode.Uri) {
    return value.uri;
  }
  const uri = checkArgument(value, { uri: 'string' })?.uri;
  return uri === undefined ? undefined : vscode.Uri.parse(uri);
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

async function readText(uri: vscode.Uri): Promise<string> {
  try {
    const { size } = await vscode.workspace.fs.stat(uri);
    if (size <= largestFile) {
      return new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
    }
  } catch {
    throw new Refusal('The file could not be read.');
  }
  throw new Refusal('The file is larger than 1 MB; it is hardly a .env file.');
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
