import { readReadme } from './manifest';

/** The code blocks below a heading of README, by their language. */
export function readmeExamples(heading: string, language: string): readonly string[] {
  const [, below = ''] = readReadme().split(`\n## ${heading}\n`);
  const [section = ''] = below.split(/\n## /);
  return [...section.matchAll(new RegExp(`\`\`\`${language}\\n(.*?)\`\`\``, 'gs'))].map(
    ([, text = '']) => text,
  );
}
