import { reference } from '../dialect';
import type { Finding, FindingContext, Fix } from '../finding';
import type { NombaRequest } from '../nombaRequest';
import type { Section } from '../section';
import { environmentVariables } from '../tokenReference';
import { printable } from '../../profiles/printable';
import { tokenSource } from '../tokenSource';
import { urlBaseLength } from '../urlBase';
import { hostPlace, urlPart } from './urlPlace';

/** Hosts that do not exist, and requests to the other environment than the profile's. */
export function environmentFindings(
  section: Section,
  request: NombaRequest,
  context: FindingContext,
): readonly Finding[] {
  const { destination, target } = request;
  if (destination.kind === 'custom' || destination.kind === 'unknown') {
    return [];
  }
  const place = hostPlace(section, request, context);
  const { start, end } =
    place?.host ?? urlPart(section.text, target, 0, Math.max(1, urlBaseLength(target.url)));
  if (destination.kind === 'invented') {
    const host = new URL(destination.meant).host;
    const fix: Fix | undefined = place && {
      kind: 'edits',
      title: `Use ${host}`,
      edits: [{ ...place.host, newText: host }],
    };
    return [
      {
        code: 'invented-host',
        start,
        end,
        message: `${request.address?.host ?? 'This host'} is none of Nomba’s hosts. Use ${host}.`,
        fixes: fix ? [fix] : [],
      },
    ];
  }
  const { profile } = context;
  // Whoever takes the token from somewhere else does not send that of the profile, so its environment does not matter.
  if (
    profile === undefined ||
    profile.environment === destination.kind ||
    tokenSource(request, context) === 'elsewhere'
  ) {
    return [];
  }
  const destinationName = destination.kind === 'sandbox' ? 'the sandbox' : 'production';
  const switching: Fix = {
    kind: 'switchProfile',
    title: `Switch to a ${destination.kind} profile`,
    environment: destination.kind,
  };
  const following: Fix | undefined = place?.base && {
    kind: 'edits',
    title: 'Use the base URL of the profile by reference',
    edits: [{ ...place.base, newText: reference(context.dialect, environmentVariables.baseUrl) }],
  };
  return [
    {
      code: 'wrong-environment',
      start,
      end,
      message: `This request goes to ${destinationName}, and the profile “${printable(profile.name)}” is for ${environmentName(profile.environment)}. Switch the profile, or use its base URL.`,
      fixes: following ? [switching, following] : [switching],
    },
  ];
}

function environmentName(environment: 'production' | 'sandbox' | 'custom'): string {
  const names = { production: 'production', sandbox: 'the sandbox', custom: 'a custom environment' };
  return names[environment];
}
