import { z } from 'zod';
import { checkSchema } from './preview';

const longest = 50;

/** Before the name of a service in that of the account by which its pipeline deploys it. */
export const deployerPrefix = 'deployer-';

/** Label of the account by which a pipeline deploys, with the name of the service. */
export const deploysLabel = 'pilothouse.dev/deploys';

/** Says on such an account until when the token of the pipeline is good; ISO 8601. */
export const deployTokenExpiryAnnotation =
  'pilothouse.dev/deploy-token-expires';

/**
 * What is wrong with the name of a service or a team. It becomes the name of Kubernetes
 * objects and the first part of a host name, with an environment behind it.
 */
export function hostNameFault(
  name: string,
): 'too-long' | 'no-host-name' | undefined {
  if (name.length > longest) return 'too-long';
  return /^[a-z]([a-z0-9-]*[a-z0-9])?$/.test(name) ? undefined : 'no-host-name';
}

/**
 * What is wrong with the name of a new service. Its chart makes an account of that name, which
 * must be neither the one that every namespace has nor one that deploys another service.
 */
export function serviceNameFault(
  name: string,
): ReturnType<typeof hostNameFault> | 'reserved' {
  const isReserved = name === 'default' || name.startsWith(deployerPrefix);
  return hostNameFault(name) ?? (isReserved ? 'reserved' : undefined);
}

/** Whether a name is free for a team's service. */
export const nameRequestSchema = z.object({
  name: z.string(),
  owner: z.string(),
});

/** What was found under a name. */
export const nameAnswerSchema = z.object({ checks: z.array(checkSchema) });
