/** The code blocks of a language below a heading of a README. */
export function readmeExamples(readme: string, heading: string, language: string): readonly string[] {
  const [, below = ''] = readme.split(`\n## ${heading}\n`);
  const [section = ''] = below.split(/\n## /);
  return [...section.matchAll(new RegExp(`\`\`\`${language}\\n(.*?)\`\`\``, 'gs'))].map(
    ([, text = '']) => text,
  );
}
