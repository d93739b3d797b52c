import { writeFileSync } from 'node:fs';
import path from 'node:path';
import prettier from 'prettier';
import { findingCodes } from '../../../src/httpFile/findingCodes';
import { readManifest, readReadme, type Manifest } from './manifest';

const readmeFile = path.join(__dirname, '../../../README.md');

/** README with its tables of commands, settings and findings made anew, formatted like every file. */
export async function withCurrentTables(readme: string): Promise<string> {
  const manifest = readManifest();
  const withCommands = replaceBetween(readme, 'commands', commandTable(manifest));
  const withSettings = replaceBetween(withCommands, 'settings', settingTable(manifest));
  const text = replaceBetween(withSettings, 'findings', findingSections(), 'src/httpFile/findingCodes.ts');
  return prettier.format(text, { ...(await prettier.resolveConfig(readmeFile)), filepath: readmeFile });
}

function commandTable({ contributes: { commands, menus } }: Manifest): string {
  const hidden = new Set(
    (menus['commandPalette'] ?? []).filter(({ when }) => when === 'false').map(({ command }) => command),
  );
  const rows = commands
    .filter(({ command }) => !hidden.has(command))
    .map(({ command, category, title }) => `| ${category}: ${title} | \`${command}\` |`);
  return ['| command | id |', '| --- | --- |', ...rows].join('\n');
}

function settingTable({ contributes: { configuration } }: Manifest): string {
  const rows = Object.entries(configuration.properties).map(([key, property]) => {
    const choices =
      property.enum === undefined
        ? ''
        : ` ${property.enum.map((choice, index) => `\`${choice}\`: ${property.enumDescriptions?.[index] ?? ''}`).join(' ')}`;
    const limits =
      property.minimum === undefined ? '' : ` From ${property.minimum} to ${property.maximum ?? '∞'}.`;
    return `| \`${key}\` | \`${JSON.stringify(property.default)}\` | ${property.markdownDescription}${choices}${limits} |`;
  });
  return ['| setting | default | what it does |', '| --- | --- | --- |', ...rows].join('\n');
}

/** A heading for each: the problems of the editor link to it. */
function findingSections(): string {
  return Object.entries(findingCodes)
    .map(
      ([code, { title, defaultSeverity, documentation }]) =>
        `### ${code}\n\n**${title}** (${defaultSeverity}). ${documentation}`,
    )
    .join('\n\n');
}

function replaceBetween(text: string, name: string, content: string, source = 'package.json'): string {
  const begin = `<!-- ${name}: made from ${source} by npm run readme -->`;
  const end = `<!-- end of ${name} -->`;
  const start = text.indexOf(begin);
  const stop = text.indexOf(end);
  if (start < 0 || stop < start) {
    throw new Error(`README.md has no markers for its ${name}.`);
  }
  return `${text.slice(0, start + begin.length)}\n\n${content}\n\n${text.slice(stop)}`;
}

if (require.main === module) {
  void withCurrentTables(readReadme()).then((readme) => {
    writeFileSync(readmeFile, readme);
  });
}
